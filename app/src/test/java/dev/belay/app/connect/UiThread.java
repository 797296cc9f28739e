package dev.belay.app.connect;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// Stands for the UI thread of a toolkit.
public final class UiThread implements Executor, AutoCloseable {

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("test-ui").daemon().factory());

    @Override
    public void execute(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(task);
        }
    }

    public <T> T get(Callable<T> question) {
        try {
            return thread.submit(question).get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits until something holds on the UI thread.
    public void until(Callable<Boolean> condition) {
        until(condition, Duration.ofSeconds(60));
    }

    void until(Callable<Boolean> condition, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!get(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + deadline);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

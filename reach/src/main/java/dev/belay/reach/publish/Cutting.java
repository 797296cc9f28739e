package dev.belay.reach.publish;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Parts of one file that are cut at the same time.
final class Cutting {

    private Cutting() {}

    static <T> FutureTask<T> begin(Callable<T> cut) {
        var task = new FutureTask<>(cut);
        // A thread in a system call holds the end of the process up, and so would that of virtual
        // ones.
        Thread.ofPlatform().daemon().name("cut-file").start(task);
        return task;
    }

    /// What came of it. Blocks.
    static <T> T result(FutureTask<T> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the scan was interrupted");
        }
    }
}

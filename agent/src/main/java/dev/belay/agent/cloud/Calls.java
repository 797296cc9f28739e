package dev.belay.agent.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// Calls beside each other, none of which is waited for longer than allowed: what has not answered
/// by then is broken off, and *unknown*. Safe for use by several threads.
final class Calls {

    /// Within which a change that was broken off ends; it is not waited for longer.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Changes beside each other; their answers in the same order. Whoever is interrupted meanwhile
    /// gets away when they have ended: none may reach the cloud after the stop of its service was
    /// told.
    <T> List<CloudAnswer<T>> changes(List<Callable<CloudAnswer<T>>> calls, Duration within)
            throws InterruptedException {
        Set<Thread> running = ConcurrentHashMap.newKeySet();
        List<Callable<CloudAnswer<T>>> all = new ArrayList<>();
        calls.forEach(one -> all.add(() -> noted(one, running)));
        try {
            return all(all, within);
        } catch (InterruptedException e) {
            awaitEnd(running);
            throw e;
        }
    }

    private static <T> CloudAnswer<T> noted(Callable<CloudAnswer<T>> call, Set<Thread> running)
            throws Exception {
        running.add(Thread.currentThread());
        try {
            return call.call();
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    private static void awaitEnd(Set<Thread> running) throws InterruptedException {
        long until = System.nanoTime() + GRACE.toNanos();
        for (Thread one : running) {
            one.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        }
    }

    /// As [#changes].
    <T> CloudAnswer<T> change(Callable<CloudAnswer<T>> call, Duration within)
            throws InterruptedException {
        return changes(List.of(call), within).getFirst();
    }

    /// A call that changes nothing.
    <T> CloudAnswer<T> one(Callable<CloudAnswer<T>> call, Duration within)
            throws InterruptedException {
        return all(List.of(call), within).getFirst();
    }

    private <T> List<CloudAnswer<T>> all(List<Callable<CloudAnswer<T>>> calls, Duration within)
            throws InterruptedException {
        List<CloudAnswer<T>> answers = new ArrayList<>();
        try {
            for (Future<CloudAnswer<T>> one :
                    threads.invokeAll(calls, within.toNanos(), TimeUnit.NANOSECONDS)) {
                answers.add(answer(one, within));
            }
        } catch (RejectedExecutionException _) {
            calls.forEach(_ -> answers.add(new CloudAnswer.Unknown<>("its stay has ended")));
        }
        return answers;
    }

    private static <T> CloudAnswer<T> answer(Future<CloudAnswer<T>> call, Duration within) {
        return switch (call.state()) {
            case SUCCESS -> call.resultNow();
            // Whatever it is a fault of: a service that runs must not end by it.
            case FAILED ->
                    new CloudAnswer.Unknown<>(
                            "a call of the cloud ended by a fault: " + call.exceptionNow());
            case CANCELLED, RUNNING ->
                    new CloudAnswer.Unknown<>(
                            "an answer of the cloud was wanted within %d ms, and none came: look at the network and the proxy"
                                    .formatted(within.toMillis()));
        };
    }

    /// Breaks off what is under way; nothing is called any more.
    void end() {
        threads.shutdownNow();
    }
}

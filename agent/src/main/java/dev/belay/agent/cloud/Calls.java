package dev.belay.agent.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// Calls beside each other, none of which is waited for longer than allowed: what has not answered
/// by then is broken off, and *unknown*. Safe for use by several threads.
final class Calls {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// The answers in the order of the calls.
    <T> List<CloudAnswer<T>> all(List<Callable<CloudAnswer<T>>> calls, Duration within)
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

    <T> CloudAnswer<T> one(Callable<CloudAnswer<T>> call, Duration within)
            throws InterruptedException {
        return all(List.of(call), within).getFirst();
    }

    private static <T> CloudAnswer<T> answer(Future<CloudAnswer<T>> call, Duration within) {
        return switch (call.state()) {
            case SUCCESS -> call.resultNow();
            case FAILED ->
                    throw new IllegalStateException(
                            "a call of the cloud: " + call.exceptionNow(), call.exceptionNow());
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

package dev.belay.agent.cloud;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/// Calls that are made again while they fail for a moment. Each may be repeated, so an answer that
/// did not come is asked for by asking again.
record Tries(Calls calls, Pace pace) {

    /// What is left for a change, so that what became of it can be seen.
    static Duration butALook(Duration left) {
        Duration rest = left.minus(RouteMove.NO_TIME);
        return Pace.shorter(left, rest.compareTo(RouteMove.NO_TIME) < 0 ? RouteMove.NO_TIME : rest);
    }

    /// A change.
    ///
    /// @param what is changed, for people
    /// @param times how often at most
    /// @param mayChange asked before each
    <T> CloudAnswer<T> change(
            String what,
            Callable<CloudAnswer<T>> call,
            Duration limit,
            int times,
            BooleanSupplier mayChange)
            throws InterruptedException {
        long deadline = pace.deadline(limit);
        CloudAnswer<T> answer = new CloudAnswer.Unknown<>("there was no time for it");
        for (int i = 0; i < times; i++) {
            if (i > 0) {
                pace.backOff(i - 1, deadline);
            }
            if (isOver(deadline)) {
                return answer;
            }
            if (!mayChange.getAsBoolean()) {
                return new CloudAnswer.Unknown<>("its lease ended before " + what);
            }
            answer = calls.change(call, pace.left(deadline));
            if (isSettled(answer)) {
                return answer;
            }
        }
        return answer;
    }

    /// A call that changes nothing, and without whose answer nothing can be done.
    ///
    /// @param goesOn asked before each but the first
    <T> CloudAnswer<T> read(Callable<CloudAnswer<T>> call, long deadline, BooleanSupplier goesOn)
            throws InterruptedException {
        for (int again = 0; ; again++) {
            CloudAnswer<T> answer = calls.one(call, pace.left(deadline));
            if (isSettled(answer) || !goesOn.getAsBoolean()) {
                return answer;
            }
            pace.backOff(again, deadline);
            if (isOver(deadline)) {
                return answer;
            }
        }
    }

    /// Whether too little time is left to begin anything with.
    boolean isOver(long deadline) {
        return pace.left(deadline).compareTo(RouteMove.NO_TIME) < 0;
    }

    private static boolean isSettled(CloudAnswer<?> answer) {
        return answer instanceof CloudAnswer.Done<?> || answer instanceof CloudAnswer.Refused<?>;
    }
}

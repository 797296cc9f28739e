package dev.belay.agent.executor;

import dev.belay.agent.remote.Executed.Status;
import dev.belay.agent.remote.Outcome;
import dev.belay.agent.resource.Result;
import dev.belay.agent.resource.Trace;
import java.util.List;

/// What a cluster of Pacemaker is told of a result: the exit codes that it knows.
final class Outcomes {

    private static final int OK = 0;
    private static final int GENERIC = 1;
    private static final int UNIMPLEMENTED = 3;
    private static final int NOT_INSTALLED = 5;
    private static final int NOT_RUNNING = 7;
    private static final int PROMOTED = 8;
    private static final int DEGRADED = 190;
    private static final int DEGRADED_PROMOTED = 191;

    private Outcomes() {}

    static Outcome of(Result result) {
        return switch (result) {
            case Result.Done(boolean isDegraded, Trace trace) ->
                    done(isDegraded ? DEGRADED : OK, trace);
            case Result.NotRunning(Trace trace) -> done(NOT_RUNNING, trace);
            case Result.RunningPromoted(boolean isDegraded, Trace trace) ->
                    done(isDegraded ? DEGRADED_PROMOTED : PROMOTED, trace);
            case Result.Failed(_, int code, Trace trace) ->
                    done(code > OK && code <= DEGRADED_PROMOTED ? code : GENERIC, trace);
            case Result.NotSupported(Trace trace) -> done(UNIMPLEMENTED, trace);
            case Result.NotHere(Trace trace) -> done(NOT_INSTALLED, trace);
            case Result.Unknown(Trace trace) -> with(GENERIC, Status.TIMEOUT, trace);
            case Result.NotStarted(String why) -> Outcome.failed(why);
        };
    }

    static Outcome timedOut(String reason) {
        return new Outcome(GENERIC, Status.TIMEOUT, reason, "", List.of());
    }

    static Outcome unknown(String action) {
        return new Outcome(
                UNIMPLEMENTED,
                Status.DONE,
                "an action of OCF agents was wanted, found '%s'".formatted(action),
                "",
                List.of());
    }

    private static Outcome done(int code, Trace trace) {
        return with(code, Status.DONE, trace);
    }

    private static Outcome with(int code, Status status, Trace trace) {
        return new Outcome(
                code,
                status,
                // Of a unit that does what it should the state is no reason.
                code == OK ? "" : trace.reason(),
                trace.err().isEmpty() ? trace.out() : trace.err(),
                trace.updates().stream()
                        .map(one -> new Outcome.Attribute(one.node(), one.name(), one.value()))
                        .toList());
    }
}

package dev.belay.agent.resource;

import dev.belay.agent.resource.Result.Done;
import dev.belay.agent.resource.Result.Failed;
import dev.belay.agent.resource.Result.NotHere;
import dev.belay.agent.resource.Result.NotRunning;
import dev.belay.agent.resource.Result.NotSupported;
import dev.belay.agent.resource.Result.Reach;
import dev.belay.agent.resource.Result.RunningPromoted;

/// What the exit code of an agent means, as Pacemaker's scheduler takes it (OCF Resource Agent API
/// 1.1, "Exit status codes"; where Pacemaker and its documents differ, as Pacemaker does).
final class ExitCode {

    static final int OK = 0;
    static final int GENERIC = 1;
    static final int NOT_INSTALLED = 5;
    static final int NOT_RUNNING = 7;

    private static final int ARGUMENTS = 2;
    private static final int UNIMPLEMENTED = 3;
    private static final int PERMISSION = 4;
    private static final int NOT_CONFIGURED = 6;
    private static final int RUNNING_PROMOTED = 8;
    private static final int DEGRADED = 190;
    private static final int DEGRADED_PROMOTED = 191;

    private ExitCode() {}

    static Result ofOcf(ResourceAction action, int code, Trace trace) {
        return action.isLook() ? ofLook(action, code, trace) : ofDeed(code, trace);
    }

    private static Result ofLook(ResourceAction action, int code, Trace trace) {
        return switch (code) {
            case NOT_RUNNING -> new NotRunning(trace);
            case RUNNING_PROMOTED -> new RunningPromoted(false, trace);
            case DEGRADED -> new Done(true, trace);
            case DEGRADED_PROMOTED -> new RunningPromoted(true, trace);
            case NOT_INSTALLED ->
                    action == ResourceAction.PROBE ? new NotHere(trace) : ofDeed(code, trace);
            case UNIMPLEMENTED ->
                    action == ResourceAction.MONITOR
                            ? new NotSupported(trace)
                            : ofDeed(code, trace);
            default -> ofDeed(code, trace);
        };
    }

    private static Result ofDeed(int code, Trace trace) {
        return switch (code) {
            case OK -> new Done(false, trace);
            case ARGUMENTS, UNIMPLEMENTED, PERMISSION, NOT_INSTALLED ->
                    new Failed(Reach.NODE, code, trace);
            case NOT_CONFIGURED -> new Failed(Reach.EVERYWHERE, code, trace);
            default -> new Failed(Reach.SOFT, code, trace);
        };
    }

    /// Of an init script: its status has codes of its own (Linux Standard Base, "Init Script
    /// Actions"), the others are those of OCF.
    static Result ofScript(ResourceAction action, int code, Trace trace) {
        if (!action.isLook()) {
            return ofDeed(code, trace);
        }
        return switch (code) {
            case 0 -> new Done(false, trace);
            // Dead, with a PID file or a lock left, or just stopped.
            case 1, 2, 3 -> new NotRunning(trace);
            default -> new Failed(Reach.SOFT, code, trace);
        };
    }
}

package dev.belay.agent.resource;

/// What came of actions that others carried out.
public final class Results {

    private Results() {}

    /// What the exit code of an OCF agent means.
    public static Result ofOcf(ResourceAction action, int code, Trace trace) {
        return ExitCode.ofOcf(action, code, trace);
    }
}

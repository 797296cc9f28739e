package dev.belay.agent.cli;

/// How a command ended, as the shell that called it sees it.
enum ExitCode {
    DONE(0),
    FAILED(1),
    WRONG_USAGE(2),
    PROBLEMS_FOUND(3),
    /// Something was asked and no answer came: it may or may not have been done.
    UNKNOWN(4);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}

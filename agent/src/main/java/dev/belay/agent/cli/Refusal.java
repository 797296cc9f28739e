package dev.belay.agent.cli;

/// A command that ends without having done its work, and what the caller is told.
final class Refusal extends Exception {

    private final ExitCode exitCode;

    /// @param message what was wanted, what was found, what to do
    Refusal(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    ExitCode exitCode() {
        return exitCode;
    }
}

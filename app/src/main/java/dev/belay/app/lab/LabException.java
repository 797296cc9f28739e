package dev.belay.app.lab;

/// A lab could not be started or stopped.
public final class LabException extends Exception {
    private static final long serialVersionUID = 1;

    /// Why, in one sentence.
    public LabException(String message) {
        super(message);
    }

    LabException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The sentence.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

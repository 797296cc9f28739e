package dev.belay.agent.program;

/// An agent does not say what it is, or not in a way that can be read.
public final class MetadataException extends Exception {

    public MetadataException(String message) {
        super(message);
    }

    MetadataException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.belay.agent.xml;

/// What was to be XML cannot be read; the message says what was wanted and found.
public final class XmlException extends Exception {

    public XmlException(String message) {
        super(message);
    }

    XmlException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.belay.agent.cib;

/// A file that is no CIB, or cannot be read.
public final class CibFileException extends Exception {

    /// What is wrong with it.
    public enum Fault {
        /// There is no such file, or it may not be read.
        UNREADABLE,
        /// It is larger, or nested deeper, than any CIB.
        TOO_LARGE,
        /// It is no well-formed XML, or has a document type.
        NOT_XML,
        /// It is XML, but no CIB with resources.
        NOT_CIB
    }

    private final Fault fault;

    CibFileException(Fault fault, String found, Throwable cause) {
        super(found, cause);
        this.fault = fault;
    }

    CibFileException(Fault fault, String found) {
        super(found);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /// What was found instead.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

package dev.belay.agent.remote;

/// Nothing came of talking to a remote executor. The message says what was wanted, what was found
/// and what to do.
public final class RemoteException extends Exception {

    private final Kind kind;

    /// What it was.
    public enum Kind {
        /// Nobody listens there, or no packet gets through.
        UNREACHABLE,
        /// The keys are not the same, or nobody speaks TLS there.
        KEY,
        /// It speaks, but not as it should.
        PROTOCOL,
        /// It answered with a refusal.
        REFUSED,
        /// It did not answer in time: what it did is not known.
        UNANSWERED,
        /// The connection has ended: what was under way may have been done.
        ENDED
    }

    RemoteException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    RemoteException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

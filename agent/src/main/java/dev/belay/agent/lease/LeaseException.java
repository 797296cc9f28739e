package dev.belay.agent.lease;

import java.io.IOException;

/// The kernel refused something that a lease needs: what was wanted, what it said, what to do.
public final class LeaseException extends IOException {

    private static final long serialVersionUID = 1;

    LeaseException(String message) {
        super(message);
    }

    LeaseException(String message, Throwable cause) {
        super(message, cause);
    }
}

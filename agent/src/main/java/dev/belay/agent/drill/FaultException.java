package dev.belay.agent.drill;

import org.jspecify.annotations.Nullable;

/// A fault that will not happen, and why.
public final class FaultException extends Exception {

    FaultException(String why) {
        this(why, null);
    }

    FaultException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}

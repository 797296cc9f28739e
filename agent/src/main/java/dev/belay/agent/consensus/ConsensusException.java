package dev.belay.agent.consensus;

import dev.belay.api.ApiError;
import org.jspecify.annotations.Nullable;

/// Consensus could not start: certificates, state folder or address are not as they should be.
public final class ConsensusException extends Exception {

    private final transient ApiError error;

    ConsensusException(ApiError error, @Nullable Throwable cause) {
        super(error.sentence(), cause);
        this.error = error;
    }

    /// What is wrong, and what to do.
    public ApiError error() {
        return error;
    }
}

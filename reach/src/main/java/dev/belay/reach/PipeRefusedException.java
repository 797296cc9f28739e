package dev.belay.reach;

import dev.belay.api.ApiError;
import java.io.IOException;

/// The far end of a pipe never came to the agent: nothing that was written has had an effect.
public final class PipeRefusedException extends IOException {

    private final ApiError error;

    public PipeRefusedException(ApiError error) {
        super(error.sentence());
        this.error = error;
    }

    public ApiError error() {
        return error;
    }
}

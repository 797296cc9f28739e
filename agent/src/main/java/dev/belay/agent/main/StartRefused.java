package dev.belay.agent.main;

import dev.belay.api.ApiError;

/// The agent cannot start here and now; nothing was changed.
public final class StartRefused extends Exception {

    private final transient ApiError error;

    public StartRefused(ApiError error) {
        super(error.sentence());
        this.error = error;
    }

    public ApiError error() {
        return error;
    }
}

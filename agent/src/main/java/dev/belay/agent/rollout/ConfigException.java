package dev.belay.agent.rollout;

import dev.belay.api.ApiError;

/// A request about config sets that was not carried out, or of which nobody knows.
final class ConfigException extends Exception {

    private final transient ApiError error;
    private final boolean unknown;

    private ConfigException(ApiError error, boolean unknown) {
        super(error.sentence());
        this.error = error;
        this.unknown = unknown;
    }

    static ConfigException refused(ApiError error) {
        return new ConfigException(error, false);
    }

    static ConfigException refused(String code, String wanted, String found, String advice) {
        return refused(new ApiError(code, wanted, found, advice));
    }

    static ConfigException unknown(String reason) {
        return new ConfigException(
                new ApiError(
                        "outcome-unknown",
                        "a majority that confirms the change",
                        reason,
                        "look at the set before you ask again"),
                true);
    }

    ApiError error() {
        return error;
    }

    /// Whether it may have been done.
    boolean isUnknown() {
        return unknown;
    }
}

package dev.belay.reach;

import dev.belay.api.ApiError;
import org.jspecify.annotations.Nullable;

/// An agent did not do what it was asked, or nobody knows whether it did.
public final class AgentException extends Exception {

    /// What is known about the request.
    public enum Kind {
        /// The agent, or the way to it, said no: asking again without a change is of no use.
        REFUSED,
        /// The request never reached the agent: nothing was done.
        UNREACHABLE,
        /// The request was sent and no answer came: it may or may not have been done.
        UNKNOWN
    }

    private final Kind kind;
    private final ApiError error;

    public AgentException(Kind kind, ApiError error, @Nullable Throwable cause) {
        super(error.sentence(), cause);
        this.kind = kind;
        this.error = error;
    }

    public Kind kind() {
        return kind;
    }

    /// Code, what was wanted, what was found, what to do.
    public ApiError error() {
        return error;
    }

    public static AgentException refused(ApiError error) {
        return new AgentException(Kind.REFUSED, error, null);
    }

    static AgentException refused(String code, String wanted, String found, String advice) {
        return refused(new ApiError(code, wanted, found, advice));
    }

    static AgentException unreachable(
            String code, String wanted, String found, String advice, @Nullable Throwable cause) {
        return new AgentException(
                Kind.UNREACHABLE, new ApiError(code, wanted, found, advice), cause);
    }

    static AgentException unknown(
            String code, String wanted, String found, String advice, @Nullable Throwable cause) {
        return new AgentException(Kind.UNKNOWN, new ApiError(code, wanted, found, advice), cause);
    }
}

package dev.belay.agent.join;

import dev.belay.agent.consensus.Outcome;
import dev.belay.api.ApiError;

/// A step on the way into a cluster, or out of it, that was not done.
public final class JoinException extends Exception {

    private final transient Outcome<Object> outcome;

    private JoinException(String message, Outcome<Object> outcome) {
        super(message);
        this.outcome = outcome;
    }

    /// It certainly did not happen.
    static JoinException refused(String code, String wanted, String found, String advice) {
        return refused(new ApiError(code, wanted, found, advice));
    }

    static JoinException refused(ApiError error) {
        return new JoinException(error.sentence(), new Outcome.Refused<>(error));
    }

    /// Nobody answered: it may have happened.
    static JoinException unknown(String reason) {
        return new JoinException(reason, new Outcome.Unknown<>(reason));
    }

    /// The value of an outcome that is done.
    static <T> T done(Outcome<T> outcome) throws JoinException {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> value;
            case Outcome.Refused<T>(var error) -> throw refused(error);
            case Outcome.Unknown<T>(var reason) -> throw unknown(reason);
        };
    }

    boolean isUnknown() {
        return outcome instanceof Outcome.Unknown;
    }

    /// The code of a refusal; empty when the outcome is unknown.
    String code() {
        return outcome instanceof Outcome.Refused<Object>(var error) ? error.code() : "";
    }

    ApiError error() {
        return outcome instanceof Outcome.Refused<Object>(var error)
                ? error
                : new ApiError(
                        "outcome-unknown",
                        "an answer of the cluster",
                        String.valueOf(getMessage()),
                        "look how it stands, then try again with the same token");
    }

    <T> Outcome<T> outcome() {
        return switch (outcome) {
            case Outcome.Done<Object> done ->
                    throw new IllegalStateException("what is done is no exception: " + done);
            case Outcome.Refused<Object>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<Object>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }
}

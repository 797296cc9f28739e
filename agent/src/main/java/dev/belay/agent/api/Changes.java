package dev.belay.agent.api;

import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.http.Reply;
import dev.belay.api.ApiError;

/// What came of a change, as an answer.
final class Changes {

    private Changes() {}

    static <T> Reply reply(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> Reply.json(value);
            case Outcome.Refused<T>(var error) -> Reply.error(status(error), error);
            case Outcome.Unknown<T>(var reason) ->
                    Reply.error(
                            504,
                            new ApiError(
                                    "outcome-unknown",
                                    "an answer of the cluster",
                                    reason,
                                    "look how it stands, then ask again: what was done is not done"
                                            + " twice"));
        };
    }

    /// The status for a refusal: what was asked is wrong, or it does not fit how things stand.
    private static int status(ApiError error) {
        return switch (error.code()) {
            case "token-empty",
                    "token-truncated",
                    "token-malformed",
                    "token-bad-uuid",
                    "token-bad-pin",
                    "enrollment-ttl",
                    "enrollment-uses",
                    "setting-too-long",
                    "design-unreadable",
                    "design-too-large" ->
                    400;
            case "service-unknown", "operation-unknown" -> 404;
            case "no-coordinator", "not-started" -> 503;
            default -> 409;
        };
    }
}

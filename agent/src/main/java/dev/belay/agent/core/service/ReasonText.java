package dev.belay.agent.core.service;

import dev.belay.model.place.Placement;
import dev.belay.model.place.Reason;

/// Reasons of the scheduler as sentences.
public final class ReasonText {

    private ReasonText() {}

    /// Why a service is where it is to be.
    public static String of(Placement placement) {
        return placement
                .host()
                .map(host -> "on " + host + ": " + of(placement.reason()))
                .orElseGet(() -> "nowhere: " + of(placement.reason()));
    }

    static String of(Reason reason) {
        String subject = reason.subject().orElse("another one");
        return switch (reason.cause()) {
            case PREFERENCE -> "'" + subject + "' wants it there";
            case STICKINESS -> "it runs there and wants to stay";
            case FAILURES -> "it failed as often as it may";
            case FOLLOWS -> "it has to be where " + subject + " is";
            case FOLLOWED -> subject + " wants to be there with it";
            case GROUP -> "the one before it in its group is there";
            case PROMOTION_SCORE -> "its agent says how good it is there";
            case BEST_SCORE -> "no other node has as good a score";
            case STAYS -> "it runs there, and no node has a better score";
            case LEAST_LOAD -> "of the best nodes this one has the least to run";
            case FIRST_NAME -> "of equally good nodes it is the first by name";
            case UNMANAGED -> "it is left alone (maintenance)";
            case NOT_WANTED -> "it is not to run";
            case ENOUGH -> "as many run as are wanted";
            case PROMOTED -> "it is among the best to be promoted";
            case ENOUGH_PROMOTED -> "as many are promoted as are wanted";
            case NOT_PROMOTABLE -> "nothing speaks for promoting it";
            case NO_HOST ->
                    "no node may run it: each is silent, in standby, forbidden, or failed it too"
                            + " often";
            case WAITS_FOR -> "it has to wait for " + subject + ", which does not start";
            case STUCK -> subject + " has to stop before it, and is left alone";
            case NO_QUORUM -> "this part of the cluster has no quorum";
        };
    }
}

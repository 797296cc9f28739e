package dev.belay.model.place;

/// What a {@link Reason} comes from.
public enum Cause {
    /// A preference for a host.
    PREFERENCE,
    /// It runs there, and wants to stay.
    STICKINESS,
    /// It failed there as often as it may.
    FAILURES,
    /// Where the resource that it follows is.
    FOLLOWS,
    /// What a resource that follows it wants.
    FOLLOWED,
    /// It is in a group, and goes where the member before it is.
    GROUP,
    /// Its agent, or an administrator, says how good it would be promoted there.
    PROMOTION_SCORE,
    /// It had the best score.
    BEST_SCORE,
    /// It had the best score, as others did, and runs there.
    STAYS,
    /// It had the best score, as others did, and the least to run.
    LEAST_LOAD,
    /// It had the best score and as little to run as others, and its name is first.
    FIRST_NAME,
    /// It is left alone.
    UNMANAGED,
    /// It is not to run.
    NOT_WANTED,
    /// As many of its clone run as may.
    ENOUGH,
    /// It is among those that are best as promoted ones.
    PROMOTED,
    /// As many of its clone are promoted as may be.
    ENOUGH_PROMOTED,
    /// Nobody says that it is good as a promoted one, or something forbids it.
    NOT_PROMOTABLE,
    /// No host may run it.
    NO_HOST,
    /// What must start before it, or must be where it is, does not start.
    WAITS_FOR,
    /// What has to stop before it is left alone.
    STUCK,
    /// This part of the cluster has no quorum.
    NO_QUORUM
}

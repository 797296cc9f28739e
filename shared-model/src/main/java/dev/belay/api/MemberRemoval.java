package dev.belay.api;

/// Asks to take a member out of the cluster.
///
/// @param then what the node does afterwards
/// @param lost take it out although it does not answer; it is cut off and learns of it when it
///   comes back
public record MemberRemoval(Afterwards then, boolean lost) {

    /// What a removed node does.
    public enum Afterwards {
        /// Goes on with the configuration that it has.
        STANDALONE,
        /// Gives up keys and state, as after a reset.
        WIPE
    }
}

package dev.belay.api;

/// Asks what to do with local edits of a config set on one node.
///
/// @param set its name
/// @param node where
/// @param action what to do
public record DriftOrder(String set, String node, Action action) {

    /// What can be done with local edits.
    public enum Action {
        /// The version in force is put back; the edits are kept aside on the node.
        PUT_BACK,
        /// The edits become a new version, which all nodes get.
        ADOPT
    }
}

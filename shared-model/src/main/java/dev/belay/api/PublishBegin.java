package dev.belay.api;

import dev.belay.api.ConfigSetView.Hook;

/// Begins to publish a version of a config set; the manifest and what the node lacks follow.
///
/// @param set its name; a new one makes a new set
/// @param target absolute path on the nodes; empty for the one that the set has
/// @param takeOver whether a folder that is at the target may be put aside
/// @param hook null for the one that the set has
/// @param note what the publisher says about it
/// @param manifestBytes length of the encoded manifest
/// @param folder absolute path of the files on the agent's own machine, for callers that may read
///   there whatever the agent may: what it finds there need not be sent; null for none
public record PublishBegin(
        String set,
        String target,
        boolean takeOver,
        @org.jspecify.annotations.Nullable Hook hook,
        String note,
        int manifestBytes,
        @org.jspecify.annotations.Nullable String folder) {

    /// For callers whose word on a folder does not count.
    public PublishBegin withoutFolder() {
        return new PublishBegin(set, target, takeOver, hook, note, manifestBytes, null);
    }
}

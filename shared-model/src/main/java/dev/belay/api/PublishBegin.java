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
public record PublishBegin(
        String set,
        String target,
        boolean takeOver,
        @org.jspecify.annotations.Nullable Hook hook,
        String note,
        int manifestBytes) {}

package dev.belay.api;

import dev.belay.api.ConfigSetView.Hook;
import org.jspecify.annotations.Nullable;

/// Begins to publish a version of a config set; the manifest and what the node lacks follow.
///
/// @param set its name; a new one makes a new set
/// @param target absolute path on the nodes; empty for the one that the set has
/// @param takeOver whether a folder that is at the target may be put aside
/// @param hook null for the one that the set has
/// @param note what the publisher says about it
/// @param manifestBytes length of the encoded manifest; 0 when the agent shall look at the folder
///   itself, which it may decline
/// @param folder the files on the agent's own machine, for callers that may read there whatever the
///   agent may: what it finds there need not be sent; null for none
/// @param order whether the version goes to all nodes at once if nothing has to be sent for it
public record PublishBegin(
        String set,
        String target,
        boolean takeOver,
        @Nullable Hook hook,
        String note,
        int manifestBytes,
        @Nullable Folder folder,
        boolean order) {

    /// A folder that publisher and agent may both see.
    ///
    /// @param path absolute
    /// @param mark what nobody can say who does not see this very folder: its device, inode and
    ///   time of change; empty where the file system has none
    public record Folder(String path, String mark) {}

    /// For callers whose word on a folder does not count.
    public PublishBegin withoutFolder() {
        return new PublishBegin(set, target, takeOver, hook, note, manifestBytes, null, order);
    }
}

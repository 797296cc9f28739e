package dev.belay.agent.replicate;

import dev.belay.model.content.ContentName;
import dev.belay.model.content.Manifest;
import java.nio.file.Path;

/// A version that this node has as a whole.
///
/// @param name of the manifest
/// @param folder holds `manifest` and `tree`
public record StoredVersion(
        String set, long number, Manifest manifest, ContentName name, Path folder) {

    /// What a service reads.
    public Path tree() {
        return folder.resolve("tree");
    }

    StoredVersion with(Manifest same) {
        return new StoredVersion(set, number, same, name, folder);
    }

    StoredVersion in(Path other) {
        return new StoredVersion(set, number, manifest, name, other);
    }

    String pathOf(String path) {
        return VersionFolder.below(tree().toString(), path);
    }
}

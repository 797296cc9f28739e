package dev.belay.agent.rollout;

import dev.belay.agent.replicate.StoredVersion;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Manifest;
import dev.belay.model.content.ManifestFormat;
import dev.belay.reach.publish.FolderChunkSource;
import dev.belay.reach.publish.FolderScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The files of a set as they are on this node now, edits included, for a member that wants to see
/// or adopt them. The last scan's chunks are given out until the next one.
final class ScannedFiles {

    private record Scan(String set, byte[] manifest, FolderChunkSource source) {}

    private final Path caches;
    private final Function<String, Optional<StoredVersion>> inForce;
    private volatile @Nullable Scan last;

    /// @param inForce the version that is in force here, by set
    ScannedFiles(Path caches, Function<String, Optional<StoredVersion>> inForce) {
        this.caches = caches;
        this.inForce = inForce;
    }

    /// The encoded manifest. Blocks while the files are read.
    ///
    /// @param offset 0 looks anew; another is a further part of what was seen before
    synchronized byte[] manifest(String set, int offset) throws ContentException, IOException {
        Scan before = last;
        if (offset > 0 && before != null && before.set().equals(set)) {
            return before.manifest();
        }
        Path tree =
                inForce.apply(set)
                        .orElseThrow(() ->
                                new ContentException(
                                        "version-missing",
                                        "a version of '" + set + "' in force on this node",
                                        "none",
                                        "wait until the node has followed"))
                        .tree();
        Manifest manifest = FolderScan.of(tree, caches);
        byte[] encoded = ManifestFormat.encode(manifest);
        last = new Scan(set, encoded, new FolderChunkSource(tree, manifest));
        return encoded;
    }

    Optional<byte[]> chunk(ContentName name) {
        Scan scan = last;
        if (scan == null) {
            return Optional.empty();
        }
        var found = new AtomicReference<byte @Nullable []>();
        try {
            scan.source().fetch(List.of(name), (one, bytes) -> found.set(bytes));
        } catch (IOException e) {
            // Edited again since: it is as if it were not there.
            return Optional.empty();
        }
        return Optional.ofNullable(found.get());
    }
}

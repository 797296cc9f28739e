package dev.belay.agent.rollout;

import dev.belay.agent.host.PosixException;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Manifest;
import dev.belay.reach.publish.ChunkSource;
import dev.belay.reach.publish.FolderChunkSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of a publisher on this very machine, and for whatever is not found there the
/// publisher: it may see other files under the same path, as a container does.
final class NearFolder implements ChunkSource {

    private static final Logger LOG = LoggerFactory.getLogger(NearFolder.class);

    private final Path folder;
    private final Manifest manifest;
    private final ChunkSource publisher;

    NearFolder(Path folder, Manifest manifest, ChunkSource publisher) {
        this.folder = folder;
        this.manifest = manifest;
        this.publisher = publisher;
    }

    @Override
    public void fetch(List<ContentName> wanted, Taker taker) throws IOException {
        Set<ContentName> left = new LinkedHashSet<>(wanted);
        try {
            new FolderChunkSource(folder, manifest).fetch(wanted, taker, left::removeAll);
        } catch (PosixException e) {
            // From the disk that is written.
            throw e;
        } catch (IOException e) {
            LOG.debug("'{}' is not what its publisher sees", folder, e);
        }
        if (!left.isEmpty()) {
            publisher.fetch(List.copyOf(left), taker);
        }
    }
}

package dev.belay.agent.rollout;

import dev.belay.api.PublishBegin;
import dev.belay.model.content.ContentException;
import dev.belay.reach.publish.FolderMark;
import dev.belay.reach.publish.FolderScan;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at a publisher's folder on this very machine in the publisher's place: a program that has
/// run for long does so in a fraction of the time of one that has just begun.
///
/// Whatever goes wrong is the publisher's to find and to tell: it looks itself then.
record NearScan(Path folder, Path caches) {

    private static final Logger LOG = LoggerFactory.getLogger(NearScan.class);

    /// The folder, if this node sees the same one as the publisher does. A container may have
    /// another one under the same path.
    static Optional<Path> folder(PublishBegin.@Nullable Folder wanted) {
        if (wanted == null || wanted.mark().isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(wanted.path());
            return FolderMark.of(path).equals(wanted.mark()) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// Empty when it cannot be published as it is.
    Optional<FolderScan.Seen> look() {
        try {
            return Optional.of(FolderScan.look(folder, caches));
        } catch (ContentException | IOException e) {
            LOG.debug("the publisher looks at '{}' itself", folder, e);
            return Optional.empty();
        }
    }

    /// So that the next look is short. Blocks.
    static void remember(FolderScan.Seen seen) {
        try {
            seen.remember();
        } catch (IOException e) {
            // Everything is read again the next time, which is slow and right.
            LOG.debug("what was seen is not remembered", e);
        }
    }
}

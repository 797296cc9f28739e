package dev.belay.agent.join;

import dev.belay.api.MemberRemoval.Afterwards;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Gives up what a node has of its cluster. What is to be given up is written down first, so that a
/// crash in between is made good at the next start.
final class Leaving {

    private static final String ORDER = "leaving.json";
    private static final String FORMER = "former.json";

    /// What consensus holds while it uses the folder.
    private static final String LOCK = "belay-state.lock";

    private static final Duration RELEASE = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = 10_000_000;

    /// Folders and files of a member, besides its key.
    private static final List<String> FOLDERS = List.of("raft", "tls", "authorities");

    /// Of the fence devices of a cluster.
    private static final String FENCE_SECRETS = "fence-secrets.json";

    private static final List<String> FILES =
            List.of("belay-state.json", "owner", "founding.json", "membership.json");

    private Leaving() {}

    /// What shall be left.
    ///
    /// @param then what the node does afterwards
    /// @param keepsKeys whether its key stays: it is on its way back under another name
    /// @param clusterId the cluster that it leaves; empty for none
    /// @param wasAdmin whether it was the admin there
    record Order(Afterwards then, boolean keepsKeys, String clusterId, boolean wasAdmin) {}

    /// What a node remembers of a cluster that it left without being wiped.
    record Former(String clusterId, boolean wasAdmin) {}

    static Optional<Former> former(Path stateDir) throws IOException {
        return StateFile.read(stateDir.resolve(FORMER), Former.class);
    }

    /// Writes down what to do: from here on it will be done, whatever happens.
    static void begin(Path stateDir, Order order) throws IOException {
        StateFile.write(stateDir.resolve(ORDER), order);
    }

    /// Waits until consensus has let go of the folder: what it still wrote would stay. Blocks.
    static void awaitReleased(Path stateDir) throws IOException {
        Path lock = stateDir.resolve(LOCK);
        long end = System.nanoTime() + RELEASE.toNanos();
        while (Files.exists(lock) && System.nanoTime() < end) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                    @Nullable FileLock held = channel.tryLock()) {
                if (held != null) {
                    return;
                }
            } catch (OverlappingFileLockException e) {
                // Held by this process, for a moment longer.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /// Does what was written down, if anything was. May be repeated.
    static void finish(Path stateDir) throws IOException {
        Optional<Order> order = StateFile.read(stateDir.resolve(ORDER), Order.class);
        if (order.isEmpty()) {
            return;
        }
        for (String folder : FOLDERS) {
            StateFile.deleteTree(stateDir.resolve(folder));
        }
        for (String file : FILES) {
            StateFile.delete(stateDir.resolve(file));
        }
        if (!order.get().keepsKeys()) {
            // What that cluster told this node; under another name it is told no more of it.
            StateFile.delete(stateDir.resolve(FENCE_SECRETS));
        }
        if (!order.get().keepsKeys() && order.get().then() == Afterwards.WIPE) {
            NodeKeys.forget(stateDir);
        }
        switch (order.get().then()) {
            case STANDALONE ->
                    StateFile.write(
                            stateDir.resolve(FORMER),
                            new Former(order.get().clusterId(), order.get().wasAdmin()));
            case WIPE -> StateFile.delete(stateDir.resolve(FORMER));
        }
        StateFile.delete(stateDir.resolve(ORDER));
    }
}

package dev.belay.agent.consensus;

import dev.belay.agent.enroll.NodeName;
import dev.belay.api.ApiError;
import dev.belay.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The folder that one node of one cluster keeps its log in; held by one process alone.
///
/// `belay-state.json` says whose it is, `belay-state.lock` is locked by its process, `raft` is
/// Ratis'.
final class StateFolder implements AutoCloseable {

    private static final int FORMAT = 1;
    private static final String IDENTITY = "belay-state.json";
    private static final String LOCK = "belay-state.lock";
    private static final String RAFT = "raft";

    /// Whose folder it is.
    ///
    /// @param instance random; a folder that was lost and made anew has another
    /// @param joined whether the cluster has recorded this instance
    record Identity(int format, String cluster, String node, String instance, boolean joined) {

        static Identity fresh(NodeName self) {
            return new Identity(
                    FORMAT, self.clusterId(), self.nodeId(), UUID.randomUUID().toString(), false);
        }
    }

    private final Path dir;
    private final FileChannel channel;

    private Identity identity;

    private StateFolder(Path dir, FileChannel channel, Identity identity) {
        this.dir = dir;
        this.channel = channel;
        this.identity = identity;
    }

    String instance() {
        return identity.instance();
    }

    boolean joined() {
        return identity.joined();
    }

    /// The cluster knows this instance from now on.
    void markJoined() throws IOException {
        identity =
                new Identity(
                        FORMAT, identity.cluster(), identity.node(), identity.instance(), true);
        write(dir, identity);
    }

    Path raft() {
        return dir.resolve(RAFT);
    }

    /// Where Ratis keeps the segments of the log.
    Path log(String clusterId) {
        return raft().resolve(RaftGroupName.of(clusterId)).resolve("current");
    }

    /// Takes the folder for this process; a new or empty one is given its identity.
    ///
    /// @throws ConsensusException when another process has it, or it belongs to another node
    static StateFolder open(Path dir, NodeName self) throws ConsensusException {
        try {
            Files.createDirectories(dir);
            FileChannel channel =
                    FileChannel.open(
                            dir.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (!lock(channel)) {
                    throw refused(
                            "state-folder-in-use",
                            "the state folder " + dir + " for this agent alone",
                            "another agent that has locked it",
                            "stop the other agent, or give this one a folder of its own");
                }
                var folder = new StateFolder(dir, channel, identify(dir, self));
                folder.finishInstallOfSnapshot(RaftGroupName.of(self.clusterId()));
                return folder;
            } catch (ConsensusException | IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw unusable(dir, e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Identity identify(Path dir, NodeName self)
            throws IOException, ConsensusException {
        Path file = dir.resolve(IDENTITY);
        if (!Files.exists(file)) {
            if (Files.exists(dir.resolve(RAFT))) {
                throw refused(
                        "state-folder-unknown",
                        IDENTITY + " beside the log in " + dir,
                        "a log without it",
                        "put the file back from a backup, or remove "
                                + dir.resolve(RAFT)
                                + ": the node"
                                + " catches up from its peers");
            }
            return written(dir, Identity.fresh(self));
        }
        Identity found = read(file);
        if (found.format() != FORMAT) {
            throw refused(
                    "state-folder-format",
                    "a state folder of format " + FORMAT + " in " + dir,
                    "format " + found.format(),
                    "start the version of belayd that wrote it");
        }
        if (!found.cluster().equals(self.clusterId()) || !found.node().equals(self.nodeId())) {
            throw refused(
                    "state-folder-of-another",
                    "the state folder of node "
                            + self.nodeId()
                            + " of cluster "
                            + self.clusterId()
                            + " in "
                            + dir,
                    "that of node " + found.node() + " of cluster " + found.cluster(),
                    "correct stateDir in the configuration, or move the folder away");
        }
        // The log was taken away: what is left must not pass for the folder that joined.
        return found.joined() && !Files.exists(dir.resolve(RAFT))
                ? written(dir, Identity.fresh(self))
                : found;
    }

    private static Identity read(Path file) throws IOException, ConsensusException {
        try {
            Identity identity = Json.MAPPER.readValue(Files.readString(file), Identity.class);
            if (identity != null
                    && identity.cluster() != null
                    && identity.node() != null
                    && identity.instance() != null) {
                return identity;
            }
        } catch (JacksonException e) {
            throw damaged(file, e);
        }
        throw damaged(file, null);
    }

    private static ConsensusException damaged(Path file, @Nullable Throwable cause) {
        return new ConsensusException(
                new ApiError(
                        "state-folder-damaged",
                        file + " says whose folder it is",
                        "a file that cannot be read",
                        "put it back from a backup"),
                cause);
    }

    private static Identity written(Path dir, Identity identity) throws IOException {
        write(dir, identity);
        return identity;
    }

    private static void write(Path dir, Identity identity) throws IOException {
        Path fresh = dir.resolve(IDENTITY + ".new");
        try (var out =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            String json = Json.MAPPER.writeValueAsString(identity) + "\n";
            var left = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
        Files.move(fresh, dir.resolve(IDENTITY), StandardCopyOption.ATOMIC_MOVE);
        Durable.folder(dir);
    }

    // Ratis puts an installed snapshot in place by two renames: sm away, the new one to sm. A crash
    // between them leaves a log whose begin is gone and no snapshot at all.
    private void finishInstallOfSnapshot(String group) throws IOException {
        Path home = raft().resolve(group);
        Path machine = home.resolve("sm");
        if (!Files.isDirectory(home) || holdsSnapshot(machine)) {
            return;
        }
        Optional<Path> before;
        try (Stream<Path> all = Files.list(home)) {
            List<Path> moved =
                    all.filter(path -> path.getFileName().toString().startsWith("sm."))
                            .filter(StateFolder::holdsSnapshot)
                            .sorted()
                            .toList();
            before = moved.isEmpty() ? Optional.empty() : Optional.of(moved.getLast());
        }
        if (before.isPresent()) {
            if (Files.exists(machine)) {
                Path aside = home.resolve("unfinished-" + before.get().getFileName());
                Files.move(machine, aside, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(before.get(), machine, StandardCopyOption.ATOMIC_MOVE);
            Durable.folder(home);
        }
    }

    private static boolean holdsSnapshot(Path dir) {
        if (!Files.isDirectory(dir)) {
            return false;
        }
        try (Stream<Path> all = Files.list(dir)) {
            return all.anyMatch(path -> path.getFileName().toString().endsWith(".md5"));
        } catch (IOException e) {
            return false;
        }
    }

    private static ConsensusException unusable(Path dir, IOException e) {
        return new ConsensusException(
                new ApiError(
                        "state-folder-unusable",
                        "a state folder that can be read and written in " + dir,
                        e.toString(),
                        "give the agent's user the folder, and make room on its disk"),
                e);
    }

    private static ConsensusException refused(
            String code, String wanted, String found, String advice) {
        return new ConsensusException(new ApiError(code, wanted, found, advice), null);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the process in any case.
            throw new UncheckedIOException(e);
        }
    }
}

package dev.belay.agent.main;

import dev.belay.agent.config.AgentConfig;
import dev.belay.api.ApiError;
import dev.belay.model.status.Event;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The folder that one agent keeps everything in; locked while the agent lives, and marked with the
/// cluster and the node that it belongs to.
public final class StateFolder implements AutoCloseable {

    private static final String OWNER = "owner";
    private static final String LOCK = "lock";
    private static final String RUNNING = "running";

    private final Path path;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final Optional<String> lastStart;

    private StateFolder(
            Path path, FileChannel lockChannel, FileLock lock, Optional<String> lastStart) {
        this.path = path;
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.lastStart = lastStart;
    }

    /// Takes the folder for this process, or says why it cannot. Creates it when it is missing.
    ///
    /// @throws StartRefused when another agent has it, or it cannot be written
    public static StateFolder open(AgentConfig config, Instant now) throws StartRefused {
        Path path = config.stateDir();
        FileChannel channel;
        try {
            create(path);
            channel =
                    FileChannel.open(
                            path.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
        try {
            @Nullable FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new StartRefused(
                        new ApiError(
                                "state-in-use",
                                "a state folder of its own",
                                "'" + path + "' locked by a running agent",
                                "stop that agent, or give this one another stateDir"));
            }
            Optional<String> lastStart = lastStart(path.resolve(RUNNING));
            Files.writeString(path.resolve(RUNNING), now.toString());
            return new StateFolder(path, channel, lock, lastStart);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw unwritable(path, e);
        } catch (StartRefused e) {
            closeQuietly(channel, e);
            throw e;
        }
    }

    public Path path() {
        return path;
    }

    /// Marks the folder with the member that it belongs to, if it is not yet.
    ///
    /// @throws StartRefused when it belongs to another cluster or node
    public void claim(AgentConfig member) throws StartRefused {
        try {
            checkOwner(path, member);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /// When the agent before this one was started, if it ended without an orderly stop.
    public Optional<String> lastStart() {
        return lastStart;
    }

    /// Marks an orderly stop; without this the next start reports a crash.
    public void markStopped() throws IOException {
        Files.deleteIfExists(path.resolve(RUNNING));
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockChannel.close();
    }

    private static Optional<String> lastStart(Path mark) throws IOException {
        if (!Files.exists(mark)) {
            return Optional.empty();
        }
        String text = Files.readString(mark).strip();
        return Optional.of(text.isEmpty() ? "an unknown time" : text);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void create(Path path) throws IOException {
        Files.createDirectories(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void checkOwner(Path path, AgentConfig config) throws IOException, StartRefused {
        Path file = path.resolve(OWNER);
        String own = config.clusterId() + "/" + config.node() + "\n";
        String found;
        try {
            found = Files.readString(file);
        } catch (NoSuchFileException e) {
            Path fresh = path.resolve(OWNER + ".new");
            Files.writeString(fresh, own, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        if (!found.equals(own)) {
            System.err.println(new Event.StateForeign(path.toString(), found.strip()).line());
            throw new StartRefused(
                    new ApiError(
                            "state-foreign",
                            "a state folder of '" + own.strip() + "'",
                            "'" + path + "' that belongs to '" + found.strip() + "'",
                            "give the right stateDir, or move the folder away"));
        }
    }

    static StartRefused unwritable(Path path, IOException e) {
        return new StartRefused(
                new ApiError(
                        "state-unwritable",
                        "a state folder that can be written",
                        "'" + path + "' with " + e,
                        "free space on its disk, or give the agent's user the right to write"));
    }

    private static void closeQuietly(FileChannel channel, Exception cause) {
        try {
            channel.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}

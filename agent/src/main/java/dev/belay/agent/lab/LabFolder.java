package dev.belay.agent.lab;

import dev.belay.api.Json;
import dev.belay.api.LabDescription;
import dev.belay.api.RecordReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The folder that holds all of one lab, and that goes when the lab goes.
///
/// @param path absolute
public record LabFolder(Path path) {

    /// The longest path of a unix socket is 107 bytes, and sockets lie below this folder.
    private static final int LONGEST = 80;

    private static final String LOCK = "lab.lock";

    public LabFolder {
        path = path.toAbsolutePath().normalize();
    }

    /// Where a lab is when nobody says where: one for each user.
    public static LabFolder standard(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base =
                cache.isEmpty()
                        ? Path.of(environment.getOrDefault("HOME", "/tmp"), ".cache")
                        : Path.of(cache);
        return new LabFolder(base.resolve("belay").resolve("lab"));
    }

    Path controlSocket() {
        return path.resolve("lab.sock");
    }

    Path logFile() {
        return path.resolve("supervisor.log");
    }

    Path keyFile() {
        return path.resolve("id_lab");
    }

    Path knownHostsFile() {
        return path.resolve("known_hosts");
    }

    Path node(String id) {
        return path.resolve(id);
    }

    /// What the lab says of itself; empty when none runs here.
    public Optional<LabDescription> describedIfRunning() {
        try {
            if (!isHeld()) {
                return Optional.empty();
            }
            return Optional.ofNullable(
                    RecordReader.read(
                            Files.readString(path.resolve(LabDescription.FILE)),
                            LabDescription.class));
        } catch (IOException | JacksonException e) {
            // Coming up or going down in this moment: not there for whoever wants to use it.
            return Optional.empty();
        }
    }

    void describe(LabDescription description) throws IOException {
        Path fresh = path.resolve(LabDescription.FILE + ".new");
        Files.write(
                fresh, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(description));
        Files.move(fresh, path.resolve(LabDescription.FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Whether a supervisor lives that has this folder.
    public boolean isHeld() {
        try (FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE)) {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                return true;
            }
            lock.release();
            return false;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Takes the folder for this process until it ends; what a dead lab left in it is removed.
    FileLock take() throws LabException, IOException {
        if (path.toString().length() > LONGEST) {
            throw new LabException("dir.long", path.toString(), Integer.toString(LONGEST));
        }
        boolean isLab = Files.exists(path.resolve(LOCK));
        if (Files.exists(path) && !isLab && !isEmpty()) {
            throw new LabException("dir.foreign", path.toString());
        }
        Path made = firstMissing();
        Files.createDirectories(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // Kept open on purpose: the lock lives as long as this process.
        FileChannel channel =
                FileChannel.open(
                        path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new LabException("dir.used", path.toString());
        }
        if (isLab) {
            clear(false);
        } else {
            channel.write(ByteBuffer.wrap(made.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return lock;
    }

    /// The uppermost folder that has to be made for this one; this one when it is there.
    private Path firstMissing() {
        Path missing = path;
        for (Path up = path.getParent(); up != null && !Files.exists(up); up = up.getParent()) {
            missing = up;
        }
        return missing;
    }

    /// Whether something is there of a lab that nobody keeps alive any more.
    boolean hasRemains() {
        return Files.exists(path.resolve(LOCK)) && !isHeld();
    }

    /// Removes a lab that nobody keeps alive any more.
    ///
    /// @return whether there was one
    public boolean removeRemains() throws IOException {
        if (!hasRemains()) {
            return false;
        }
        remove();
        return true;
    }

    void remove() throws IOException {
        String made = Files.readString(path.resolve(LOCK));
        clear(true);
        removeMade(made);
    }

    /// Folders above that were made for the lab go with it, unless something else is in them now.
    private void removeMade(String made) throws IOException {
        Path top = Path.of(made);
        if (made.isEmpty() || !path.startsWith(top)) {
            return;
        }
        try {
            for (Path up = path.getParent();
                    up != null && up.startsWith(top);
                    up = up.getParent()) {
                Files.deleteIfExists(up);
            }
        } catch (DirectoryNotEmptyException _) {
            // Something else is kept there.
        }
    }

    /// How the first of these logs ends that says anything: the folder goes with a lab that failed.
    static String lastLine(Path... logs) {
        for (Path log : logs) {
            try (var lines = Files.lines(log)) {
                String last =
                        lines.filter(line -> !line.isBlank()).reduce("", (_, line) -> line.strip());
                if (!last.isEmpty()) {
                    return last;
                }
            } catch (IOException | UncheckedIOException _) {
                // It was never written, or holds something else than text.
            }
        }
        return "";
    }

    private boolean isEmpty() throws IOException {
        try (var entries = Files.newDirectoryStream(path)) {
            return !entries.iterator().hasNext();
        }
    }

    /// The lock goes last: whoever finds the folder without it must not take it for a lab.
    private void clear(boolean all) throws IOException {
        Path lock = path.resolve(LOCK);
        Path log = logFile();
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (!file.equals(lock) && (all || !file.equals(log))) {
                            Files.deleteIfExists(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
                            throws IOException {
                        if (!dir.equals(path)) {
                            Files.deleteIfExists(dir);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        if (all) {
            Files.deleteIfExists(lock);
            Files.deleteIfExists(path);
        }
    }
}

package dev.belay.app.project;

import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What all windows of this user have open, and what was not saved when one of them ended without
/// being asked.
///
/// Each window has a pair of files in one folder: `ID.open`, locked for as long as its process
/// lives, with the path of its design, and `ID.belay`, the design as it was a moment ago while that
/// is not saved. The operating system takes the lock away from a process that dies, so nothing has
/// to be guessed from process numbers or ages. All of it blocks.
public final class Desk {

    private static final String OPEN = ".open";
    private static final String KEPT = ".belay";

    /// Behind all content: systems that enforce locks let others read what is before it.
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int MOST_PATH_BYTES = 64 * 1024;

    private final Path folder;
    private final DesignFile files = new DesignFile();

    private Desk(Path folder) {
        this.folder = folder;
    }

    /// The desk in a folder, which is made when it is not there.
    public static Desk in(Path folder) throws IOException {
        return new Desk(Files.createDirectories(folder));
    }

    /// What a window that is no more had not saved.
    ///
    /// @param id of that window
    /// @param file that the design came from; empty when it had none yet
    /// @param at when it was kept last
    public record Left(String id, Optional<Path> file, Design design, Instant at) {}

    /// A place for one more window.
    public Sheet sheet() throws IOException {
        String id = UUID.randomUUID().toString();
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(id + OPEN),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
        if (lock == null) {
            channel.close();
            throw new IOException("a new file in '" + folder + "' is locked by another program");
        }
        return new Sheet(id, channel);
    }

    /// What windows that are no more had not saved, the newest first. What cannot be read any more
    /// is left where it is.
    public List<Left> left() throws IOException {
        List<Left> left = new ArrayList<>();
        for (Path open : entries(OPEN)) {
            String id = idOf(open, OPEN);
            Path kept = folder.resolve(id + KEPT);
            if (isAlive(open)) {
                continue;
            }
            if (Files.exists(kept)) {
                read(id, open, kept).ifPresent(left::add);
            } else {
                Files.deleteIfExists(open);
            }
        }
        left.sort(Comparator.comparing(Left::at).reversed());
        return left;
    }

    /// Takes what a window left off the desk, after it was taken over or is not wanted.
    public void clear(Left left) throws IOException {
        Files.deleteIfExists(folder.resolve(left.id() + KEPT));
        Files.deleteIfExists(folder.resolve(left.id() + OPEN));
    }

    private static Optional<Left> read(String id, Path open, Path kept) throws IOException {
        byte[] bytes = Files.readAllBytes(kept);
        return DesignFormat.read(bytes) instanceof Reading.Read(Design design, int _)
                ? Optional.of(
                        new Left(
                                id,
                                path(open),
                                design,
                                Files.getLastModifiedTime(kept).toInstant()))
                : Optional.empty();
    }

    private List<Path> entries(String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ending)) {
            all.forEach(found::add);
        }
        return found;
    }

    private static String idOf(Path entry, String ending) {
        String name = String.valueOf(entry.getFileName());
        return name.substring(0, name.length() - ending.length());
    }

    /// Whether the process of a window still is.
    private static boolean isAlive(Path open) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(open, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            // This very process.
            return true;
        }
    }

    private static Optional<Path> path(Path open) throws IOException {
        if (Files.size(open) > MOST_PATH_BYTES) {
            return Optional.empty();
        }
        String text = Files.readString(open, StandardCharsets.UTF_8);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path real(Path file) throws IOException {
        return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
    }

    /// The part of the desk that belongs to one window.
    public final class Sheet implements AutoCloseable {

        private final String id;
        private final FileChannel channel;

        private Sheet(String id, FileChannel channel) {
            this.id = id;
            this.channel = channel;
        }

        /// The window shows this file now.
        ///
        /// @param file empty for a design that has none yet
        /// @return whether another window shows it, too
        public boolean shows(Optional<Path> file) throws IOException {
            String text = file.isPresent() ? real(file.get()).toString() : "";
            channel.truncate(0);
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            channel.position(0);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return file.isPresent() && isShownElsewhere(text);
        }

        private boolean isShownElsewhere(String path) throws IOException {
            for (Path open : entries(OPEN)) {
                boolean isOther = !idOf(open, OPEN).equals(id);
                if (isOther
                        && isAlive(open)
                        && path(open).map(Path::toString).equals(Optional.of(path))) {
                    return true;
                }
            }
            return false;
        }

        /// Keeps a design that is not saved, over the one that was kept before.
        public void keep(Design design) throws DesignFileException {
            files.overwrite(folder.resolve(id + KEPT), design);
        }

        /// All is saved, or is not to be.
        public void forget() throws IOException {
            Files.deleteIfExists(folder.resolve(id + KEPT));
        }

        /// The window ends in order: nothing of it stays.
        @Override
        public void close() throws IOException {
            forget();
            channel.close();
            Files.deleteIfExists(folder.resolve(id + OPEN));
        }

        /// As when its process dies.
        void die() throws IOException {
            channel.close();
        }
    }
}

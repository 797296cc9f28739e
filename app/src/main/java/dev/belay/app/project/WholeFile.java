package dev.belay.app.project;

import dev.belay.app.project.DesignFileException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Locale;
import java.util.UUID;

/// Writes files that are there as a whole or not at all: a new file beside the old one, on the
/// disk, and only then by the old one's name. All of it blocks.
public final class WholeFile {

    private final Disk disk;

    public WholeFile() {
        this(new LocalDisk());
    }

    WholeFile(Disk disk) {
        this.disk = disk;
    }

    /// Replaces what was there; when it throws, that is as it was.
    public void write(Path file, byte[] bytes) throws DesignFileException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new DesignFileException(Reason.NO_FILE, file);
        }
        try {
            replace(file, bytes);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private void replace(Path file, byte[] bytes) throws IOException {
        // A link stays a link: what it points at is replaced.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        String name = "." + target.getFileName() + "." + UUID.randomUUID() + ".tmp";
        Path fresh = target.resolveSibling(name);
        try {
            disk.create(fresh, ByteBuffer.wrap(bytes));
            keepPermissions(target, fresh);
            disk.replace(fresh, target);
        } catch (IOException e) {
            try {
                disk.remove(fresh);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null && Files.exists(from)) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        }
    }

    static DesignFileException failure(Path file, IOException e) {
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String lower = said.toLowerCase(Locale.ROOT);
        Reason reason =
                switch (e) {
                    case NoSuchFileException _ -> Reason.NOT_THERE;
                    case AccessDeniedException _ -> Reason.NOT_ALLOWED;
                    // Java has no exception of its own for these; Linux, macOS and Windows say so.
                    case IOException _
                            when lower.contains("no space left")
                                    || lower.contains("disk quota exceeded")
                                    || lower.contains("not enough space") ->
                            Reason.DISK_FULL;
                    case IOException _ when lower.contains("read-only") -> Reason.NOT_ALLOWED;
                    case IOException _ -> Reason.FAILED;
                };
        return new DesignFileException(reason, file, said, e);
    }
}

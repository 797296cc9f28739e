package dev.belay.app.project;

import dev.belay.app.project.DesignFileException.Reason;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens and saves designs. Saving writes a new file beside the old one, has it on the disk, and
/// only then gives it the old one's name: whatever happens, one of the two is there, whole.
///
/// All of it blocks; none of it belongs on the JavaFX thread.
public final class DesignFile {

    private final WholeFile whole;

    public DesignFile() {
        this(new LocalDisk());
    }

    DesignFile(Disk disk) {
        this.whole = new WholeFile(disk);
    }

    /// Reads a file; never more of it than a design can have.
    public Opening open(Path file) throws DesignFileException {
        byte[] bytes = content(file);
        return switch (DesignFormat.read(bytes)) {
            case Reading.Read(Design design, int version) ->
                    new Opening.Opened(design, version, Fingerprint.of(bytes));
            case Reading.Refused(var problems) -> new Opening.Refused(problems);
        };
    }

    /// Saves a design, unless the file's content is no longer the one that the design came from.
    ///
    /// @param base what the file held when it was opened or saved last; {@link Fingerprint#NO_FILE}
    ///   for a new one
    /// @return what the file holds now
    public Fingerprint save(Path file, Design design, Fingerprint base) throws DesignFileException {
        if (!now(file).equals(base)) {
            throw new DesignFileException(Reason.CHANGED_MEANWHILE, file);
        }
        return overwrite(file, design);
    }

    /// Saves a design over whatever is there: after the user was asked.
    ///
    /// @return what the file holds now
    public Fingerprint overwrite(Path file, Design design) throws DesignFileException {
        byte[] bytes = DesignFormat.write(design).getBytes(StandardCharsets.UTF_8);
        if (!DesignFormat.read(bytes).equals(new Reading.Read(design, DesignFormat.VERSION))) {
            throw new IllegalStateException(
                    "the text of design '" + design.cluster().name() + "' would not be read back");
        }
        whole.write(file, bytes);
        return Fingerprint.of(bytes);
    }

    private static Fingerprint now(Path file) throws DesignFileException {
        return Files.exists(file) ? Fingerprint.of(content(file)) : Fingerprint.NO_FILE;
    }

    private static byte[] content(Path file) throws DesignFileException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new DesignFileException(Reason.NO_FILE, file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(DesignFormat.LARGEST_BYTES + 1);
        } catch (IOException e) {
            throw WholeFile.failure(file, e);
        }
    }
}

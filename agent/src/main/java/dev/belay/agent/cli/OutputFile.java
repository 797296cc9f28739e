package dev.belay.agent.cli;

import dev.belay.model.bundle.BundleLimits;
import dev.belay.reach.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A file that a command is going to write, as it was when the command looked at it. Whatever
/// somebody else made of it since is not written over.
final class OutputFile {

    private final Path path;
    private final Optional<byte[]> found;

    private OutputFile(Path path, Optional<byte[]> found) {
        this.path = path;
        this.found = found;
    }

    /// Looks at what is there.
    ///
    /// @throws Refusal when it cannot be read
    static OutputFile at(Path path, Terminal terminal) throws Refusal {
        try {
            return new OutputFile(path, content(path));
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED, terminal.text("output.unreadable", path, BundleSource.why(e)));
        }
    }

    /// What is there, as far as a bundle may be long; empty for nothing.
    private static Optional<byte[]> content(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Optional.of(in.readNBytes(BundleLimits.FILE_BYTES + 1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    Path path() {
        return path;
    }

    Optional<byte[]> found() {
        return found.map(byte[]::clone);
    }

    boolean isThere() {
        return found.isPresent();
    }

    boolean has(byte[] bytes) {
        return found.isPresent() && Arrays.equals(found.get(), bytes);
    }

    /// Writes it, unless it is another than it was.
    ///
    /// @throws Refusal when it is, or when the disk gives other bytes back
    void write(byte[] bytes, Terminal terminal) throws Refusal, IOException {
        write(bytes, terminal, _ -> {});
    }

    /// Writes it, unless it is another than it was, or is refused when it is read again.
    ///
    /// @throws Refusal when it is not written
    void write(byte[] bytes, Terminal terminal, WholeFile.Look<Refusal> look)
            throws Refusal, IOException {
        WholeFile.Look<Refusal> whole =
                written -> {
                    if (!Arrays.equals(written, bytes)) {
                        throw new Refusal(
                                ExitCode.FAILED, terminal.text("output.written-otherwise", path));
                    }
                    look.at(written);
                    if (!isUntouched()) {
                        throw new Refusal(ExitCode.FAILED, terminal.text("output.changed", path));
                    }
                };
        WholeFile.write(path, bytes, whole);
    }

    private boolean isUntouched() throws IOException {
        Optional<byte[]> now = content(path);
        return found.isPresent() == now.isPresent()
                && Arrays.equals(found.orElse(new byte[0]), now.orElse(new byte[0]));
    }
}

package dev.belay.app.project;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// The steps of saving a file; a port, so that a test can fail each of them. All of them block.
interface Disk {

    /// Creates a file that must not be there yet, writes all bytes, and has them on the disk when
    /// it returns. May leave a part of the file behind when it throws.
    void create(Path file, ByteBuffer bytes) throws IOException;

    /// Puts a file in the place of another one (or of none) in one step, and has that on the disk
    /// when it returns.
    void replace(Path from, Path to) throws IOException;

    /// Removes a file if it is there.
    void remove(Path file) throws IOException;
}

package dev.belay.reach;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/// Bytes to and from an agent. Closing it from any thread ends reads and writes that wait.
public interface Pipe extends Closeable {
    InputStream input();

    OutputStream output();

    /// Never fails: a pipe that breaks while it is closed is closed.
    @Override
    void close();
}

package dev.belay.agent.program;

import dev.belay.agent.host.Posix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// A named pipe that a program writes to, read by a thread of its own into a bounded end.
///
/// Not the pipe of `Process`: a child that holds it open would hold a thread of ours for as long as
/// it lives, and one that goes on writing would fill our memory. Whoever writes to a pipe that was
/// closed gets SIGPIPE, as with Pacemaker's executor.
final class Pipe {

    private static final int CHUNK = 64 * 1024;

    private final Path path;
    private final Tail tail;
    private final FileChannel opener;
    private final FileChannel reading;
    private final Thread reader;

    private Pipe(Path path, Tail tail, FileChannel opener, FileChannel reading) {
        this.path = path;
        this.tail = tail;
        this.opener = opener;
        this.reading = reading;
        // A virtual thread would take its carrier along into read(2).
        this.reader = Thread.ofPlatform().daemon().name("output").unstarted(this::read);
    }

    /// Makes the pipe. It has no end until [#started] is called.
    static Pipe open(Path path, Tail tail) throws IOException {
        Posix.makePipe(path.toString(), 0600);
        // With both ends, for an open(2) of one end waits for the other.
        FileChannel opener =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            return new Pipe(path, tail, opener, FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException e) {
            opener.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    Tail tail() {
        return tail;
    }

    /// The program has its end: when it and all its children closed that, there is no more to read.
    void started() throws IOException {
        opener.close();
        reader.start();
    }

    /// Reads what is left, and closes. Blocks for the time at most.
    void finish(Duration atMost) throws InterruptedException {
        try {
            if (reader.isAlive()) {
                reader.join(atMost);
            }
        } finally {
            close();
        }
    }

    void close() {
        try {
            opener.close();
            reading.close();
        } catch (IOException e) {
            // Whoever reads sees the end of it in any case.
            return;
        }
    }

    private void read() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK);
        try {
            while (reading.read(bytes) >= 0) {
                tail.add(bytes.flip());
                bytes.clear();
            }
        } catch (ClosedChannelException e) {
            // A child of the program still holds the other end.
            return;
        } catch (IOException e) {
            tail.add(
                    ByteBuffer.wrap(
                            ("(unreadable: " + e.getMessage() + ")")
                                    .getBytes(StandardCharsets.UTF_8)));
        }
    }
}

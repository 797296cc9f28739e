package dev.belay.agent.join;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;

/// Closes a listening socket so that its port is free afterwards: while a virtual thread waits in
/// accept, the system's socket is closed by that thread, a moment after {@link ServerSocket#close}.
final class Closing {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private Closing() {}

    /// @param acceptor the thread that accepts, and ends when the socket is closed
    static void close(ServerSocket listening, Thread acceptor) throws IOException {
        listening.close();
        try {
            var _ = acceptor.join(LONGEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

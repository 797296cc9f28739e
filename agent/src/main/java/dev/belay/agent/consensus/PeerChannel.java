package dev.belay.agent.consensus;

import java.time.Duration;
import java.util.function.BiFunction;

/// Requests between members whose answer depends on who asks.
public interface PeerChannel {

    /// Makes a request. Blocks.
    Outcome<byte[]> request(String member, byte[] request, Duration deadline);

    /// Says who answers the requests of others; called on a thread of its own, may block.
    ///
    /// @param responder is given the asker's id, as its certificate says, and the request
    void respondWith(BiFunction<String, byte[], byte[]> responder);

    /// Connects anew, with the certificate that is in the files now; calls that are under way end
    /// in order. Does not block.
    void reconnect();

    /// Whether the line to a member is up.
    boolean isUp(String member);
}

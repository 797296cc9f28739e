package dev.belay.agent.rollout;

import dev.belay.model.content.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// The manifest of a set's files as they are on a member now.
final class PeerScan {

    private PeerScan() {}

    /// Blocks while the member reads its files.
    static byte[] of(PeerCopies peers, String member, String set) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int total;
        do {
            Reply reply = peers.ask(member, new Question.Scan(set, bytes.size()));
            if (reply instanceof Reply.Failed(var error)) {
                throw new IOException(error.sentence());
            }
            if (!(reply instanceof Reply.Part(var _, var whole, var part))
                    || part.length == 0
                    || whole > Limits.ENCODED_BYTES) {
                throw new IOException(member + " gave no manifest");
            }
            total = whole;
            bytes.writeBytes(part);
        } while (bytes.size() < total);
        return bytes.toByteArray();
    }
}

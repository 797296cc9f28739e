package dev.belay.agent.rollout;

import dev.belay.agent.replicate.StoredVersion;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Limits;
import dev.belay.model.content.Manifest;
import dev.belay.model.content.ManifestDelta;
import dev.belay.model.content.ManifestFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// A version's manifest from another member.
final class PeerManifest {

    private final PeerCopies peers;
    private final ContentHash hash;

    PeerManifest(PeerCopies peers, ContentHash hash) {
        this.peers = peers;
        this.hash = hash;
    }

    /// Blocks.
    ///
    /// @param base a version that is here, to which only the difference has to come
    /// @throws IOException when no member gave the right one
    Manifest fetch(String set, long number, ContentName name, Optional<StoredVersion> base)
            throws IOException {
        String trouble = "no member that can be reached has it";
        for (String peer : peers.holders(set, number)) {
            try {
                byte[] bytes = whole(peer, set, number, base);
                if (hash.of(bytes).equals(name)) {
                    return ManifestFormat.decode(bytes);
                }
                trouble = peer + " gave another one";
            } catch (IOException | ContentException e) {
                trouble = peer + ": " + e.getMessage();
            }
        }
        throw new IOException("the manifest of version " + number + ": " + trouble);
    }

    private byte[] whole(String peer, String set, long number, Optional<StoredVersion> base)
            throws IOException, ContentException {
        byte[] bytes = {};
        int at = 0;
        boolean isDelta = false;
        do {
            var question =
                    new Question.ManifestPart(
                            set, number, base.map(StoredVersion::number).orElse(0L), at);
            if (!(peers.ask(peer, question)
                    instanceof Reply.Part(var delta, var total, var part))) {
                throw new IOException("no manifest");
            }
            bytes = grown(bytes, total, at);
            if (part.length == 0 || part.length > bytes.length - at) {
                throw new IOException("a part of " + part.length + " bytes");
            }
            System.arraycopy(part, 0, bytes, at, part.length);
            at += part.length;
            isDelta = delta;
        } while (at < bytes.length);
        return isDelta
                ? ManifestDelta.decode(ManifestFormat.encode(base.orElseThrow().manifest()), bytes)
                : bytes;
    }

    private static byte[] grown(byte[] bytes, int total, int at) throws IOException {
        if (total < 1 || total > Limits.ENCODED_BYTES || (at > 0 && bytes.length != total)) {
            throw new IOException("a manifest of " + total + " bytes");
        }
        return bytes.length == total ? bytes : Arrays.copyOf(bytes, total);
    }
}

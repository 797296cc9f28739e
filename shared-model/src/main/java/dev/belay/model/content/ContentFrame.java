package dev.belay.model.content;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What a publisher sends in one piece: a part of a manifest, or some chunks.
public sealed interface ContentFrame {

    /// Bytes of a frame at most: a limit on what a node has to hold of a publisher.
    int MOST_BYTES = 1 << 20;

    /// The next part of the encoded manifest.
    record ManifestPart(byte[] bytes) implements ContentFrame {}

    record Chunks(List<Piece> pieces) implements ContentFrame {
        public Chunks {
            pieces = List.copyOf(pieces);
        }
    }

    /// A chunk with its name.
    record Piece(ContentName name, byte[] bytes) {

        /// What it takes in a frame.
        public int length() {
            return ContentName.LENGTH + Integer.BYTES + bytes.length;
        }
    }

    default byte[] encode() {
        return switch (this) {
            case ManifestPart(var bytes) ->
                    ByteBuffer.allocate(1 + bytes.length).put((byte) 'M').put(bytes).array();
            case Chunks(var pieces) -> {
                ByteBuffer out =
                        ByteBuffer.allocate(1 + pieces.stream().mapToInt(Piece::length).sum());
                out.put((byte) 'C');
                for (Piece piece : pieces) {
                    out.put(piece.name().bytes()).putInt(piece.bytes().length).put(piece.bytes());
                }
                yield out.array();
            }
        };
    }

    /// Reads a frame.
    ///
    /// @throws ContentException when the bytes are no frame
    static ContentFrame decode(byte[] bytes) throws ContentException {
        var in = ByteBuffer.wrap(bytes);
        try {
            byte kind = in.get();
            return switch (kind) {
                case 'M' -> new ManifestPart(rest(in));
                case 'C' -> chunks(in);
                default -> throw malformed("kind " + kind);
            };
        } catch (BufferUnderflowException e) {
            throw malformed("an end too early");
        }
    }

    private static Chunks chunks(ByteBuffer in) throws ContentException {
        List<Piece> pieces = new ArrayList<>();
        while (in.hasRemaining()) {
            var name = new byte[ContentName.LENGTH];
            in.get(name);
            int length = in.getInt();
            if (length < 1 || length > Math.min(Chunker.LONGEST, in.remaining())) {
                throw malformed("a chunk of " + length + " bytes");
            }
            var chunk = new byte[length];
            in.get(chunk);
            pieces.add(new Piece(ContentName.of(name), chunk));
        }
        return new Chunks(pieces);
    }

    private static byte[] rest(ByteBuffer in) {
        var bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }

    private static ContentException malformed(String found) {
        return new ContentException(
                "frame-malformed",
                "a frame of a manifest's part or of chunks",
                found,
                "publish with a program of the agent's version");
    }
}

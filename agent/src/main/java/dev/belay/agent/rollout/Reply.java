package dev.belay.agent.rollout;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView.NodeState;
import dev.belay.api.Json;
import dev.belay.model.content.Chunker;
import dev.belay.model.content.ContentName;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/// What a member answers to a {@link Question}.
sealed interface Reply {

    /// A part of something longer.
    ///
    /// @param total bytes of the whole
    /// @param isDelta whether the whole is a difference to what the asker has
    record Part(boolean isDelta, int total, byte[] bytes) implements Reply {}

    /// Those of the chunks that were asked for, from the first on, that fit into one answer; an
    /// empty one for what the member has not.
    record Found(List<Piece> pieces) implements Reply {}

    /// One chunk.
    ///
    /// @param bytes empty when the member has not got it
    record Piece(ContentName name, byte[] bytes) {}

    /// Others are served first: ask another, or later.
    record Busy() implements Reply {}

    /// How its sets are.
    ///
    /// @param states by set
    record States(SortedMap<String, NodeState> states) implements Reply {}

    record Failed(ApiError error) implements Reply {}

    default byte[] encoded() {
        return switch (this) {
            case Part(var isDelta, var total, var bytes) ->
                    ByteBuffer.allocate(6 + bytes.length)
                            .put((byte) 1)
                            .put((byte) (isDelta ? 1 : 0))
                            .putInt(total)
                            .put(bytes)
                            .array();
            case Found(var pieces) -> {
                int length = 1;
                for (Piece piece : pieces) {
                    length += ContentName.LENGTH + Integer.BYTES + piece.bytes().length;
                }
                ByteBuffer out = ByteBuffer.allocate(length).put((byte) 2);
                for (Piece piece : pieces) {
                    out.put(piece.name().bytes()).putInt(piece.bytes().length).put(piece.bytes());
                }
                yield out.array();
            }
            case Busy() -> new byte[] {3};
            case States(var states) -> tagged(4, Json.MAPPER.writeValueAsBytes(states));
            case Failed(var error) -> tagged(5, Json.MAPPER.writeValueAsBytes(error));
        };
    }

    private static byte[] tagged(int tag, byte[] rest) {
        return ByteBuffer.allocate(1 + rest.length).put((byte) tag).put(rest).array();
    }

    /// Reads a reply.
    ///
    /// @throws IOException when the bytes are no reply
    static Reply of(byte[] bytes) throws IOException {
        var in = ByteBuffer.wrap(bytes);
        try {
            byte tag = in.get();
            return switch (tag) {
                case 1 -> new Part(in.get() != 0, in.getInt(), rest(in));
                case 2 -> found(in);
                case 3 -> new Busy();
                case 4 ->
                        new States(
                                new TreeMap<>(
                                        Json.MAPPER.readValue(
                                                rest(in),
                                                new TypeReference<Map<String, NodeState>>() {})));
                case 5 -> new Failed(Json.MAPPER.readValue(rest(in), ApiError.class));
                default -> throw new IOException("a reply of kind " + tag);
            };
        } catch (BufferUnderflowException | JacksonException e) {
            throw new IOException("a reply that is not understood", e);
        }
    }

    private static Found found(ByteBuffer in) throws IOException {
        var pieces = new ArrayList<Piece>();
        while (in.hasRemaining()) {
            var name = new byte[ContentName.LENGTH];
            in.get(name);
            int length = in.getInt();
            if (length < 0 || length > Math.min(Chunker.LONGEST, in.remaining())) {
                throw new IOException("a chunk of " + length + " bytes");
            }
            var bytes = new byte[length];
            in.get(bytes);
            pieces.add(new Piece(ContentName.of(name), bytes));
        }
        return new Found(pieces);
    }

    private static byte[] rest(ByteBuffer in) {
        var bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }
}

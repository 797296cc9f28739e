package dev.belay.reach.publish;

import dev.belay.model.content.Chunk;
import dev.belay.model.content.Chunker;
import dev.belay.model.content.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts a file of any length into chunks, in one buffer. Not for two threads at once.
public final class FileChunks {

    private static final int BUFFER = 4 * Chunker.LONGEST;

    private final ContentHash hash;
    private final byte[] buffer = new byte[BUFFER];
    private int begin;
    private int end;
    private boolean isAtEnd;

    public FileChunks(ContentHash hash) {
        this.hash = hash;
    }

    /// Reads to the end.
    public List<Chunk> of(ReadableByteChannel channel) throws IOException {
        begin();
        List<Chunk> chunks = new ArrayList<>();
        for (var next = next(channel); next.isPresent(); next = next(channel)) {
            chunks.add(next.get());
        }
        return List.copyOf(chunks);
    }

    /// A chunk begins where the next channel stands.
    void begin() {
        begin = 0;
        end = 0;
        isAtEnd = false;
    }

    /// Reads as far as it must; empty at the end.
    Optional<Chunk> next(ReadableByteChannel channel) throws IOException {
        if (!isAtEnd && end - begin < Chunker.LONGEST) {
            System.arraycopy(buffer, begin, buffer, 0, end - begin);
            end -= begin;
            begin = 0;
            while (end < buffer.length && !isAtEnd) {
                int read = channel.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
                isAtEnd = read < 0;
                end += Math.max(0, read);
            }
        }
        if (begin == end) {
            return Optional.empty();
        }
        int length = Chunker.next(buffer, begin, end - begin);
        var chunk = new Chunk(hash.of(buffer, begin, length), length);
        begin += length;
        return Optional.of(chunk);
    }
}

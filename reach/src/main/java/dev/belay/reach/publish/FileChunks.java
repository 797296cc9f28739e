package dev.belay.reach.publish;

import dev.belay.model.content.Chunk;
import dev.belay.model.content.Chunker;
import dev.belay.model.content.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;

/// Cuts a file of any length into chunks, in one buffer.
public final class FileChunks {

    private static final int BUFFER = 4 * Chunker.LONGEST;

    private final ContentHash hash;
    private final byte[] buffer = new byte[BUFFER];

    public FileChunks(ContentHash hash) {
        this.hash = hash;
    }

    /// Reads to the end. Not for two threads at once.
    public List<Chunk> of(ReadableByteChannel channel) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        int begin = 0;
        int end = 0;
        boolean isAtEnd = false;
        while (true) {
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
                return List.copyOf(chunks);
            }
            int length = Chunker.next(buffer, begin, end - begin);
            chunks.add(new Chunk(hash.of(buffer, begin, length), length));
            begin += length;
        }
    }
}

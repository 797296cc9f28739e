package dev.belay.reach.publish;

import dev.belay.model.content.Chunk;
import dev.belay.model.content.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/// Cuts one long file on several threads into the chunks that one would make.
///
/// Each thread begins at a place of its own, where in truth no chunk need begin. Where a chunk ends
/// depends on where it begins and on nothing before it: as soon as one of the part before ends
/// where one of this part begins, all that follow are right. Those before it are cut anew.
final class LongFile {

    /// A part is worth a thread from here on.
    private static final long LEAST = 8L << 20;

    private static final int MOST_PARTS = 4;

    private final FileChannel file;
    private final ContentHash hash;

    private LongFile(FileChannel file, ContentHash hash) {
        this.file = file;
        this.hash = hash;
    }

    /// How many parts a file of this size is best cut in; 1 where one thread does as well.
    static int parts(long size) {
        long most = Math.min(MOST_PARTS, Runtime.getRuntime().availableProcessors());
        return (int) Math.clamp(size / LEAST, 1, most);
    }

    /// All chunks of a file. Blocks; its position plays no part.
    ///
    /// @param size how long the file was when it was looked at
    static List<Chunk> chunks(FileChannel file, long size, ContentHash hash, int parts)
            throws IOException {
        return new LongFile(file, hash).chunks(size, parts);
    }

    private List<Chunk> chunks(long size, int parts) throws IOException {
        List<FutureTask<Part>> tasks = new ArrayList<>();
        for (int i = 1; i < parts; i++) {
            long from = size / parts * i;
            long until = i + 1 == parts ? Long.MAX_VALUE : size / parts * (i + 1);
            tasks.add(Cutting.begin(() -> cut(from, until)));
        }
        try {
            Part whole = cut(0, parts == 1 ? Long.MAX_VALUE : size / parts);
            for (FutureTask<Part> task : tasks) {
                join(whole, Cutting.result(task));
            }
            return List.copyOf(whole.chunks);
        } finally {
            tasks.forEach(task -> task.cancel(true));
        }
    }

    /// Chunks that follow each other, and where each begins.
    private static final class Part {
        private final List<Chunk> chunks = new ArrayList<>();
        private final List<Long> begins = new ArrayList<>();
        private long end;

        private Part(long begin) {
            end = begin;
        }

        private void add(Chunk chunk) {
            begins.add(end);
            chunks.add(chunk);
            end += chunk.length();
        }
    }

    /// Cuts from there on, until a chunk ends there or behind.
    private Part cut(long from, long until) throws IOException {
        var part = new Part(from);
        var cutter = new FileChunks(hash);
        var channel = new At(file, from);
        Optional<Chunk> next = cutter.next(channel);
        while (next.isPresent()) {
            part.add(next.get());
            next = part.end < until ? cutter.next(channel) : Optional.empty();
        }
        return part;
    }

    /// Brings the first part to the end of the second.
    private void join(Part first, Part second) throws IOException {
        var cutter = new FileChunks(hash);
        var channel = new At(file, first.end);
        int i = 0;
        while (first.end < second.end) {
            while (i < second.begins.size() && second.begins.get(i) < first.end) {
                i++;
            }
            if (i < second.begins.size() && second.begins.get(i) == first.end) {
                second.chunks.subList(i, second.chunks.size()).forEach(first::add);
                return;
            }
            Optional<Chunk> anew = cutter.next(channel);
            if (anew.isEmpty()) {
                return;
            }
            first.add(anew.get());
        }
    }

    /// A file from a place on, whatever others read of it.
    private static final class At implements ReadableByteChannel {
        private final FileChannel file;
        private long position;

        private At(FileChannel file, long position) {
            this.file = file;
            this.position = position;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int read = file.read(into, position);
            position += Math.max(0, read);
            return read;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() {
            // Whoever opened the file closes it.
        }
    }
}

package dev.belay.reach.publish;

import dev.belay.model.content.Chunk;
import dev.belay.model.content.Chunker;
import dev.belay.model.content.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/// Cuts a file that was cut before and has changed since. Chunks that are as they were, in their
/// places, stay: they are named and not cut again, and what changed ends where the next of them
/// begins. By content alone the cuts after a change fall into step with the former ones only some
/// chunks later, and those would have to be sent.
///
/// What moved within the file is cut by content, as in a file that is new.
final class FormerCuts {

    /// Where nothing is as it was, former cuts are looked for less often.
    private static final int PATIENCE = 64;

    private static final int SELDOM = 16;

    private static final int BUFFER = 4 * Chunker.LONGEST;

    private final FileChannel file;
    private final ContentHash hash;
    private final List<Chunk> former;
    private final long[] begins;

    private FormerCuts(FileChannel file, ContentHash hash, List<Chunk> former) {
        this.file = file;
        this.hash = hash;
        this.former = former;
        this.begins = new long[former.size() + 1];
        for (int i = 0; i < former.size(); i++) {
            begins[i + 1] = begins[i] + former.get(i).length();
        }
    }

    /// All chunks of a file. Blocks; its position plays no part.
    ///
    /// @param former the chunks that it had
    /// @param parts how many threads may cut it
    static List<Chunk> chunks(FileChannel file, List<Chunk> former, ContentHash hash, int parts)
            throws IOException {
        return new FormerCuts(file, hash, former).chunks(parts);
    }

    private List<Chunk> chunks(int parts) throws IOException {
        List<FutureTask<List<Chunk>>> tasks = new ArrayList<>();
        int most = Math.min(parts, former.size());
        for (int i = 1; i < most; i++) {
            long from = begins[former.size() / most * i];
            long until = i + 1 == most ? Long.MAX_VALUE : begins[former.size() / most * (i + 1)];
            tasks.add(Cutting.begin(() -> new Part(from, until).cut()));
        }
        try {
            long until = most < 2 ? Long.MAX_VALUE : begins[former.size() / most];
            List<Chunk> all = new ArrayList<>(new Part(0, until).cut());
            for (FutureTask<List<Chunk>> task : tasks) {
                all.addAll(Cutting.result(task));
            }
            return List.copyOf(all);
        } finally {
            tasks.forEach(task -> task.cancel(true));
        }
    }

    /// From a former cut to another one, or to the end of the file.
    private final class Part {

        private final byte[] buffer = new byte[BUFFER];
        private final List<Chunk> chunks = new ArrayList<>();
        private final long until;
        private long position;
        private int begin;
        private int end;
        private boolean isAtEnd;
        private int missed;

        Part(long from, long until) {
            this.position = from;
            this.until = until;
        }

        List<Chunk> cut() throws IOException {
            int next = 0;
            for (int available = available(); available > 0; available = available()) {
                while (next < former.size() && begins[next] < position) {
                    next++;
                }
                int length = 0;
                if (!isKept(next, 0)) {
                    int first = next < former.size() && begins[next] == position ? next + 1 : next;
                    length = cut(first, Chunker.next(buffer, begin, available));
                }
                if (length > 0) {
                    add(new Chunk(hash.of(buffer, begin, length), length));
                } else {
                    missed = 0;
                    add(former.get(next));
                }
            }
            return chunks;
        }

        /// The length of a new chunk: not beyond the beginning of one that is kept.
        private int cut(int first, int length) {
            for (int i = first; i < former.size() && begins[i] < position + length; i++) {
                if (isKept(i, (int) (begins[i] - position))) {
                    return (int) (begins[i] - position);
                }
            }
            return length;
        }

        private void add(Chunk chunk) {
            chunks.add(chunk);
            begin += chunk.length();
            position += chunk.length();
        }

        /// Whether a former chunk begins so far from here and is what it was.
        private boolean isKept(int index, int ahead) {
            if (index >= former.size()
                    || begins[index] != position + ahead
                    || begins[index + 1] > until
                    || (missed > PATIENCE && index % SELDOM != 0)) {
                return false;
            }
            Chunk chunk = former.get(index);
            boolean isKept =
                    end - begin - ahead >= chunk.length()
                            && hash.of(buffer, begin + ahead, chunk.length()).equals(chunk.name());
            missed += isKept ? 0 : 1;
            return isKept;
        }

        /// Bytes of this part that are in the buffer: two of the longest chunks, or all that are
        /// left.
        private int available() throws IOException {
            if (!isAtEnd && end - begin < 2 * Chunker.LONGEST) {
                System.arraycopy(buffer, begin, buffer, 0, end - begin);
                end -= begin;
                begin = 0;
                while (end < buffer.length && !isAtEnd) {
                    int read =
                            file.read(
                                    ByteBuffer.wrap(buffer, end, buffer.length - end),
                                    position + end);
                    isAtEnd = read < 0;
                    end += Math.max(0, read);
                }
            }
            return (int) Math.min(end - begin, until - position);
        }
    }
}

package dev.belay.reach.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.content.Chunk;
import dev.belay.model.content.ContentHash;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormerCutsTest {

    private static final ContentHash HASH = ContentHash.ofJava();

    @TempDir private Path dir;

    private final Random random = new Random(11);

    private List<Chunk> fresh(byte[] bytes) throws Exception {
        try (var channel = FileChannel.open(written(bytes))) {
            return new FileChunks(HASH).of(channel);
        }
    }

    private List<Chunk> cut(byte[] bytes, List<Chunk> former, int parts) throws Exception {
        try (var channel = FileChannel.open(written(bytes))) {
            return FormerCuts.chunks(channel, former, HASH, parts);
        }
    }

    private Path written(byte[] bytes) throws Exception {
        return Files.write(dir.resolve("file"), bytes);
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void mustBeOf(List<Chunk> chunks, byte[] bytes) {
        int at = 0;
        for (Chunk chunk : chunks) {
            assertThat(HASH.of(bytes, at, chunk.length())).isEqualTo(chunk.name());
            at += chunk.length();
        }
        assertThat(at).isEqualTo(bytes.length);
    }

    private static long news(List<Chunk> chunks, List<Chunk> former) {
        var known = new HashSet<>(former);
        return chunks.stream().filter(one -> !known.contains(one)).mapToLong(Chunk::length).sum();
    }

    @Test
    void a_file_that_is_what_it_was_has_the_chunks_that_it_had() throws Exception {
        byte[] bytes = noise(5_000_000);
        List<Chunk> former = fresh(bytes);
        for (int parts = 1; parts <= 4; parts++) {
            assertThat(cut(bytes, former, parts)).isEqualTo(former);
        }
    }

    @Test
    void what_changed_in_place_ends_with_the_chunk_that_it_ends_in() throws Exception {
        for (int round = 0; round < 20; round++) {
            byte[] bytes = noise(4_000_000);
            List<Chunk> former = fresh(bytes);
            int from = random.nextInt(3_000_000);
            byte[] changed = bytes.clone();
            System.arraycopy(noise(500_000), 0, changed, from, 500_000);
            long touched = 0;
            long at = 0;
            for (Chunk chunk : former) {
                boolean isTouched = at < from + 500_000 && at + chunk.length() > from;
                touched += isTouched ? chunk.length() : 0;
                at += chunk.length();
            }
            List<Chunk> chunks = cut(changed, former, 1 + round % 3);
            mustBeOf(chunks, changed);
            assertThat(news(chunks, former)).isEqualTo(touched);
        }
    }

    @Test
    void what_moved_is_found_by_its_content() throws Exception {
        byte[] bytes = noise(8_000_000);
        List<Chunk> former = fresh(bytes);
        byte[] grown = new byte[bytes.length + 1_001];
        System.arraycopy(bytes, 0, grown, 0, 1_000_000);
        System.arraycopy(bytes, 1_000_000, grown, 1_001_001, bytes.length - 1_000_000);
        List<Chunk> chunks = cut(grown, former, 1);
        mustBeOf(chunks, grown);
        assertThat(news(chunks, former)).isLessThan(1_000_000);
    }

    @Test
    void a_file_may_end_anywhere() throws Exception {
        byte[] bytes = noise(3_000_000);
        List<Chunk> former = fresh(bytes);
        for (int length : new int[] {0, 1, 70_000, 1_500_000, 2_999_999, 3_000_000}) {
            byte[] shorter = Arrays.copyOf(bytes, length);
            for (int parts = 1; parts <= 3; parts++) {
                mustBeOf(cut(shorter, former, parts), shorter);
            }
        }
        byte[] longer = Arrays.copyOf(bytes, 4_000_000);
        mustBeOf(cut(longer, former, 3), longer);
    }
}

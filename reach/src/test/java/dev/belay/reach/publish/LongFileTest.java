package dev.belay.reach.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.content.Chunk;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongFileTest {

    @TempDir private Path dir;

    private List<Chunk> inOne(Path file) throws Exception {
        try (var channel = FileChannel.open(file)) {
            return new FileChunks(SystemHash.best()).of(channel);
        }
    }

    private List<Chunk> in(int parts, Path file, long size) throws Exception {
        try (var channel = FileChannel.open(file)) {
            return LongFile.chunks(channel, size, SystemHash.best(), parts);
        }
    }

    @Test
    void several_threads_make_the_chunks_that_one_makes() throws Exception {
        var random = new Random(7);
        Path file = dir.resolve("long");
        for (int round = 0; round < 20; round++) {
            var bytes = new byte[random.nextInt(6_000_000)];
            random.nextBytes(bytes);
            // Nothing to cut at in some of it, and the same again and again in some.
            Arrays.fill(bytes, bytes.length / 5, bytes.length / 3, (byte) round);
            Files.write(file, bytes);
            List<Chunk> expected = inOne(file);
            for (int parts = 1; parts <= 5; parts++) {
                assertThat(in(parts, file, bytes.length)).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_file_without_any_place_to_cut_is_cut_the_same() throws Exception {
        Path file = dir.resolve("zeros");
        Files.write(file, new byte[5_000_001]);
        assertThat(in(4, file, 5_000_001)).isEqualTo(inOne(file));
    }

    @Test
    void a_file_that_is_shorter_or_longer_by_now_is_cut_as_it_is() throws Exception {
        var bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        Path file = dir.resolve("changed");
        Files.write(file, bytes);
        assertThat(in(3, file, 9_000_000)).isEqualTo(inOne(file));
        assertThat(in(3, file, 600_000)).isEqualTo(inOne(file));
    }

    @Test
    void only_a_long_file_is_worth_several_threads() {
        assertThat(LongFile.parts(0)).isEqualTo(1);
        assertThat(LongFile.parts(8_000_000)).isEqualTo(1);
        assertThat(LongFile.parts(1L << 40))
                .isEqualTo(Math.min(4, Runtime.getRuntime().availableProcessors()));
    }
}

package dev.belay.model.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkerTest {

    private static final ContentHash HASH = ContentHash.ofJava();

    @Test
    void chunks_cover_a_file_and_keep_their_bounds() {
        byte[] file = bytes(1, 20_000_000);
        List<Integer> lengths = lengths(file);
        assertThat(lengths.stream().mapToInt(one -> one).sum()).isEqualTo(file.length);
        assertThat(lengths.subList(0, lengths.size() - 1))
                .allMatch(one -> one >= Chunker.SHORTEST && one <= Chunker.LONGEST);
        assertThat(file.length / lengths.size()).isBetween(50_000, 90_000);
    }

    @Test
    void an_insertion_moves_few_cuts() {
        byte[] file = bytes(2, 8_000_000);
        var longer = new byte[file.length + 7];
        System.arraycopy(file, 0, longer, 0, 3_000_000);
        System.arraycopy(file, 3_000_000, longer, 3_000_007, 5_000_000);
        var names = new HashSet<>(names(file));
        assertThat(names(longer).stream().filter(one -> !names.contains(one)).count())
                .isBetween(1L, 5L);
    }

    @Test
    void cuts_depend_on_the_content_alone() {
        byte[] file = bytes(3, 1_000_000);
        var moved = new byte[file.length + 12_345];
        System.arraycopy(file, 0, moved, 12_345, file.length);
        assertThat(Chunker.next(moved, 12_345, file.length))
                .isEqualTo(Chunker.next(file, 0, file.length))
                .isEqualTo(Chunker.next(file, 0, Chunker.LONGEST));
    }

    @Test
    void cuts_are_those_of_every_release() {
        // Other cuts would make every published file a new one.
        assertThat(lengths(bytes(4, 400_000))).containsExactlyElementsOf(CUTS);
    }

    @Test
    void equal_bytes_are_cut_at_the_greatest_length() {
        assertThat(lengths(new byte[600_000])).containsExactly(262_144, 262_144, 75_712);
        assertThat(lengths(new byte[0])).isEmpty();
        assertThat(lengths(new byte[1])).containsExactly(1);
    }

    private static final List<Integer> CUTS = List.of(26_236, 101_005, 98_164, 161_346, 13_249);

    private static List<ContentName> names(byte[] file) {
        List<ContentName> names = new ArrayList<>();
        int at = 0;
        for (int length : lengths(file)) {
            names.add(HASH.of(file, at, length));
            at += length;
        }
        return names;
    }

    private static List<Integer> lengths(byte[] file) {
        List<Integer> lengths = new ArrayList<>();
        for (int at = 0; at < file.length; ) {
            int length = Chunker.next(file, at, file.length - at);
            lengths.add(length);
            at += length;
        }
        return lengths;
    }

    private static byte[] bytes(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}

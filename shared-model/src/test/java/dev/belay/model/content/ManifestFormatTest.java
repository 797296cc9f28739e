package dev.belay.model.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.model.content.Entry.FileEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManifestFormatTest {

    private static final ContentHash HASH = ContentHash.ofJava();

    @Test
    void what_is_written_is_read_again_and_named_the_same() throws ContentException {
        for (long seed = 0; seed < 300; seed++) {
            Manifest manifest = RandomManifests.of(seed);
            Manifest read = ManifestFormat.decode(ManifestFormat.encode(manifest));
            assertThat(read).as("seed %d", seed).isEqualTo(manifest);
            assertThat(read.name(HASH)).isEqualTo(manifest.name(HASH));
        }
    }

    @Test
    void no_damaged_manifest_is_read_as_another_one_with_the_same_name() {
        for (long seed = 0; seed < 4_000; seed++) {
            var random = new Random(seed);
            Manifest manifest = RandomManifests.of(seed % 40);
            byte[] damaged = damage(ManifestFormat.encode(manifest), random);
            try {
                Manifest read = ManifestFormat.decode(damaged);
                // Legal by chance: then it is another manifest, and encodes to just these bytes.
                assertThat(ManifestFormat.encode(read)).as("seed %d", seed).isEqualTo(damaged);
                assertThat(ManifestRules.violations(read)).isEmpty();
            } catch (ContentException e) {
                assertThat(e.errors()).isNotEmpty();
            }
        }
    }

    @Test
    void a_manifest_that_promises_more_than_it_has_makes_no_room_for_it() {
        var wire = new Wire().raw('B').raw('L').raw('M').raw('1').number(0).number(49_999);
        assertThatThrownBy(() -> ManifestFormat.decode(wire.toBytes()))
                .hasMessageContaining("49999 entries in the 0 bytes that are left");
        var endless = new Wire().raw('B').raw('L').raw('M').raw('1').number(0).number(-1L);
        assertThatThrownBy(() -> ManifestFormat.decode(endless.toBytes()))
                .hasMessageContaining("18446744073709551615");
    }

    @Test
    void bytes_after_the_end_are_refused() {
        byte[] good = ManifestFormat.encode(RandomManifests.of(1));
        assertThatThrownBy(() -> ManifestFormat.decode(Arrays.copyOf(good, good.length + 1)))
                .hasMessageContaining("1 bytes after the end");
    }

    @Test
    void a_delta_gives_the_next_manifest_from_the_one_before() throws ContentException {
        for (long seed = 0; seed < 200; seed++) {
            byte[] base = ManifestFormat.encode(RandomManifests.of(seed));
            byte[] next = ManifestFormat.encode(RandomManifests.of(seed + seed % 2));
            assertThat(ManifestDelta.decode(base, ManifestDelta.encode(base, next)))
                    .as("seed %d", seed)
                    .isEqualTo(next);
        }
    }

    @Test
    void a_damaged_delta_is_refused_or_gives_other_bytes_but_never_fails_otherwise() {
        byte[] base = ManifestFormat.encode(RandomManifests.of(5));
        byte[] next = ManifestFormat.encode(RandomManifests.of(6));
        byte[] delta = ManifestDelta.encode(base, next);
        int refused = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            try {
                assertThat(ManifestDelta.decode(base, damage(delta, new Random(seed))).length)
                        .isLessThanOrEqualTo(Limits.ENCODED_BYTES);
            } catch (ContentException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void one_changed_file_among_two_thousand_is_told_in_a_few_hundred_bytes() {
        var random = new Random(7);
        List<Entry> entries = new ArrayList<>(RandomManifests.of(0).entries().subList(0, 1));
        for (int i = 0; i < 2_000; i++) {
            entries.add(RandomManifests.file("file-" + i, random));
        }
        byte[] base = ManifestFormat.encode(Manifest.of(entries));
        FileEntry changed = RandomManifests.file("file-1000", random);
        entries.set(1_001, changed);
        byte[] next = ManifestFormat.encode(Manifest.of(entries));
        assertThat(base.length).isGreaterThan(150_000);
        assertThat(ManifestDelta.encode(base, next).length)
                .isLessThan(200 + 40 * changed.chunks().size());
    }

    private static byte[] damage(byte[] bytes, Random random) {
        byte[] damaged =
                random.nextInt(4) == 0
                        ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 9))
                        : bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}

package dev.belay.reach.bundle;

import static dev.belay.reach.bundle.SignedBundle.MANIFEST;
import static dev.belay.reach.bundle.SignedBundle.SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.bundle.Bundle;
import dev.belay.model.bundle.BundleCode;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.BundleProblem;
import dev.belay.model.bundle.BundleReader;
import dev.belay.model.bundle.SignatureCheck;
import dev.belay.model.bundle.Voucher;
import dev.belay.reach.bundle.ZipForge.Forged;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlippedBitsTest {

    private static final SignatureCheck ANYBODY = (manifest, signature) -> Voucher.NONE;

    private final SignedBundle bundle;

    FlippedBitsTest(@TempDir Path folder) throws Exception {
        bundle = new SignedBundle(folder);
    }

    /// The bytes of the file that are content of an entry.
    private BitSet content() {
        BitSet content = new BitSet();
        int at = 0;
        for (Forged one : bundle.forge().entries) {
            int begin = at + 30 + one.name.length;
            at = begin + one.bytes.length;
            content.set(begin, at);
        }
        return content;
    }

    @Test
    void no_bit_of_a_header_and_no_byte_of_the_content_changes_unseen() {
        BitSet content = content();
        assertThat(content.cardinality()).isLessThan(bundle.whole.length);
        for (int at = 0; at < bundle.whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                // What is content has a checksum: one bit of each byte, and every one of the eight
                // in turn.
                if (!content.get(at) || bit == at % 8) {
                    byte[] zip = bundle.whole.clone();
                    zip[at] ^= (byte) (1 << bit);
                    assertThat(bundle.problems(zip)).as("byte " + at + ", bit " + bit).isNotEmpty();
                }
            }
        }
    }

    @Test
    void no_bit_of_the_manifest_changes_unseen_when_its_checksum_is_mended() {
        int length = bundle.manifestBytes().length;
        for (int i = 0; i < length * 8; i++) {
            assertThat(bundle.problems(flipped(MANIFEST, i)))
                    .as("bit " + i)
                    .extracting(BundleProblem::code)
                    .containsExactly(BundleCode.SIGNATURE_WRONG);
        }
    }

    @Test
    void no_byte_of_an_entry_changes_unseen_when_its_checksum_is_mended() {
        for (Forged one : bundle.forge().entries) {
            String name = new String(one.name, StandardCharsets.US_ASCII);
            if (!name.equals(MANIFEST) && !name.equals(SIGNATURE)) {
                for (int at = 0; at < one.bytes.length; at += 3) {
                    byte[] zip = flipped(name, at * 8 + at % 8);
                    assertThat(opened(zip)).as(name + ", byte " + at).isFalse();
                }
            }
        }
    }

    @Test
    void a_flipped_bit_of_the_signature_is_refused_or_says_the_same() throws Exception {
        Bundle untouched = bundle.open(bundle.whole);
        int length = bundle.forge().entry(SIGNATURE).bytes.length;
        int refused = 0;
        for (int i = 0; i < length * 8; i++) {
            try {
                // Line ends and spaces around it may be others, as for OpenSSH.
                assertThat(bundle.open(flipped(SIGNATURE, i))).isEqualTo(untouched);
            } catch (BundleException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(length * 8 - 100);
    }

    private byte[] flipped(String entry, int bit) {
        return bundle.forge()
                .with(
                        entry,
                        one -> {
                            byte[] bytes = one.bytes.clone();
                            bytes[bit / 8] ^= (byte) (1 << bit % 8);
                            one.plain(bytes);
                        })
                .zip();
    }

    private static boolean opened(byte[] zip) {
        try {
            BundleReader.read(zip, ANYBODY);
            return true;
        } catch (BundleException e) {
            return false;
        }
    }

    @Test
    void no_random_bytes_break_it() {
        Random random = new Random(11);
        for (int i = 0; i < 1_500; i++) {
            byte[] zip = bundle.whole.clone();
            for (int many = random.nextInt(8); many >= 0; many--) {
                int at = zip.length - 1 - random.nextInt(i % 2 == 0 ? 700 : zip.length);
                zip[at] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            // Either as it was, or refused by one of the codes: never another exception.
            bundle.problems(zip);
        }
    }
}

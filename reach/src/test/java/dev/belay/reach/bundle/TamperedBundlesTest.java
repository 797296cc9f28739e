package dev.belay.reach.bundle;

import static dev.belay.reach.bundle.SignedBundle.MANIFEST;
import static dev.belay.reach.bundle.SignedBundle.SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.model.bundle.BundleCode;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.BundleProblem;
import dev.belay.model.bundle.BundleReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperedBundlesTest {

    private final Path folder;
    private final SignedBundle bundle;

    TamperedBundlesTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        bundle = new SignedBundle(folder);
    }

    List<Tampered> all() {
        return Stream.of(
                        new ZipTampering(bundle).all(),
                        new SignatureTampering(bundle).all(),
                        new ContentTampering(bundle).all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void is_refused(Tampered tampered) throws Exception {
        byte[] zip = tampered.forgery().made();
        List<BundleProblem> problems = bundle.problems(zip);
        assertThat(problems).as(tampered.name()).isNotEmpty();
        assertThat(problems.getFirst().code()).as(problems.toString()).isEqualTo(tampered.code());
        for (BundleProblem one : problems) {
            assertThat(one.sentence(Locale.ENGLISH)).contains("wanted", "found");
            assertThat(one.sentence(Locale.JAPANESE)).containsPattern("[ぁ-ん]");
            assertThat(one.advice(Locale.JAPANESE)).containsPattern("[ぁ-ん]");
        }
    }

    @Test
    void there_are_more_than_fifty_ways() {
        assertThat(all()).hasSizeGreaterThan(100);
        assertThat(all().stream().map(Tampered::name)).doesNotHaveDuplicates();
    }

    @Test
    void what_nobody_touched_is_taken() throws Exception {
        assertThat(bundle.open(bundle.whole).voucher().signers())
                .containsExactly("alice@example.com");
        assertThat(bundle.open(bundle.whole).design()).isEqualTo(bundle.design);
        assertThat(ZipForge.of(bundle.whole).zip())
                .as("the forge is honest")
                .isEqualTo(bundle.whole);
    }

    @Test
    void what_was_packed_again_is_taken_for_what_it_is() throws Exception {
        ZipForge forge = bundle.forge();
        byte[] times = {0x55, 0x54, 5, 0, 3, 0, 0, 0, 0};
        forge.entries.forEach(one -> {
            byte[] bytes = one.bytes;
            one.packed(bytes);
            one.date = 0x5cc5;
            one.extra = times;
        });
        Collections.reverse(forge.entries);
        assertThat(bundle.open(forge.zip()).design()).isEqualTo(bundle.design);
    }

    @Test
    void without_a_list_a_bundle_still_has_to_be_whole() throws Exception {
        var anybody = SshSignatures.byAnybody();
        assertThat(BundleReader.read(bundle.whole, anybody).voucher().isTrusted()).isFalse();
        assertThat(BundleReader.read(bundle.whole, anybody).voucher().isSigned()).isTrue();
        byte[] unsigned = bundle.forge().without(SIGNATURE).zip();
        assertThat(BundleReader.read(unsigned, anybody).voucher().isSigned()).isFalse();
        byte[] wrong = bundle.forge().with(MANIFEST, f -> f.text(f.text() + " ")).zip();
        assertThatThrownBy(() -> BundleReader.read(wrong, anybody))
                .hasMessageStartingWith("bundle-signature-wrong");
        Path key = bundle.keygen.key("weak", "rsa:1024", "");
        byte[] weak =
                bundle.withSignature(
                        bundle.keygen.sign(key, "belay-bundle", bundle.manifestBytes()));
        assertThatThrownBy(() -> BundleReader.read(weak, anybody))
                .hasMessageStartingWith("bundle-signature-weak-key");
    }

    @Test
    void without_a_list_nothing_is_parsed_either_before_the_signature_holds() {
        byte[] zip = bundle.forge().with(MANIFEST, f -> f.text("{ no JSON")).zip();
        assertThatThrownBy(() -> BundleReader.read(zip, SshSignatures.byAnybody()))
                .hasMessageStartingWith("bundle-signature-wrong");
    }

    @Test
    void packed_entries_are_read_wherever_they_end() {
        Random random = new Random(5);
        byte[] start = new byte[100];
        random.nextBytes(start);
        // A long last match is out of the input before all of it is out of the unpacker.
        for (int more = 0; more < 1_000; more++) {
            ZipForge forge = bundle.forge().add("more", "");
            byte[] content = Arrays.copyOf(start, start.length + more);
            assertThat(bundle.problems(forge.with("more", f -> f.packed(content)).zip()))
                    .as("with " + more + " zeros")
                    .extracting(BundleProblem::code)
                    .containsExactly(BundleCode.ENTRY_UNLISTED);
        }
    }

    @Test
    void a_file_is_read_no_further_than_a_bundle_may_be_long() throws Exception {
        Path file = folder.resolve("large.zip");
        try (var sparse = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        assertThatThrownBy(() -> BundleFiles.read(file))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("bundle-file-too-large");
    }
}

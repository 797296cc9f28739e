package dev.belay.app.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.bundles.BundlesModel.Against;
import dev.belay.model.bundle.BundleCode;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleLimits;
import dev.belay.model.bundle.BundleManifest;
import dev.belay.model.bundle.BundleProblem;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Change;
import dev.belay.reach.bundle.SignerKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of a bundle, in each state that it can be in.
class BundlesModelTest {

    @TempDir Path folder;
    private Bench bench;
    private BundlesModel model;
    private Path alice;

    @BeforeEach
    void make() throws Exception {
        bench = new Bench(folder);
        alice = bench.key("alice", "");
        model = bench.model();
    }

    private Path signed(Design design) throws Exception {
        return bench.bundle("signed.zip", design, List.of(), Optional.of(alice));
    }

    private void trust(String name) {
        model.trust(model.trustable().orElseThrow(), name);
    }

    private List<BundleCode> codes() {
        return model.inspection()
                        instanceof
                        Inspection.Refused(Path _, Trouble.BadBundle(List<BundleProblem> problems))
                ? problems.stream().map(BundleProblem::code).toList()
                : List.of();
    }

    @Test
    void a_bundle_by_somebody_of_the_list_is_trusted_and_opened() throws Exception {
        bench.allow("alice@example.com", alice);
        model.open(signed(bench.example));
        assertThat(model.standing()).contains(Standing.TRUSTED);
        assertThat(model.opened().orElseThrow().design()).isEqualTo(bench.example);
        assertThat(model.opened().orElseThrow().contents().orElseThrow().runbook("ja"))
                .hasValueSatisfying(text -> assertThat(text).contains("手順"));
        assertThat(model.trustable()).isEmpty();
    }

    @Test
    void what_ssh_keygen_signed_is_trusted_as_well() throws Exception {
        bench.allow("alice@example.com", alice);
        BundleDraft draft = BundleDraft.of(bench.example, List.of());
        Path manifest = Files.write(folder.resolve("manifest.json"), draft.manifestBytes());
        Bench.run(
                "ssh-keygen",
                "-Y",
                "sign",
                "-n",
                "belay-bundle",
                "-f",
                alice.toString(),
                manifest.toString());
        byte[] signature = Files.readAllBytes(folder.resolve("manifest.json.sig"));
        model.open(Files.write(folder.resolve("by-hand.zip"), draft.zip(Optional.of(signature))));
        assertThat(model.standing()).contains(Standing.TRUSTED);
    }

    @Test
    void without_a_list_a_signed_bundle_opens_and_it_is_said_that_nobody_vouches()
            throws Exception {
        model.open(signed(bench.example));
        assertThat(model.standing()).contains(Standing.NOBODY_ASKED);
        assertThat(model.trustable().orElseThrow().fingerprint())
                .isEqualTo(Bench.run("ssh-keygen", "-l", "-f", alice + ".pub").split(" ", -1)[1]);
    }

    @Test
    void without_a_list_an_unsigned_bundle_opens_as_one_that_anybody_may_have_made()
            throws Exception {
        model.open(bench.bundle("plain.zip", bench.example, List.of(), Optional.empty()));
        assertThat(model.standing()).contains(Standing.UNSIGNED);
        assertThat(model.trustable()).isEmpty();
    }

    @Test
    void with_a_list_a_stranger_is_not_opened_until_trusted_and_then_ssh_keygen_trusts_it_too()
            throws Exception {
        bench.allow("carol@example.com", bench.key("carol", ""));
        String former = Files.readString(bench.signers.path());
        model.open(signed(bench.example));
        assertThat(model.inspection()).isInstanceOf(Inspection.Stranger.class);
        assertThat(model.opened()).isEmpty();
        trust("alice@example.com");
        assertThat(model.standing()).contains(Standing.TRUSTED);
        assertThat(Files.readString(bench.signers.path()))
                .startsWith(former)
                .contains("alice@example.com namespaces=\"belay-bundle\" ssh-ed25519 ");
        assertThat(
                        bench.belay(
                                "bundle",
                                "verify",
                                folder.resolve("signed.zip").toString(),
                                "--allowed-signers",
                                bench.signers.path().toString()))
                .satisfies(said -> assertThat(said.code()).as(said.text()).isZero());
    }

    @Test
    void a_name_that_would_mean_others_too_trusts_nobody() throws Exception {
        model.open(signed(bench.example));
        for (String name : List.of("", "*", "!alice", "alice,bob", "alice bob", "a\"b", "#a")) {
            trust(name);
            assertThat(model.standing()).as(name).contains(Standing.NOBODY_ASKED);
        }
        assertThat(bench.signers.path()).doesNotExist();
    }

    @Test
    void a_key_is_not_trusted_in_place_of_the_one_whose_fingerprint_was_shown() throws Exception {
        model.open(signed(bench.example));
        SignerKey shown = model.trustable().orElseThrow();
        Path mallory = bench.key("mallory", "");
        model.open(bench.bundle("other.zip", bench.example, List.of(), Optional.of(mallory)));
        model.trust(shown, "alice@example.com");
        assertThat(bench.signers.path()).doesNotExist();
        assertThat(model.standing()).contains(Standing.NOBODY_ASKED);
    }

    @Test
    void lines_of_the_list_stay_to_the_byte_when_one_is_added() throws Exception {
        bench.allow("carol@example.com", bench.key("carol", ""));
        byte[] comment = "\n# Andr\u00e9, by hand".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(bench.signers.path(), comment, StandardOpenOption.APPEND);
        byte[] former = Files.readAllBytes(bench.signers.path());
        model.open(signed(bench.example));
        trust("alice@example.com");
        assertThat(model.standing()).contains(Standing.TRUSTED);
        assertThat(Files.readAllBytes(bench.signers.path())).startsWith(former);
        assertThat(Files.readString(bench.signers.path(), StandardCharsets.ISO_8859_1))
                .contains("by hand\nalice@example.com ");
    }

    @Test
    void with_a_list_an_unsigned_bundle_is_refused() throws Exception {
        bench.allow("alice@example.com", alice);
        model.open(bench.bundle("plain.zip", bench.example, List.of(), Optional.empty()));
        assertThat(codes()).containsExactly(BundleCode.UNSIGNED);
    }

    @Test
    void a_list_that_cannot_be_read_trusts_nobody_and_is_not_written_to() throws Exception {
        bench.allow("alice@example.com", alice);
        Files.writeString(bench.signers.path(), "half a line\n");
        model.open(signed(bench.example));
        assertThat(codes()).containsExactly(BundleCode.SIGNERS_LINE);
        assertThat(model.trustable()).isEmpty();
        assertThat(bench.signers.path()).hasContent("half a line");
    }

    @Test
    void what_was_tampered_with_is_not_opened_and_its_signer_cannot_be_trusted() throws Exception {
        byte[] bytes = Files.readAllBytes(signed(bench.example));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("\"version\": 1") + 11;
        assertThat(at).isGreaterThan(11);
        bytes[at] = '2';
        Path bad = Files.write(folder.resolve("bad.zip"), bytes);
        model.open(bad);
        assertThat(codes()).isNotEmpty();
        assertThat(model.opened()).isEmpty();
        assertThat(model.trustable()).isEmpty();
        // With the zip's own checksum made to fit, it is the signature that does not hold.
        bench.allow("carol@example.com", bench.key("carol", ""));
        BundleDraft draft = BundleDraft.of(bench.example, List.of());
        BundleDraft other =
                BundleDraft.of(bench.with(bench.example, "gw-1", "10.20.0.99"), List.of());
        Path forged = bench.bundle("forged.zip", bench.example, List.of(), Optional.of(alice));
        byte[] signature = entry(forged, BundleDraft.SIGNATURE);
        assertThat(draft.manifestBytes()).isEqualTo(entry(forged, BundleDraft.MANIFEST));
        model.open(Files.write(forged, other.zip(Optional.of(signature))));
        assertThat(codes()).containsExactly(BundleCode.SIGNATURE_WRONG);
        assertThat(model.trustable()).isEmpty();
    }

    private static byte[] entry(Path zip, String name) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.getInputStream(file.getEntry(name)).readAllBytes();
        }
    }

    @Test
    void too_large_and_too_well_packed_are_refused_with_their_codes() throws Exception {
        Path large = folder.resolve("large.zip");
        Files.write(large, new byte[BundleLimits.FILE_BYTES + 1]);
        model.open(large);
        assertThat(codes()).containsExactly(BundleCode.FILE_TOO_LARGE);
        Path bomb = folder.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            out.putNextEntry(new ZipEntry("manifest.json"));
            out.write(new byte[8 * 1024 * 1024]);
        }
        model.open(bomb);
        assertThat(codes()).isNotEmpty();
        assertThat(model.opened()).isEmpty();
    }

    @Test
    void what_is_not_there_and_what_is_no_bundle_are_said_to_be_so() throws Exception {
        model.open(folder.resolve("none.zip"));
        assertThat(model.inspection())
                .isInstanceOfSatisfying(
                        Inspection.Refused.class,
                        one -> assertThat(one.trouble()).isInstanceOf(Trouble.Unreadable.class));
        model.open(bench.write("a.belay", bench.example));
        assertThat(codes()).containsExactly(BundleCode.NOT_A_ZIP);
    }

    @Test
    void a_bundle_becomes_a_new_drawing_that_knows_where_it_came_from() throws Exception {
        model.open(signed(bench.example));
        model.openAsDrawing(() -> {});
        assertThat(bench.drawn()).isEqualTo(bench.example);
        assertThat(bench.editor.fileProperty().get()).isEmpty();
        assertThat(bench.editor.unsavedProperty().get()).isTrue();
        assertThat(model.export().draft().orElseThrow().manifest().after()).isEmpty();
        bench.editor.begun(bench.example);
        assertThat(model.export().draft().orElseThrow().manifest().after()).isEmpty();
        model.openAsDrawing(() -> {});
        model.merge().takeAll(bench.drawn(), model.opened().orElseThrow());
        Design changed = bench.with(bench.example, "gw-1", "10.20.0.99");
        bench.drawing().merge(changed, "by hand");
        assertThat(model.export().draft().orElseThrow().manifest().after())
                .containsExactly(BundleManifest.nameOf(bench.example));
    }

    @Test
    void differences_are_told_by_field_and_follow_the_drawing() throws Exception {
        bench.editor.begun(bench.example);
        Design theirs = bench.with(bench.example, "gw-1", "10.20.0.99");
        model.open(signed(theirs));
        assertThat(model.differences().orElseThrow())
                .extracting(Change::pointer)
                .containsExactly("/address");
        bench.drawing().merge(theirs, "by hand");
        assertThat(model.differences()).contains(List.of());
        bench.editor.closed();
        assertThat(model.differences()).isEmpty();
    }

    @Test
    void only_a_bundle_that_holds_is_told_as_opened() throws Exception {
        List<Path> told = new ArrayList<>();
        model.follow(told::add);
        Path good = signed(bench.example);
        model.open(folder.resolve("none.zip"));
        model.open(Files.write(folder.resolve("broken.zip"), new byte[] {'P', 'K', 3, 4}));
        assertThat(told).isEmpty();
        model.open(good);
        assertThat(told).containsExactly(good);
    }

    @Test
    void it_is_compared_with_the_design_in_force_too_and_follows_that() throws Exception {
        bench.editor.begun(bench.example);
        Design theirs = bench.with(bench.example, "gw-1", "10.20.0.99");
        model.open(signed(theirs));
        model.compareWith(Against.IN_FORCE);
        assertThat(model.differences()).as("nothing is in force").isEmpty();
        bench.inForce.set(bench.with(theirs, "gw-2", "10.20.0.92"));
        assertThat(model.differences().orElseThrow())
                .extracting(one -> one.item().id())
                .containsExactly("gw-2");
        bench.inForce.set(theirs);
        assertThat(model.differences()).contains(List.of());
        model.compareWith(Against.DRAWING);
        assertThat(model.differences().orElseThrow()).hasSize(1);
    }

    @Test
    void without_a_drawing_it_is_compared_with_the_design_in_force_at_once() throws Exception {
        bench.inForce.set(bench.example);
        model.open(signed(bench.with(bench.example, "gw-1", "10.20.0.99")));
        assertThat(model.against()).isEqualTo(Against.IN_FORCE);
        assertThat(model.differences().orElseThrow()).hasSize(1);
    }

    @Test
    void a_bundle_that_came_out_of_the_drawing_is_taken_over_as_one_step() throws Exception {
        bench.editor.begun(bench.example);
        Design theirs = bench.with(bench.example, "gw-1", "10.20.0.99");
        model.open(signed(theirs));
        assertThat(model.isAfterDrawing()).isFalse();
        model.takeAll();
        assertThat(bench.drawn()).isEqualTo(bench.example);
        model.open(
                bench.bundle(
                        "after.zip",
                        theirs,
                        List.of(BundleManifest.nameOf(bench.example)),
                        Optional.of(alice)));
        assertThat(model.isAfterDrawing()).isTrue();
        model.takeAll();
        assertThat(bench.drawn()).isEqualTo(theirs);
        bench.editor.undo();
        assertThat(bench.drawn()).isEqualTo(bench.example);
    }

    @Test
    void an_answer_about_a_file_that_is_not_looked_at_any_more_is_not_shown() throws Exception {
        ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        BundlesModel slow =
                new BundlesModel(
                        bench.ports(waiting::add, Runnable::run), bench.drawing(), bench.inForce);
        Path first = signed(bench.example);
        slow.open(first);
        slow.open(folder.resolve("none.zip"));
        assertThat(slow.inspection()).isInstanceOf(Inspection.Verifying.class);
        waiting.removeLast().run();
        waiting.removeFirst().run();
        assertThat(slow.inspection()).isInstanceOf(Inspection.Refused.class);
        assertThat(slow.file()).contains(folder.resolve("none.zip"));
    }
}

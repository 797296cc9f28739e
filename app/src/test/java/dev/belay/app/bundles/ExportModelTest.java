package dev.belay.app.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.bundles.ExportState.Fault;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleManifest;
import dev.belay.model.bundle.BundleReader;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.value.ThingId;
import dev.belay.reach.bundle.SshSignatures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The drawing on its way into a bundle.
class ExportModelTest {

    @TempDir Path folder;
    private Bench bench;
    private ExportModel export;
    private Path target;

    @BeforeEach
    void make() throws Exception {
        bench = new Bench(folder);
        bench.key("alice", "");
        target = folder.resolve("out.zip");
        export = of(bench.example);
    }

    private ExportModel of(Design design) {
        bench.editor.begun(design);
        ExportModel made = bench.model().export();
        made.fileProperty().set(target.toString());
        return made;
    }

    private List<String> files() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(one -> String.valueOf(one.getFileName())).sorted().toList();
        }
    }

    @Test
    void a_signed_bundle_is_one_that_ssh_keygen_verifies() throws Exception {
        export.export();
        assertThat(export.state()).isInstanceOf(ExportState.Done.class);
        Path signers =
                Files.writeString(
                        folder.resolve("signers"),
                        "alice@example.com " + Files.readString(folder.resolve("alice.pub")));
        BundleDraft draft = BundleDraft.of(bench.example, List.of());
        Path manifest = Files.write(folder.resolve("m.json"), draft.manifestBytes());
        Path signature = folder.resolve("m.sig");
        try (ZipFile zip = new ZipFile(target.toFile())) {
            Files.write(
                    signature,
                    zip.getInputStream(zip.getEntry("manifest.json.sig")).readAllBytes());
        }
        Process process =
                new ProcessBuilder(
                                "ssh-keygen",
                                "-Y",
                                "verify",
                                "-n",
                                "belay-bundle",
                                "-I",
                                "alice@example.com",
                                "-f",
                                signers.toString(),
                                "-s",
                                signature.toString())
                        .redirectInput(manifest.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void an_unsigned_bundle_says_that_it_is_and_another_file_goes_for_it_only_when_asked()
            throws Exception {
        export.signingProperty().set(false);
        Files.writeString(target, "something else");
        export.export();
        assertThat(export.state()).isEqualTo(new ExportState.Overwrite(target));
        assertThat(target).hasContent("something else");
        export.back();
        export.export();
        export.replace();
        assertThat(export.state())
                .isInstanceOfSatisfying(
                        ExportState.Done.class,
                        done -> assertThat(done.voucher().isSigned()).isFalse());
        assertThat(
                        BundleReader.read(Files.readAllBytes(target), SshSignatures.byAnybody())
                                .design())
                .isEqualTo(bench.example);
        export.back();
        export.export();
        assertThat(export.state()).as("the same bytes").isInstanceOf(ExportState.Done.class);
    }

    @Test
    void what_looks_like_a_secret_is_told_with_its_place_and_nothing_is_written() throws Exception {
        Node node = bench.example.find(new ThingId("gw-1"), Node.class).orElseThrow();
        ExportModel secret = of(bench.example.with(node.withNotes("password=hunter2")));
        assertThat(secret.isPossible()).isFalse();
        assertThat(secret.secrets())
                .singleElement()
                .satisfies(one -> assertThat(one.args()).containsExactly("'nodes/gw-1/notes'"));
        secret.export();
        assertThat(target).doesNotExist();
    }

    @Test
    void a_missing_file_name_a_missing_key_and_a_missing_folder_are_told_apart() throws Exception {
        export.fileProperty().set("  ");
        export.export();
        assertThat(export.state()).isEqualTo(new ExportState.Failed(new Fault.NoFile("")));
        export.fileProperty().set(target.toString());
        export.keyProperty().set(folder.resolve("nobody").toString());
        export.export();
        assertThat(export.state())
                .isEqualTo(
                        new ExportState.Failed(
                                new Fault.NoKey(folder.resolve("nobody").toString(), "")));
        Path open = Files.copy(folder.resolve("alice"), folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        export.keyProperty().set(open.toString());
        export.export();
        assertThat(export.state())
                .isInstanceOfSatisfying(
                        ExportState.Failed.class,
                        one -> assertThat(one.fault().toString()).contains("chmod 600"));
        export.signingProperty().set(false);
        export.fileProperty().set(folder.resolve("no/where.zip").toString());
        export.export();
        assertThat(export.state())
                .isInstanceOfSatisfying(
                        ExportState.Failed.class,
                        one -> assertThat(one.fault()).isInstanceOf(Fault.Disk.class));
        assertThat(files()).doesNotContain("out.zip");
    }

    @Test
    void a_former_bundle_is_named_and_one_that_does_not_hold_is_not() throws Exception {
        Design former = bench.with(bench.example, "gw-1", "10.20.0.99");
        export.addFormer(bench.bundle("former.zip", former, List.of(), Optional.empty()));
        assertThat(export.draft().orElseThrow().manifest().after())
                .containsExactly(BundleManifest.nameOf(former));
        export.addFormer(Files.writeString(folder.resolve("bad.zip"), "PK bad"));
        assertThat(export.formerTrouble()).containsInstanceOf(Trouble.BadBundle.class);
        assertThat(export.formers()).hasSize(1);
    }

    @Test
    void nothing_is_written_before_it_is_known_with_the_former_that_was_named() throws Exception {
        Design former = bench.with(bench.example, "gw-1", "10.20.0.99");
        Path bundle = bench.bundle("former.zip", former, List.of(), Optional.empty());
        bench.editor.begun(bench.example);
        ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        ExportModel slow =
                new BundlesModel(
                                bench.ports(waiting::add, Runnable::run),
                                bench.drawing(),
                                bench.inForce)
                        .export();
        slow.signingProperty().set(false);
        slow.fileProperty().set(target.toString());
        waiting.remove().run();
        assertThat(slow.isPossible()).isTrue();
        slow.addFormer(bundle);
        assertThat(slow.isPossible()).as("being read").isFalse();
        waiting.remove().run();
        assertThat(slow.isPossible()).as("being worked out").isFalse();
        slow.export();
        assertThat(slow.state()).isEqualTo(new ExportState.Form());
        waiting.remove().run();
        assertThat(slow.draft().orElseThrow().manifest().after())
                .containsExactly(BundleManifest.nameOf(former));
        slow.addFormer(folder.resolve("none.zip"));
        waiting.remove().run();
        assertThat(slow.isPossible()).as("one that cannot be read").isTrue();
    }

    @Test
    void what_is_exported_here_is_named_by_what_is_exported_later() throws Exception {
        bench.editor.begun(bench.example);
        BundlesModel model = bench.model();
        ExportModel first = model.export();
        first.signingProperty().set(false);
        first.fileProperty().set(target.toString());
        first.export();
        assertThat(model.export().draft().orElseThrow().manifest().after()).isEmpty();
        bench.drawing().merge(bench.with(bench.example, "gw-1", "10.20.0.99"), "by hand");
        assertThat(model.export().draft().orElseThrow().manifest().after())
                .containsExactly(BundleManifest.nameOf(bench.example));
        bench.editor.begun(bench.with(bench.example, "gw-1", "10.20.0.98"));
        assertThat(model.export().draft().orElseThrow().manifest().after()).isEmpty();
    }

    /// An export whose waiting goes on in threads of its own.
    private final class Slow {
        private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
        private final ExportModel model;

        Slow() {
            bench.editor.begun(bench.example);
            model =
                    new BundlesModel(
                                    bench.ports(step -> Thread.ofVirtual().start(step), fx::add),
                                    bench.drawing(),
                                    bench.inForce)
                            .export();
            model.fileProperty().set(target.toString());
            until(model::isPossible);
        }

        void until(BooleanSupplier condition) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime()).as("in time: " + model.state()).isLessThan(end);
                try {
                    Runnable next = fx.poll(50, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        next.run();
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    @Test
    void a_pass_phrase_is_asked_for_again_when_it_is_wrong_and_signs_when_it_is_right()
            throws Exception {
        Path locked = bench.key("locked", "open sesame");
        Slow slow = new Slow();
        slow.model.keyProperty().set(locked.toString());
        slow.model.export();
        slow.until(() -> slow.model.state() instanceof ExportState.Passphrase);
        slow.model.unlock("wrong".toCharArray());
        slow.until(() ->
                slow.model.state() instanceof ExportState.Passphrase one && one.question().again());
        slow.model.unlock("open sesame".toCharArray());
        slow.until(() -> slow.model.state() instanceof ExportState.Done);
        assertThat(target).exists();
    }

    @Test
    void who_leaves_at_the_pass_phrase_leaves_nothing_behind() throws Exception {
        Path locked = bench.key("locked", "open sesame");
        List<String> before = files();
        Slow slow = new Slow();
        slow.model.keyProperty().set(locked.toString());
        slow.model.export();
        slow.until(() -> slow.model.state() instanceof ExportState.Passphrase);
        List<ExportState> seen = new ArrayList<>();
        slow.model.changesProperty().subscribe(change -> seen.add(slow.model.state()));
        slow.model.cancel();
        slow.until(() -> seen.size() > 2);
        assertThat(slow.model.state()).isEqualTo(new ExportState.Form());
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void what_somebody_changed_while_the_pass_phrase_was_typed_is_not_written_over()
            throws Exception {
        Path locked = bench.key("locked", "open sesame");
        Slow slow = new Slow();
        slow.model.keyProperty().set(locked.toString());
        slow.model.export();
        slow.until(() -> slow.model.state() instanceof ExportState.Passphrase);
        Files.writeString(target, "theirs");
        slow.model.unlock("open sesame".toCharArray());
        slow.until(() -> slow.model.state() instanceof ExportState.Failed);
        assertThat(slow.model.state()).isEqualTo(new ExportState.Failed(new Fault.Changed(target)));
        assertThat(target).hasContent("theirs");
    }
}

package dev.belay.app.shell;

import dev.belay.model.bundle.BundleManifest;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.service.Service;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Pictures of a bundle that is looked at, and of one that is written.
final class BundleShots {
    private static final String EXAMPLE = "gateway-cluster.belay";
    private static final String NAME = "edge-gateway.zip";

    private BundleShots() {}

    static List<Shot> all() {
        return List.of(
                shot("bundle-none", studio -> studio.studio().openBundle()),
                drawn("bundle-signed", studio -> look(studio, true)),
                drawn(
                        "bundle-trusted",
                        studio -> {
                            look(studio, true).model().open(studio.bundles().place(NAME));
                            trust(studio);
                        }),
                drawn("bundle-unsigned", studio -> look(studio, false)),
                drawn(
                        "bundle-stranger",
                        studio -> {
                            stranger(studio);
                            look(studio, true);
                        }),
                drawn(
                        "bundle-trust",
                        studio -> {
                            look(studio, true);
                            studio.press("#bundle-trust");
                        }),
                drawn("bundle-tampered", BundleShots::tampered),
                shot(
                        "bundle-undrawn",
                        studio -> {
                            studio.design(EXAMPLE);
                            look(studio, true);
                            studio.studio().closeDesign();
                            studio.press("#bundle-face-compare");
                        }),
                drawn(
                        "bundle-compare",
                        studio -> {
                            look(studio, true);
                            studio.press("#bundle-face-compare");
                        }),
                new Shot(
                        "bundle-compare-live",
                        () -> ShotFacts.of(RecordedCluster.healthy()),
                        studio -> {
                            studio.design(EXAMPLE);
                            studio.work().plans().keep(design(studio));
                            studio.ui().beat();
                            look(studio, true);
                            studio.press("#bundle-face-compare");
                            studio.press("#bundle-against-in-force");
                        }),
                drawn(
                        "bundle-merge-base",
                        studio -> {
                            look(studio, true);
                            studio.press("#bundle-face-merge");
                        }),
                drawn("bundle-merge", BundleShots::merge),
                drawn(
                        "bundle-merge-settled",
                        studio -> {
                            merge(studio);
                            studio.press("#merge-all-theirs");
                        }),
                drawn(
                        "bundle-merge-stuck",
                        studio -> {
                            stuck(studio);
                            studio.press("#merge-all-mine");
                        }),
                drawn("bundle-export", studio -> studio.studio().exportBundle()),
                drawn(
                        "bundle-export-failed",
                        studio -> {
                            studio.studio().exportBundle();
                            studio.press("#export-file-choose");
                            studio.press("#export-go");
                        }),
                drawn(
                        "bundle-export-overwrite",
                        studio -> {
                            look(studio, false);
                            export(studio);
                        }),
                drawn(
                        "bundle-export-done",
                        studio -> {
                            export(studio);
                        }),
                drawn(
                        "bundle-export-secrets",
                        studio -> {
                            studio.editor().begun(withSecret(design(studio)));
                            studio.studio().exportBundle();
                        }));
    }

    private static Shot shot(String name, Consumer<ShotStudio> act) {
        return new Shot(name, null, act);
    }

    /// While the example is drawn, with a change of its own.
    private static Shot drawn(String name, Consumer<ShotStudio> act) {
        return shot(
                name,
                studio -> {
                    studio.design(EXAMPLE);
                    studio.editor().begun(with(design(studio), "gw-1", "10.20.0.51"));
                    act.accept(studio);
                });
    }

    private static Design design(ShotStudio studio) {
        return Objects.requireNonNull(studio.editor().designProperty().get());
    }

    /// What somebody else made of it.
    private static Design theirs(ShotStudio studio) {
        Design changed = with(with(design(studio), "gw-1", "10.20.0.91"), "gw-2", "10.20.0.92");
        return changed.withThings(changed.things().without(new ThingId("gw-3")));
    }

    private static Design with(Design design, String id, String address) {
        Optional<IpAddress> wanted = IpAddress.parse(address).good();
        return design.find(new ThingId(id), Node.class)
                .map(node -> design.with(node.withAddress(wanted)))
                .orElse(design);
    }

    private static Design withSecret(Design design) {
        return design.find(new ThingId("gw-2"), Node.class)
                .map(node -> design.with(node.withNotes("console: password=hunter2")))
                .orElse(design);
    }

    private static BundlePlace look(ShotStudio studio, boolean isSigned) {
        return look(studio, theirs(studio), isSigned);
    }

    private static BundlePlace look(ShotStudio studio, Design theirs, boolean isSigned) {
        Design design = design(studio);
        Path file =
                studio.bundles()
                        .write(NAME, theirs, List.of(BundleManifest.nameOf(design)), isSigned);
        return studio.look(file);
    }

    private static void trust(ShotStudio studio) {
        studio.press("#bundle-trust");
        studio.type("#trust-name", "alice@example.com");
        studio.press("#trust-confirm");
    }

    /// Somebody else is on the list.
    private static void stranger(ShotStudio studio) {
        write(
                studio.bundles().place("allowed_signers"),
                "carol@example.com ssh-ed25519 "
                        + "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n");
    }

    private static void tampered(ShotStudio studio) {
        look(studio, true);
        Path file = studio.bundles().place(NAME);
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        studio.look(file);
    }

    private static void merge(ShotStudio studio) {
        merge(studio, design(studio), theirs(studio));
    }

    /// Each side has added something of its own under the same id.
    private static void stuck(ShotStudio studio) {
        ThingId id = new ThingId("backup");
        Design before = design(studio);
        Design theirs = theirs(studio).with(Service.of(id, "backup"));
        studio.editor().begun(before.with(VirtualIp.of(id, "backup")));
        merge(studio, before, theirs);
    }

    private static void merge(ShotStudio studio, Design before, Design theirs) {
        look(studio, theirs, true);
        studio.press("#bundle-face-merge");
        Path base = studio.bundles().place("before.belay");
        write(base, DesignFormat.write(with(before, "gw-1", "10.20.0.11")));
        studio.bundles().choose(base);
        studio.press("#merge-base");
    }

    private static void export(ShotStudio studio) {
        studio.studio().exportBundle();
        studio.press("#export-unsigned");
        studio.type("#export-file", studio.bundles().place(NAME).toString());
        studio.press("#export-go");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

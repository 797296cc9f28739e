package dev.belay.reach.bundle;

import static dev.belay.reach.bundle.SignedBundle.CONFIG;
import static dev.belay.reach.bundle.SignedBundle.DESIGN;
import static dev.belay.reach.bundle.SignedBundle.MANIFEST;
import static dev.belay.reach.bundle.SignedBundle.bytes;
import static dev.belay.reach.bundle.SignedBundle.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.bundle.BundleCode;
import dev.belay.reach.bundle.ZipForge.Forged;
import java.util.List;
import java.util.stream.Stream;

/// What can be done to the content, also by whoever may sign.
final class ContentTampering {

    private final SignedBundle bundle;

    ContentTampering(SignedBundle bundle) {
        this.bundle = bundle;
    }

    List<Tampered> all() {
        return Stream.of(manifests(), entries()).flatMap(List::stream).toList();
    }

    private List<Tampered> manifests() {
        String version = "\"version\": 1";
        return List.of(
                signedManifest(
                        "a newer version", BundleCode.VERSION_NEWER, version, "\"version\": 2"),
                signedManifest(
                        "an older version", BundleCode.VERSION_UNKNOWN, version, "\"version\": 0"),
                signedManifest(
                        "a version in words",
                        BundleCode.VERSION_UNKNOWN,
                        version,
                        "\"version\": \"1\""),
                signedManifest(
                        "another format", BundleCode.NOT_A_BUNDLE, "belay-bundle", "belay-design"),
                signedManifest(
                        "a field twice",
                        BundleCode.NOT_A_BUNDLE,
                        version,
                        version + ",\n  " + version),
                signedManifest(
                        "a field more",
                        BundleCode.MANIFEST_MALFORMED,
                        version,
                        version + ",\n  \"more\": 1"),
                signedManifest(
                        "a hash in capitals",
                        BundleCode.MANIFEST_MALFORMED,
                        "\"sha256\": \"",
                        "\"sha256\": \"A"),
                signedManifest(
                        "an entry left out of the list",
                        BundleCode.MANIFEST_MALFORMED,
                        "\"entries\": [",
                        "\"entries\": [ null, "),
                signedManifest(
                        "a size below nothing", BundleCode.ENTRY_SIZE, "\"size\": ", "\"size\": -"),
                new Tampered(
                        "a manifest nested too deep",
                        BundleCode.NOT_A_BUNDLE,
                        () -> bundle.signedAgain(bundle.forge(), "[".repeat(10_000))),
                new Tampered(
                        "an empty manifest",
                        BundleCode.NOT_A_BUNDLE,
                        () -> bundle.signedAgain(bundle.forge(), "")),
                new Tampered(
                        "a signed bundle without a design",
                        BundleCode.DESIGN_MISSING,
                        () ->
                                bundle.signedAgain(
                                        bundle.forge().without(DESIGN), manifestWithout(DESIGN))),
                new Tampered(
                        "a signed design that is none",
                        BundleCode.DESIGN_WRONG,
                        () -> withDesign(bytes("{ \"format\": \"belay-design\" }"))),
                signedManifest(
                        "a signed design of another cluster",
                        BundleCode.CLUSTER_DIFFERS,
                        "{ \"id\": \"edge\"",
                        "{ \"id\": \"core\""));
    }

    private String manifestWithout(String entry) {
        return bundle.forge()
                .entry(MANIFEST)
                .text()
                .replaceAll("    \\{ \"path\": \"" + entry + "\".*\n", "");
    }

    private byte[] withDesign(byte[] design) throws Exception {
        byte[] old = bundle.forge().entry(DESIGN).bytes;
        String manifest =
                bundle.forge()
                        .entry(MANIFEST)
                        .text()
                        .replace(hash(old), hash(design))
                        .replace("\"size\": " + old.length, "\"size\": " + design.length);
        return bundle.signedAgain(bundle.forge().with(DESIGN, f -> f.plain(design)), manifest);
    }

    private List<Tampered> entries() {
        return List.of(
                bundle.added(BundleCode.ENTRY_UNLISTED, "nodes/gw-9/agent.json"),
                new Tampered(
                        "an entry taken out",
                        BundleCode.ENTRY_MISSING,
                        () -> bundle.forge().without(CONFIG).zip()),
                new Tampered(
                        "a design taken out",
                        BundleCode.ENTRY_MISSING,
                        () -> bundle.forge().without(DESIGN).zip()),
                bundle.forged(
                        "an entry renamed",
                        BundleCode.ENTRY_MISSING,
                        CONFIG,
                        f -> f.named("nodes/gw-9/agent.json")),
                bundle.forged("an entry emptied", BundleCode.ENTRY_SIZE, CONFIG, f -> f.text("")),
                bundle.forged(
                        "an entry made longer",
                        BundleCode.ENTRY_SIZE,
                        CONFIG,
                        f -> f.text(f.text() + "\n")),
                bundle.forged(
                        "another port",
                        BundleCode.ENTRY_HASH,
                        CONFIG,
                        f -> f.text(f.text().replace("7420", "7421"))),
                bundle.forged(
                        "another address in the design",
                        BundleCode.ENTRY_HASH,
                        DESIGN,
                        f -> f.text(f.text().replace("10.20.0.11", "10.20.0.66"))),
                bundle.forged(
                        "another command in the runbook",
                        BundleCode.ENTRY_HASH,
                        "runbook.en.md",
                        f -> f.text(f.text().replace("belay check ", "rm -rf ~/  #"))),
                new Tampered(
                        "two entries exchanged",
                        BundleCode.ENTRY_HASH,
                        () -> {
                            ZipForge forge = bundle.forge();
                            Forged one = forge.entry(CONFIG);
                            Forged other = forge.entry("nodes/gw-2/agent.json");
                            byte[] bytes = one.bytes;
                            one.plain(other.bytes);
                            other.plain(bytes);
                            return forge.zip();
                        }),
                new Tampered(
                        "the design of an older bundle",
                        BundleCode.ENTRY_SIZE,
                        () ->
                                bundle.forge()
                                        .with(
                                                DESIGN,
                                                f ->
                                                        f.plain(
                                                                ZipForge.of(bundle.older)
                                                                        .entry(DESIGN)
                                                                        .bytes))
                                        .zip()));
    }

    private Tampered signedManifest(String name, BundleCode code, String from, String to) {
        return new Tampered(
                name,
                code,
                () -> {
                    String manifest = bundle.forge().entry(MANIFEST).text();
                    assertThat(manifest).contains(from);
                    return bundle.signedAgain(bundle.forge(), manifest.replace(from, to));
                });
    }
}

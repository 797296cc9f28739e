package dev.belay.reach.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.bundle.Bundle;
import dev.belay.model.bundle.BundleCode;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.BundleProblem;
import dev.belay.model.bundle.BundleReader;
import dev.belay.model.content.ContentHash;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.reach.bundle.ZipForge.Forged;
import dev.belay.reach.ssh.Secrets;
import dev.belay.reach.ssh.SshSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TamperedBundlesTest {

    private static final String MANIFEST = BundleDraft.MANIFEST;
    private static final String SIGNATURE = BundleDraft.SIGNATURE;
    private static final String DESIGN = BundleDraft.DESIGN;
    private static final String CONFIG = "nodes/gw-1/agent.json";
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @TempDir static Path folder;
    private static byte[] whole = {};
    private static byte[] older = {};
    private static String allowed = "";
    private static Path alice = Path.of("");
    private static Path mallory = Path.of("");
    private static SshKeygen keygen = new SshKeygen(Path.of("."));

    /// What somebody did to a bundle, and why it is refused.
    record Tampered(String name, BundleCode code, Forgery forgery) {

        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    interface Forgery {
        byte[] made() throws Exception;
    }

    @BeforeAll
    static void make() throws Exception {
        keygen = new SshKeygen(folder);
        alice = keygen.key("alice", "ed25519", "");
        mallory = keygen.key("mallory", "ed25519", "");
        allowed =
                "alice@example.com namespaces=\"belay-bundle\" "
                        + SshKeygen.publicPart(alice)
                        + "\n";
        Design design = example();
        whole = signed(design);
        older = signed(design.withCluster(design.cluster().withGuarded(true)));
    }

    @AfterAll
    static void forget() {
        whole = new byte[0];
        older = new byte[0];
    }

    private static Design example() throws IOException {
        Path file = Path.of("..", "examples", "gateway-cluster.belay");
        return ((Reading.Read) DesignFormat.read(Files.readAllBytes(file))).design();
    }

    private static byte[] signed(Design design) throws Exception {
        BundleDraft draft = BundleDraft.of(design, List.of());
        SshSigner signer = SshSigner.open(alice, Optional.empty(), Secrets.NONE);
        return draft.zip(Optional.of(SshSignatures.sign(draft.manifestBytes(), signer)));
    }

    private static Bundle open(byte[] zip) throws BundleException {
        return BundleReader.read(
                zip, SshSignatures.by(allowed, Optional.empty(), NOW, ZoneOffset.UTC));
    }

    private static ZipForge forge() {
        return ZipForge.of(whole);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /// An entry that is not in the manifest, in the way that is told.
    private static Tampered added(BundleCode code, String name) {
        return new Tampered("an entry called " + name, code, () -> forge().add(name, "x").zip());
    }

    private static Tampered forged(
            String name, BundleCode code, String entry, java.util.function.Consumer<Forged> how) {
        return new Tampered(name, code, () -> forge().with(entry, how).zip());
    }

    /// A manifest that alice did sign, whatever is in it.
    private static byte[] signedAgain(ZipForge forge, String manifest) throws Exception {
        SshSigner signer = SshSigner.open(alice, Optional.empty(), Secrets.NONE);
        byte[] signature = SshSignatures.sign(bytes(manifest), signer);
        return forge.with(MANIFEST, one -> one.text(manifest))
                .with(SIGNATURE, one -> one.plain(signature))
                .zip();
    }

    private static Tampered signedManifest(String name, BundleCode code, String from, String to) {
        return new Tampered(
                name,
                code,
                () -> {
                    String manifest = forge().entry(MANIFEST).text();
                    assertThat(manifest).contains(from);
                    return signedAgain(forge(), manifest.replace(from, to));
                });
    }

    /// A signature whose parts were changed one by one.
    private static Tampered signature(String name, BundleCode code, String from, String to) {
        return new Tampered(
                name,
                code,
                () -> forge().with(SIGNATURE, one -> one.plain(patched(one, from, to))).zip());
    }

    /// Replaces a text by another one, with the length before it.
    private static byte[] patched(Forged signature, String from, String to) {
        String text = signature.text();
        String body = text.replaceAll("-----.*-----", "").replace("\n", "");
        byte[] blob = Base64.getDecoder().decode(body);
        String hex = HexFormat.of().formatHex(blob);
        String before = HexFormat.of().formatHex(field(from));
        assertThat(hex).contains(before);
        // The type of a key stands in a field of its own inside the field of the key.
        String after = HexFormat.of().formatHex(field(to));
        String changed = hex.replace(before, after);
        byte[] made = HexFormat.of().parseHex(changed);
        if (from.equals("ssh-ed25519")) {
            int more = to.length() - from.length();
            ByteBuffer buffer = ByteBuffer.wrap(made);
            buffer.putInt(10, buffer.getInt(10) + more);
            int key = 14 + buffer.getInt(10);
            int namespace = key + 4 + buffer.getInt(key);
            int reserved = namespace + 4 + buffer.getInt(namespace);
            int hash = reserved + 4 + buffer.getInt(reserved);
            buffer.putInt(hash, buffer.getInt(hash) + more);
        }
        return armoured(made);
    }

    private static byte[] field(String text) {
        byte[] bytes = bytes(text);
        return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
    }

    private static byte[] armoured(byte[] blob) {
        return bytes(
                "-----BEGIN SSH SIGNATURE-----\n"
                        + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(blob)
                        + "\n-----END SSH SIGNATURE-----\n");
    }

    private static byte[] manifestBytes() {
        return forge().entry(MANIFEST).bytes;
    }

    private static byte[] withSignature(byte[] signature) {
        return forge().with(SIGNATURE, one -> one.plain(signature)).zip();
    }

    static List<Tampered> all() {
        List<Tampered> all = new ArrayList<>();
        all.addAll(container());
        all.addAll(bombs());
        all.addAll(names());
        all.addAll(signatures());
        all.addAll(manifests());
        all.addAll(entries());
        return all;
    }

    private static List<Tampered> container() {
        byte[] gap = bytes("nothing");
        byte[] unicodePath = {0x75, 0x70, 1, 0, 0};
        byte[] zip64 = {1, 0, 0, 0};
        byte[] broken = {0x55};
        return List.of(
                new Tampered("an empty file", BundleCode.NOT_A_ZIP, () -> new byte[0]),
                new Tampered(
                        "a design alone", BundleCode.NOT_A_ZIP, () -> forge().entry(DESIGN).bytes),
                new Tampered(
                        "a program in front",
                        BundleCode.NOT_A_ZIP,
                        () -> joined(bytes("#!/bin/sh\n"), whole)),
                new Tampered(
                        "half of it",
                        BundleCode.TRUNCATED,
                        () -> Arrays.copyOf(whole, whole.length / 2)),
                new Tampered(
                        "without its last byte",
                        BundleCode.TRUNCATED,
                        () -> Arrays.copyOf(whole, whole.length - 1)),
                new Tampered(
                        "with a byte more",
                        BundleCode.STRAY_BYTES,
                        () -> joined(whole, new byte[] {0})),
                new Tampered(
                        "with a comment",
                        BundleCode.STRAY_BYTES,
                        () -> {
                            ZipForge forge = forge();
                            forge.comment = gap;
                            return forge.zip();
                        }),
                new Tampered(
                        "two bundles in one file",
                        BundleCode.STRAY_BYTES,
                        () -> joined(older, whole)),
                forged(
                        "bytes between entries",
                        BundleCode.STRAY_BYTES,
                        CONFIG,
                        f -> f.before = gap),
                new Tampered(
                        "bytes before the directory",
                        BundleCode.STRAY_BYTES,
                        () -> {
                            ZipForge forge = forge();
                            forge.beforeDirectory = gap;
                            return forge.zip();
                        }),
                forged(
                        "an entry that the directory hides",
                        BundleCode.STRAY_BYTES,
                        CONFIG,
                        f -> f.isHidden = true),
                new Tampered(
                        "a directory that promises more",
                        BundleCode.STRAY_BYTES,
                        () -> {
                            ZipForge forge = forge();
                            forge.moreEntries = 1;
                            return forge.zip();
                        }),
                new Tampered(
                        "a second disk",
                        BundleCode.ZIP_FEATURE,
                        () -> {
                            ZipForge forge = forge();
                            forge.disk = 1;
                            return forge.zip();
                        }),
                forged("encryption", BundleCode.ZIP_FEATURE, CONFIG, f -> f.flags = 1),
                forged("sizes behind the data", BundleCode.ZIP_FEATURE, CONFIG, f -> f.flags = 8),
                forged(
                        "an unknown method",
                        BundleCode.ZIP_FEATURE,
                        CONFIG,
                        f -> {
                            f.method = 93;
                            f.localMethod = 93;
                        }),
                forged("a comment", BundleCode.ZIP_FEATURE, CONFIG, f -> f.comment = gap),
                forged("another name", BundleCode.ZIP_FEATURE, CONFIG, f -> f.extra = unicodePath),
                forged("ZIP64", BundleCode.ZIP_FEATURE, CONFIG, f -> f.extra = zip64),
                forged("half a field", BundleCode.ZIP_FEATURE, CONFIG, f -> f.extra = broken),
                forged(
                        "two names for one entry",
                        BundleCode.HEADERS_DIFFER,
                        CONFIG,
                        f -> f.localName = bytes("nodes/gw-x/agent.json")),
                forged("two sizes", BundleCode.HEADERS_DIFFER, CONFIG, f -> f.localSize = 1),
                forged("two methods", BundleCode.HEADERS_DIFFER, CONFIG, f -> f.localMethod = 8),
                forged(
                        "an entry that reaches over the next one",
                        BundleCode.STRAY_BYTES,
                        CONFIG,
                        f -> f.packedSize += 100),
                forged(
                        "for everybody to write",
                        BundleCode.HEADERS_CHANGED,
                        CONFIG,
                        f -> f.mode = 0100666));
    }

    private static List<Tampered> bombs() {
        byte[] zeros = new byte[2 * 1024 * 1024];
        return List.of(
                new Tampered(
                        "a file that is too large",
                        BundleCode.FILE_TOO_LARGE,
                        () -> Arrays.copyOf(whole, 16 * 1024 * 1024 + 1)),
                new Tampered(
                        "ten thousand entries",
                        BundleCode.TOO_MANY_ENTRIES,
                        () -> {
                            ZipForge forge = forge();
                            for (int i = 0; i < 10_000; i++) {
                                forge.add("f" + i, "");
                            }
                            return forge.zip();
                        }),
                new Tampered(
                        "an entry of 13 MB",
                        BundleCode.ENTRY_TOO_LARGE,
                        () -> forge().with(CONFIG, f -> f.plain(new byte[13 << 20])).zip()),
                new Tampered(
                        "three entries of 10 MB, well packed",
                        BundleCode.UNPACKED_TOO_LARGE,
                        () -> {
                            byte[] large = fiftyToOne(10 << 20);
                            return forge().with(CONFIG, f -> f.packed(large))
                                    .with("nodes/gw-2/agent.json", f -> f.packed(large))
                                    .with("nodes/gw-3/agent.json", f -> f.packed(large))
                                    .zip();
                        }),
                forged("a bomb", BundleCode.RATIO, CONFIG, f -> f.packed(zeros)),
                forged(
                        "a bomb that promises little",
                        BundleCode.RATIO,
                        CONFIG,
                        f -> {
                            f.packed(zeros);
                            f.size = 10;
                            f.localSize = 10;
                        }),
                forged("a flipped bit", BundleCode.ENTRY_DAMAGED, DESIGN, f -> f.bytes[100] ^= 1),
                forged(
                        "packed data that ends early",
                        BundleCode.ENTRY_DAMAGED,
                        DESIGN,
                        f -> {
                            f.packed(f.bytes);
                            f.bytes = Arrays.copyOf(f.bytes, f.bytes.length - 20);
                            f.packedSize = f.bytes.length;
                        }),
                forged(
                        "packed data that is none",
                        BundleCode.ENTRY_DAMAGED,
                        DESIGN,
                        f -> {
                            f.packed(f.bytes);
                            f.bytes[0] = (byte) 0xff;
                        }),
                forged(
                        "bytes behind packed data",
                        BundleCode.STRAY_BYTES,
                        DESIGN,
                        f -> {
                            f.packed(f.bytes);
                            f.bytes = joined(f.bytes, new byte[] {1, 2, 3});
                            f.packedSize = f.bytes.length;
                        }),
                forged(
                        "less than its header promises",
                        BundleCode.ENTRY_DAMAGED,
                        DESIGN,
                        f -> {
                            f.packed(f.bytes);
                            f.size++;
                            f.localSize++;
                        }));
    }

    /// Bytes that pack to about a fiftieth.
    private static byte[] fiftyToOne(int length) {
        byte[] bytes = new byte[length];
        Random random = new Random(1);
        for (int at = 0; at + 64 < length; at += 4096) {
            for (int i = 0; i < 64; i++) {
                bytes[at + i] = (byte) random.nextInt();
            }
        }
        return bytes;
    }

    private static List<Tampered> names() {
        return List.of(
                added(BundleCode.PATH_ABSOLUTE, "/etc/cron.d/x"),
                added(BundleCode.PATH_ABSOLUTE, "C:/x"),
                added(BundleCode.PATH_ABSOLUTE, "\\\\server\\x"),
                added(BundleCode.PATH_CLIMBS, "../x"),
                added(BundleCode.PATH_CLIMBS, "nodes/../../x"),
                added(BundleCode.PATH_CLIMBS, "nodes\\..\\..\\x"),
                added(BundleCode.PATH_CHARACTERS, "nodes\\x"),
                added(BundleCode.PATH_CHARACTERS, "nodes//x"),
                added(BundleCode.PATH_CHARACTERS, "./x"),
                added(BundleCode.PATH_CHARACTERS, ".ssh/authorized_keys"),
                added(BundleCode.PATH_CHARACTERS, "x.belay\0.txt"),
                added(BundleCode.PATH_CHARACTERS, "x\u202ey"),
                added(BundleCode.PATH_CHARACTERS, ""),
                added(BundleCode.PATH_TOO_LONG, "x".repeat(256)),
                added(BundleCode.DUPLICATE_ENTRY, DESIGN),
                added(BundleCode.DUPLICATE_ENTRY, MANIFEST),
                added(BundleCode.PATH_CLASH, "Design.belay"),
                added(BundleCode.PATH_CLASH, DESIGN + "/x"),
                added(BundleCode.PATH_CLASH, "nodes"),
                added(BundleCode.NO_PLAIN_FILE, "nodes/gw-9/"),
                forged("a symbolic link", BundleCode.NO_PLAIN_FILE, CONFIG, f -> f.mode = 0120777),
                forged("a device", BundleCode.NO_PLAIN_FILE, CONFIG, f -> f.mode = 0060644),
                forged(
                        "a folder of that name",
                        BundleCode.NO_PLAIN_FILE,
                        CONFIG,
                        f -> f.mode = 0040755));
    }

    private static List<Tampered> signatures() {
        return List.of(
                new Tampered(
                        "no manifest",
                        BundleCode.MANIFEST_MISSING,
                        () -> forge().without(MANIFEST).zip()),
                new Tampered(
                        "no signature",
                        BundleCode.UNSIGNED,
                        () -> forge().without(SIGNATURE).zip()),
                new Tampered(
                        "an empty signature",
                        BundleCode.SIGNATURE_MALFORMED,
                        () -> withSignature(new byte[0])),
                new Tampered(
                        "a signature of another kind",
                        BundleCode.SIGNATURE_MALFORMED,
                        () -> withSignature(bytes("-----BEGIN PGP SIGNATURE-----\nAAAA\n"))),
                new Tampered(
                        "a signature in no Base64",
                        BundleCode.SIGNATURE_MALFORMED,
                        () ->
                                forge().with(
                                                SIGNATURE,
                                                f -> f.text(f.text().replace("U1NI", "U1N*")))
                                        .zip()),
                new Tampered(
                        "text behind the signature",
                        BundleCode.SIGNATURE_MALFORMED,
                        () -> forge().with(SIGNATURE, f -> f.text(f.text() + "x")).zip()),
                new Tampered(
                        "a huge signature",
                        BundleCode.SIGNATURE_MALFORMED,
                        () -> withSignature(new byte[20_000])),
                signature(
                        "a signature for git",
                        BundleCode.SIGNATURE_NAMESPACE,
                        "belay-bundle",
                        "git"),
                new Tampered(
                        "a real signature for git",
                        BundleCode.SIGNATURE_NAMESPACE,
                        () -> withSignature(keygen.sign(alice, "git", manifestBytes()))),
                new Tampered(
                        "a signature for git that says it is for bundles",
                        BundleCode.SIGNATURE_WRONG,
                        () -> {
                            Forged other =
                                    new Forged("x", keygen.sign(alice, "git", manifestBytes()));
                            return withSignature(patched(other, "git", "belay-bundle"));
                        }),
                signature(
                        "a certificate",
                        BundleCode.SIGNATURE_CERTIFICATE,
                        "ssh-ed25519",
                        "ssh-ed25519-cert-v01@openssh.com"),
                signature(
                        "a security key",
                        BundleCode.SIGNATURE_ALGORITHM,
                        "ssh-ed25519",
                        "sk-ssh-ed25519@openssh.com"),
                signature("DSA", BundleCode.SIGNATURE_ALGORITHM, "ssh-ed25519", "ssh-dss"),
                signature(
                        "RSA with SHA-1", BundleCode.SIGNATURE_ALGORITHM, "ssh-ed25519", "ssh-rsa"),
                signature("MD5", BundleCode.SIGNATURE_ALGORITHM, "sha512", "md5"),
                signature("another hash", BundleCode.SIGNATURE_WRONG, "sha512", "sha256"),
                new Tampered(
                        "a short RSA key",
                        BundleCode.SIGNER_UNKNOWN,
                        () -> {
                            Path key = keygen.key("short", "rsa:1024", "");
                            return withSignature(keygen.sign(key, "belay-bundle", manifestBytes()));
                        }),
                new Tampered(
                        "signed by a stranger",
                        BundleCode.SIGNER_UNKNOWN,
                        () -> withSignature(keygen.sign(mallory, "belay-bundle", manifestBytes()))),
                new Tampered(
                        "signed by a stranger under a known key",
                        BundleCode.SIGNATURE_WRONG,
                        () -> {
                            byte[] theirs = keygen.sign(mallory, "belay-bundle", manifestBytes());
                            String text = new String(theirs, StandardCharsets.US_ASCII);
                            String body = text.replaceAll("-----.*-----", "").replace("\n", "");
                            byte[] blob = Base64.getDecoder().decode(body);
                            String own = SshKeygen.publicPart(alice).split(" ", 3)[1];
                            byte[] key = Base64.getDecoder().decode(own);
                            System.arraycopy(key, 0, blob, 14, key.length);
                            return withSignature(armoured(blob));
                        }),
                new Tampered(
                        "the signature of another bundle",
                        BundleCode.SIGNATURE_WRONG,
                        () -> withSignature(ZipForge.of(older).entry(SIGNATURE).bytes)),
                new Tampered(
                        "the manifest of another bundle",
                        BundleCode.SIGNATURE_WRONG,
                        () ->
                                forge().with(
                                                MANIFEST,
                                                f ->
                                                        f.plain(
                                                                ZipForge.of(older)
                                                                        .entry(MANIFEST)
                                                                        .bytes))
                                        .zip()),
                new Tampered(
                        "a manifest with a space more",
                        BundleCode.SIGNATURE_WRONG,
                        () -> forge().with(MANIFEST, f -> f.text(f.text() + " ")).zip()),
                new Tampered(
                        "a manifest with another hash",
                        BundleCode.SIGNATURE_WRONG,
                        () -> {
                            byte[] design = bytes("{}");
                            String old = hash(forge().entry(DESIGN).bytes);
                            return forge().with(DESIGN, f -> f.plain(design))
                                    .with(
                                            MANIFEST,
                                            f -> f.text(f.text().replace(old, hash(design))))
                                    .zip();
                        }));
    }

    private static String hash(byte[] bytes) {
        return ContentHash.ofJava().of(bytes).toString();
    }

    private static List<Tampered> manifests() {
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
                        () -> signedAgain(forge(), "[".repeat(10_000))),
                new Tampered(
                        "an empty manifest",
                        BundleCode.NOT_A_BUNDLE,
                        () -> signedAgain(forge(), "")),
                new Tampered(
                        "a signed bundle without a design",
                        BundleCode.DESIGN_MISSING,
                        () -> signedAgain(forge().without(DESIGN), manifestWithout(DESIGN))),
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

    private static String manifestWithout(String entry) {
        return forge().entry(MANIFEST)
                .text()
                .replaceAll("    \\{ \"path\": \"" + entry + "\".*\n", "");
    }

    private static byte[] withDesign(byte[] design) throws Exception {
        byte[] old = forge().entry(DESIGN).bytes;
        String manifest =
                forge().entry(MANIFEST)
                        .text()
                        .replace(hash(old), hash(design))
                        .replace("\"size\": " + old.length, "\"size\": " + design.length);
        return signedAgain(forge().with(DESIGN, f -> f.plain(design)), manifest);
    }

    private static List<Tampered> entries() {
        return List.of(
                added(BundleCode.ENTRY_UNLISTED, "nodes/gw-9/agent.json"),
                new Tampered(
                        "an entry taken out",
                        BundleCode.ENTRY_MISSING,
                        () -> forge().without(CONFIG).zip()),
                new Tampered(
                        "a design taken out",
                        BundleCode.ENTRY_MISSING,
                        () -> forge().without(DESIGN).zip()),
                forged(
                        "an entry renamed",
                        BundleCode.ENTRY_MISSING,
                        CONFIG,
                        f -> f.named("nodes/gw-9/agent.json")),
                forged("an entry emptied", BundleCode.ENTRY_SIZE, CONFIG, f -> f.text("")),
                forged(
                        "an entry made longer",
                        BundleCode.ENTRY_SIZE,
                        CONFIG,
                        f -> f.text(f.text() + "\n")),
                forged(
                        "another port",
                        BundleCode.ENTRY_HASH,
                        CONFIG,
                        f -> f.text(f.text().replace("7420", "7421"))),
                forged(
                        "another address in the design",
                        BundleCode.ENTRY_HASH,
                        DESIGN,
                        f -> f.text(f.text().replace("10.20.0.11", "10.20.0.66"))),
                forged(
                        "another command in the runbook",
                        BundleCode.ENTRY_HASH,
                        "runbook.en.md",
                        f -> f.text(f.text().replace("belay check ", "rm -rf ~/  #"))),
                new Tampered(
                        "two entries exchanged",
                        BundleCode.ENTRY_HASH,
                        () -> {
                            ZipForge forge = forge();
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
                                forge().with(
                                                DESIGN,
                                                f ->
                                                        f.plain(
                                                                ZipForge.of(older)
                                                                        .entry(DESIGN)
                                                                        .bytes))
                                        .zip()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void is_refused(Tampered tampered) throws Exception {
        byte[] zip = tampered.forgery().made();
        List<BundleProblem> problems = problems(zip);
        assertThat(problems).as(tampered.name()).isNotEmpty();
        assertThat(problems.getFirst().code()).as(problems.toString()).isEqualTo(tampered.code());
        for (BundleProblem one : problems) {
            assertThat(one.sentence(Locale.ENGLISH)).contains("wanted", "found");
            assertThat(one.sentence(Locale.JAPANESE)).containsPattern("[ぁ-ん]");
            assertThat(one.advice(Locale.JAPANESE)).containsPattern("[ぁ-ん]");
        }
    }

    private static List<BundleProblem> problems(byte[] zip) {
        try {
            open(zip);
            return List.of();
        } catch (BundleException e) {
            return e.problems();
        }
    }

    @Test
    void there_are_more_than_fifty_ways() {
        assertThat(all()).hasSizeGreaterThan(100);
        assertThat(all().stream().map(Tampered::name)).doesNotHaveDuplicates();
    }

    @Test
    void what_nobody_touched_is_taken() throws Exception {
        assertThat(open(whole).voucher().signers()).containsExactly("alice@example.com");
        assertThat(open(whole).design()).isEqualTo(example());
        assertThat(ZipForge.of(whole).zip()).as("the forge is honest").isEqualTo(whole);
    }

    @Test
    void what_was_packed_again_is_taken_for_what_it_is() throws Exception {
        ZipForge forge = forge();
        byte[] times = {0x55, 0x54, 5, 0, 3, 0, 0, 0, 0};
        forge.entries.forEach(one -> {
            byte[] bytes = one.bytes;
            one.packed(bytes);
            one.date = 0x5cc5;
            one.extra = times;
        });
        Collections.reverse(forge.entries);
        assertThat(open(forge.zip()).design()).isEqualTo(example());
    }

    @Test
    void no_single_flipped_bit_goes_unseen() {
        Random random = new Random(7);
        for (int i = 0; i < 4_000; i++) {
            byte[] zip = whole.clone();
            // The directory at the end is tried bit by bit, all else now and then.
            int at = i < 3_000 ? zip.length - 1 - i / 4 : random.nextInt(zip.length);
            int bit = i < 3_000 ? i % 4 * 2 + random.nextInt(2) : random.nextInt(8);
            zip[at] ^= (byte) (1 << bit);
            assertThat(problems(zip)).as("byte " + at + ", bit " + bit).isNotEmpty();
        }
    }

    @Test
    void no_random_bytes_break_it() {
        Random random = new Random(11);
        for (int i = 0; i < 1_500; i++) {
            byte[] zip = whole.clone();
            for (int many = random.nextInt(8); many >= 0; many--) {
                int at = zip.length - 1 - random.nextInt(i % 2 == 0 ? 700 : zip.length);
                zip[at] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            // Either as it was, or refused by one of the codes: never another exception.
            problems(zip);
        }
    }

    @Test
    void without_a_list_a_bundle_still_has_to_be_whole() throws Exception {
        var anybody = SshSignatures.byAnybody();
        assertThat(BundleReader.read(whole, anybody).voucher().isTrusted()).isFalse();
        assertThat(BundleReader.read(whole, anybody).voucher().isSigned()).isTrue();
        byte[] unsigned = forge().without(SIGNATURE).zip();
        assertThat(BundleReader.read(unsigned, anybody).voucher().isSigned()).isFalse();
        byte[] wrong = forge().with(MANIFEST, f -> f.text(f.text() + " ")).zip();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> BundleReader.read(wrong, anybody))
                .hasMessageStartingWith("bundle-signature-wrong");
        Path key = keygen.key("weak", "rsa:1024", "");
        byte[] weak = withSignature(keygen.sign(key, "belay-bundle", manifestBytes()));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> BundleReader.read(weak, anybody))
                .hasMessageStartingWith("bundle-signature-weak-key");
    }

    @Test
    void a_file_is_read_no_further_than_a_bundle_may_be_long() throws Exception {
        Path file = folder.resolve("large.zip");
        try (var sparse = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> BundleFiles.read(file))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("bundle-file-too-large");
    }
}

package dev.belay.reach.bundle;

import static dev.belay.reach.bundle.SignedBundle.DESIGN;
import static dev.belay.reach.bundle.SignedBundle.MANIFEST;
import static dev.belay.reach.bundle.SignedBundle.SIGNATURE;
import static dev.belay.reach.bundle.SignedBundle.armoured;
import static dev.belay.reach.bundle.SignedBundle.bytes;
import static dev.belay.reach.bundle.SignedBundle.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.bundle.BundleCode;
import dev.belay.reach.bundle.ZipForge.Forged;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// What can be done to the signature and to what it signs.
final class SignatureTampering {

    private final SignedBundle bundle;

    SignatureTampering(SignedBundle bundle) {
        this.bundle = bundle;
    }

    List<Tampered> all() {
        return List.of(
                new Tampered(
                        "no manifest",
                        BundleCode.MANIFEST_MISSING,
                        () -> bundle.forge().without(MANIFEST).zip()),
                new Tampered(
                        "no signature",
                        BundleCode.UNSIGNED,
                        () -> bundle.forge().without(SIGNATURE).zip()),
                new Tampered(
                        "an empty signature",
                        BundleCode.SIGNATURE_MALFORMED,
                        () -> bundle.withSignature(new byte[0])),
                new Tampered(
                        "a signature of another kind",
                        BundleCode.SIGNATURE_MALFORMED,
                        () -> bundle.withSignature(bytes("-----BEGIN PGP SIGNATURE-----\nAAAA\n"))),
                new Tampered(
                        "a signature in no Base64",
                        BundleCode.SIGNATURE_MALFORMED,
                        () ->
                                bundle.forge()
                                        .with(
                                                SIGNATURE,
                                                f -> f.text(f.text().replace("U1NI", "U1N*")))
                                        .zip()),
                new Tampered(
                        "text behind the signature",
                        BundleCode.SIGNATURE_MALFORMED,
                        () -> bundle.forge().with(SIGNATURE, f -> f.text(f.text() + "x")).zip()),
                new Tampered(
                        "a huge signature",
                        BundleCode.SIGNATURE_MALFORMED,
                        () -> bundle.withSignature(new byte[20_000])),
                signature(
                        "a signature for git",
                        BundleCode.SIGNATURE_NAMESPACE,
                        "belay-bundle",
                        "git"),
                new Tampered(
                        "a real signature for git",
                        BundleCode.SIGNATURE_NAMESPACE,
                        () ->
                                bundle.withSignature(
                                        bundle.keygen.sign(
                                                bundle.alice, "git", bundle.manifestBytes()))),
                new Tampered(
                        "a signature for git that says it is for bundles",
                        BundleCode.SIGNATURE_WRONG,
                        () -> {
                            Forged other =
                                    new Forged(
                                            "x",
                                            bundle.keygen.sign(
                                                    bundle.alice, "git", bundle.manifestBytes()));
                            return bundle.withSignature(patched(other, "git", "belay-bundle"));
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
                            Path key = bundle.keygen.key("short", "rsa:1024", "");
                            return bundle.withSignature(
                                    bundle.keygen.sign(
                                            key, "belay-bundle", bundle.manifestBytes()));
                        }),
                new Tampered(
                        "signed by a stranger",
                        BundleCode.SIGNER_UNKNOWN,
                        () ->
                                bundle.withSignature(
                                        bundle.keygen.sign(
                                                bundle.mallory,
                                                "belay-bundle",
                                                bundle.manifestBytes()))),
                new Tampered(
                        "signed by a stranger under a known key",
                        BundleCode.SIGNATURE_WRONG,
                        () -> {
                            byte[] theirs =
                                    bundle.keygen.sign(
                                            bundle.mallory, "belay-bundle", bundle.manifestBytes());
                            String text = new String(theirs, StandardCharsets.US_ASCII);
                            String body = text.replaceAll("-----.*-----", "").replace("\n", "");
                            byte[] blob = Base64.getDecoder().decode(body);
                            String own = SshKeygen.publicPart(bundle.alice).split(" ", 3)[1];
                            byte[] key = Base64.getDecoder().decode(own);
                            System.arraycopy(key, 0, blob, 14, key.length);
                            return bundle.withSignature(armoured(blob));
                        }),
                new Tampered(
                        "the signature of another bundle",
                        BundleCode.SIGNATURE_WRONG,
                        () ->
                                bundle.withSignature(
                                        ZipForge.of(bundle.older).entry(SIGNATURE).bytes)),
                new Tampered(
                        "the manifest of another bundle",
                        BundleCode.SIGNATURE_WRONG,
                        () ->
                                bundle.forge()
                                        .with(
                                                MANIFEST,
                                                f ->
                                                        f.plain(
                                                                ZipForge.of(bundle.older)
                                                                        .entry(MANIFEST)
                                                                        .bytes))
                                        .zip()),
                new Tampered(
                        "a manifest with a space more",
                        BundleCode.SIGNATURE_WRONG,
                        () -> bundle.forge().with(MANIFEST, f -> f.text(f.text() + " ")).zip()),
                new Tampered(
                        "no manifest but bytes, under the signature of another one",
                        BundleCode.SIGNATURE_WRONG,
                        () -> bundle.forge().with(MANIFEST, f -> f.text("{ no JSON")).zip()),
                new Tampered(
                        "no manifest but bytes, signed by a stranger",
                        BundleCode.SIGNER_UNKNOWN,
                        () -> {
                            byte[] none = bytes("{ no JSON");
                            byte[] theirs =
                                    bundle.keygen.sign(bundle.mallory, "belay-bundle", none);
                            return bundle.forge()
                                    .with(MANIFEST, f -> f.plain(none))
                                    .with(SIGNATURE, f -> f.plain(theirs))
                                    .zip();
                        }),
                new Tampered(
                        "no manifest but bytes, signed by nobody",
                        BundleCode.UNSIGNED,
                        () ->
                                bundle.forge()
                                        .with(MANIFEST, f -> f.text("{ no JSON"))
                                        .without(SIGNATURE)
                                        .zip()),
                new Tampered(
                        "a design that is none, under a manifest that nobody signed",
                        BundleCode.SIGNATURE_WRONG,
                        () ->
                                bundle.forge()
                                        .with(MANIFEST, f -> f.text(f.text().replace("1", "2")))
                                        .with(DESIGN, f -> f.text("{ no JSON"))
                                        .zip()),
                new Tampered(
                        "a manifest with another hash",
                        BundleCode.SIGNATURE_WRONG,
                        () -> {
                            byte[] design = bytes("{}");
                            String old = hash(bundle.forge().entry(DESIGN).bytes);
                            return bundle.forge()
                                    .with(DESIGN, f -> f.plain(design))
                                    .with(
                                            MANIFEST,
                                            f -> f.text(f.text().replace(old, hash(design))))
                                    .zip();
                        }));
    }

    /// A signature whose parts were changed one by one.
    private Tampered signature(String name, BundleCode code, String from, String to) {
        return new Tampered(
                name,
                code,
                () ->
                        bundle.forge()
                                .with(SIGNATURE, one -> one.plain(patched(one, from, to)))
                                .zip());
    }

    /// Replaces a text by another one, with the length before it.
    private byte[] patched(Forged signature, String from, String to) {
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

    private byte[] field(String text) {
        byte[] bytes = bytes(text);
        return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
    }
}

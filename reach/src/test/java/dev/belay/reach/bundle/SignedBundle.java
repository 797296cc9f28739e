package dev.belay.reach.bundle;

import dev.belay.model.bundle.Bundle;
import dev.belay.model.bundle.BundleCode;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.BundleProblem;
import dev.belay.model.bundle.BundleReader;
import dev.belay.model.bundle.SignatureCheck;
import dev.belay.model.content.ContentHash;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.reach.bundle.ZipForge.Forged;
import dev.belay.reach.ssh.Secrets;
import dev.belay.reach.ssh.SshSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A bundle that alice signed, an older one of hers, and what it takes to make others of them.
final class SignedBundle {

    static final String MANIFEST = BundleDraft.MANIFEST;
    static final String SIGNATURE = BundleDraft.SIGNATURE;
    static final String DESIGN = BundleDraft.DESIGN;
    static final String CONFIG = "nodes/gw-1/agent.json";
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    final SshKeygen keygen;
    final Path alice;
    final Path mallory;
    final Design design;
    final byte[] whole;
    final byte[] older;
    final SignatureCheck check;

    /// @param folder for keys
    SignedBundle(Path folder) throws Exception {
        keygen = new SshKeygen(folder);
        alice = keygen.key("alice", "ed25519", "");
        mallory = keygen.key("mallory", "ed25519", "");
        String allowed =
                "alice@example.com namespaces=\"belay-bundle\" "
                        + SshKeygen.publicPart(alice)
                        + "\n";
        check = SshSignatures.by(allowed, Optional.empty(), NOW, ZoneOffset.UTC);
        design = example();
        whole = signed(design);
        older = signed(design.withCluster(design.cluster().withGuarded(true)));
    }

    private static Design example() throws IOException {
        Path file = Path.of("..", "examples", "gateway-cluster.belay");
        return ((Reading.Read) DesignFormat.read(Files.readAllBytes(file))).design();
    }

    private byte[] signed(Design next) throws Exception {
        BundleDraft draft = BundleDraft.of(next, List.of());
        return draft.zip(Optional.of(signature(draft.manifestBytes())));
    }

    private byte[] signature(byte[] manifest) throws IOException {
        return SshSignatures.sign(manifest, SshSigner.open(alice, Optional.empty(), Secrets.NONE));
    }

    Bundle open(byte[] zip) throws BundleException {
        return BundleReader.read(zip, check);
    }

    /// Why a file is refused; empty when it is not.
    List<BundleProblem> problems(byte[] zip) {
        try {
            open(zip);
            return List.of();
        } catch (BundleException e) {
            return e.problems();
        }
    }

    ZipForge forge() {
        return ZipForge.of(whole);
    }

    byte[] manifestBytes() {
        return forge().entry(MANIFEST).bytes;
    }

    byte[] withSignature(byte[] signature) {
        return forge().with(SIGNATURE, one -> one.plain(signature)).zip();
    }

    /// A manifest that alice did sign, whatever is in it.
    byte[] signedAgain(ZipForge forge, String manifest) throws IOException {
        byte[] signature = signature(bytes(manifest));
        return forge.with(MANIFEST, one -> one.text(manifest))
                .with(SIGNATURE, one -> one.plain(signature))
                .zip();
    }

    /// An entry that is not in the manifest, in the way that is told.
    Tampered added(BundleCode code, String name) {
        return new Tampered("an entry called " + name, code, () -> forge().add(name, "x").zip());
    }

    Tampered forged(String name, BundleCode code, String entry, Consumer<Forged> how) {
        return new Tampered(name, code, () -> forge().with(entry, how).zip());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static String hash(byte[] bytes) {
        return ContentHash.ofJava().of(bytes).toString();
    }

    /// A signature as a file.
    static byte[] armoured(byte[] blob) {
        return bytes(
                "-----BEGIN SSH SIGNATURE-----\n"
                        + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(blob)
                        + "\n-----END SSH SIGNATURE-----\n");
    }
}

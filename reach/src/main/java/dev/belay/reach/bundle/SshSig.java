package dev.belay.reach.bundle;

import dev.belay.model.bundle.BundleCode;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.content.PathRules;
import dev.belay.reach.ssh.SshSignature;
import dev.belay.reach.ssh.SshSigner;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// A detached signature as OpenSSH's PROTOCOL.sshsig defines it.
///
/// @param key the signer's public key, encoded
/// @param namespace what it was signed for
/// @param reserved for later versions, signed too
/// @param hash `sha256` or `sha512`
/// @param signature encoded
record SshSig(byte[] key, String namespace, byte[] reserved, String hash, byte[] signature) {

    private static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
    private static final String END = "-----END SSH SIGNATURE-----";
    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int LINE = 70;
    private static final int LARGEST = 16 * 1024;

    /// Signs bytes as a bundle's manifest.
    static SshSig of(byte[] message, SshSigner signer) throws IOException {
        SshSig open =
                new SshSig(signer.key(), BundleDraft.NAMESPACE, new byte[0], "sha512", new byte[0]);
        return new SshSig(
                open.key,
                open.namespace,
                open.reserved,
                open.hash,
                signer.sign(open.signed(message)));
    }

    /// What is signed, for a message.
    byte[] signed(byte[] message) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        field(out, namespace.getBytes(StandardCharsets.UTF_8));
        field(out, reserved);
        field(out, hash.getBytes(StandardCharsets.US_ASCII));
        field(out, digest(message));
        return out.toByteArray();
    }

    private byte[] digest(byte[] message) {
        try {
            return MessageDigest.getInstance(hash.equals("sha256") ? "SHA-256" : "SHA-512")
                    .digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-2", e);
        }
    }

    private static void field(ByteArrayOutputStream out, byte[] bytes) {
        number(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void number(ByteArrayOutputStream out, int number) {
        try {
            new DataOutputStream(out).writeInt(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As a file.
    byte[] armoured() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        number(out, VERSION);
        field(out, key);
        field(out, namespace.getBytes(StandardCharsets.UTF_8));
        field(out, reserved);
        field(out, hash.getBytes(StandardCharsets.US_ASCII));
        field(out, signature);
        String body =
                Base64.getEncoder()
                        .encodeToString(out.toByteArray())
                        .replaceAll("(.{" + LINE + "})(?=.)", "$1\n");
        return (BEGIN + "\n" + body + "\n" + END + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /// Reads a file that has a signature and nothing else.
    static SshSig read(byte[] armoured) throws BundleException {
        if (armoured.length > LARGEST) {
            throw malformed(armoured.length + " bytes");
        }
        String text =
                new String(armoured, StandardCharsets.ISO_8859_1).replace("\r\n", "\n").strip();
        if (!text.startsWith(BEGIN + "\n") || !text.endsWith("\n" + END)) {
            throw malformed(PathRules.quoted(text.substring(0, Math.min(40, text.length()))));
        }
        String body = text.substring(BEGIN.length(), text.length() - END.length());
        try {
            return blob(ByteBuffer.wrap(Base64.getDecoder().decode(body.replace("\n", ""))));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw malformed("Base64");
        }
    }

    private static SshSig blob(ByteBuffer from) throws BundleException {
        byte[] magic = new byte[MAGIC.length];
        from.get(magic);
        int version = from.getInt();
        if (!Arrays.equals(magic, MAGIC) || version != VERSION) {
            throw malformed("SSHSIG " + version);
        }
        byte[] key = field(from);
        String namespace = new String(field(from), StandardCharsets.UTF_8);
        byte[] reserved = field(from);
        String hash = new String(field(from), StandardCharsets.US_ASCII);
        byte[] signature = field(from);
        if (from.hasRemaining()) {
            throw malformed(from.remaining() + " + bytes");
        }
        if (!namespace.equals(BundleDraft.NAMESPACE)) {
            throw new BundleException(
                    BundleCode.SIGNATURE_NAMESPACE,
                    BundleDraft.NAMESPACE,
                    PathRules.quoted(namespace));
        }
        String type = SshSignature.typeOf(key);
        if (type.contains("-cert-v01@")) {
            throw new BundleException(BundleCode.SIGNATURE_CERTIFICATE, PathRules.quoted(type));
        }
        String algorithm = SshSignature.typeOf(signature);
        if (!SshSignature.fits(type, algorithm)
                || !(hash.equals("sha256") || hash.equals("sha512"))) {
            throw new BundleException(
                    BundleCode.SIGNATURE_ALGORITHM,
                    PathRules.quoted(type + ", " + algorithm + ", " + hash));
        }
        return new SshSig(key, namespace, reserved, hash, signature);
    }

    private static byte[] field(ByteBuffer from) {
        int length = from.getInt();
        if (length < 0 || length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    private static BundleException malformed(String found) {
        return new BundleException(BundleCode.SIGNATURE_MALFORMED, found);
    }

    /// @throws BundleException when it is none of these bytes
    void require(byte[] message) throws BundleException {
        int bits = SshSignature.rsaBits(key).orElse(Integer.MAX_VALUE);
        if (bits < SshSignatures.RSA_BITS_MIN) {
            throw new BundleException(
                    BundleCode.SIGNATURE_WEAK_KEY,
                    Integer.toString(bits),
                    Integer.toString(SshSignatures.RSA_BITS_MIN));
        }
        if (!SshSignature.holds(key, signature, signed(message))) {
            throw new BundleException(BundleCode.SIGNATURE_WRONG, SshSignature.fingerprint(key));
        }
    }
}

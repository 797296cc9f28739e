package dev.belay.agent.enroll;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Keys on the curve P-256, and the names that people see of them.
public final class Keys {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 127;
    private static final int SHORT_BYTES = 4;
    private static final int FIELD_BITS = 256;

    private Keys() {}

    /// A new key; the private part is nowhere else.
    public static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /// `SHA256:…` over the key's SubjectPublicKeyInfo, as OpenSSH writes fingerprints.
    public static String fingerprint(PublicKey key) {
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(spki(key));
    }

    /// SHA-256 over the key's SubjectPublicKeyInfo: the pin.
    public static byte[] spki(PublicKey key) {
        return sha256(key.getEncoded());
    }

    /// First eight hexadecimal digits of the pin.
    public static String shortId(PublicKey key) {
        return HexFormat.of().formatHex(spki(key), 0, SHORT_BYTES);
    }

    /// Reads a public key from its SubjectPublicKeyInfo; empty when it is not on an elliptic curve.
    public static Optional<PublicKey> publicKey(byte[] spki) {
        try {
            PublicKey key =
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
            return key instanceof ECPublicKey curve
                            && curve.getParams().getCurve().getField().getFieldSize() == FIELD_BITS
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /// Signs with ECDSA and SHA-256.
    public static byte[] sign(PrivateKey key, byte[] content) {
        try {
            var signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign(key);
            signing.update(content);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key on P-256 signs", e);
        }
    }

    /// Whether {@link #sign} made a signature.
    public static boolean isSignedBy(PublicKey key, byte[] content, byte[] signature) {
        try {
            var checking = Signature.getInstance("SHA256withECDSA");
            checking.initVerify(key);
            checking.update(content);
            return checking.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

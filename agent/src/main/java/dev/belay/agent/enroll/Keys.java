package dev.belay.agent.enroll;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;

/// Keys on the curve P-256, and the names that people see of them.
public final class Keys {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 127;
    private static final int SHORT_BYTES = 4;

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

package dev.belay.agent.enroll;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An X.509 certificate (RFC 5280) before it is signed with ECDSA and SHA-256.
///
/// @param serial positive, at most 20 bytes
/// @param issuer who signs
/// @param issuerKey the signer's public key
/// @param subject whom it is for
/// @param subjectKey that one's public key
/// @param notBefore begin of its validity
/// @param notAfter end of its validity
/// @param uri its subject alternative name; null for an authority
record CertificateForm(
        BigInteger serial,
        Name issuer,
        PublicKey issuerKey,
        Name subject,
        PublicKey subjectKey,
        Instant notBefore,
        Instant notAfter,
        @Nullable String uri) {

    /// `CN=commonName,O=organization`.
    record Name(String organization, String commonName) {
        private byte[] der() {
            return Der.sequence(part("2.5.4.10", organization), part("2.5.4.3", commonName));
        }

        private static byte[] part(String id, String text) {
            return Der.set(Der.sequence(Der.id(id), Der.utf8(text)));
        }
    }

    private static final byte[] ECDSA_SHA256 = Der.sequence(Der.id("1.2.840.10045.4.3.2"));
    private static final String SUBJECT_KEY = "2.5.29.14";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String ALTERNATIVE_NAME = "2.5.29.17";
    private static final String CONSTRAINTS = "2.5.29.19";
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final String EXTENDED_USAGE = "2.5.29.37";
    private static final byte[] SERVER = Der.id("1.3.6.1.5.5.7.3.1");
    private static final byte[] CLIENT = Der.id("1.3.6.1.5.5.7.3.2");

    /// Bit 0: digital signature; bits 5 and 6: signing certificates and revocation lists.
    private static final byte[] SIGNS = Der.bits(new byte[] {(byte) 0x80}, 7);

    private static final byte[] CERTIFIES = Der.bits(new byte[] {0x06}, 1);
    private static final int KEY_ID_BYTES = 20;
    private static final int URI = 6;

    /// Signs it.
    X509Certificate signedWith(PrivateKey key) {
        byte[] unsigned = unsigned();
        try {
            var signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign(key);
            signing.update(unsigned);
            byte[] whole = Der.sequence(unsigned, ECDSA_SHA256, Der.bits(signing.sign(), 0));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a certificate for " + subject.commonName() + " was not signed", e);
        }
    }

    private byte[] unsigned() {
        return Der.sequence(
                Der.tagged(0, true, Der.integer(BigInteger.TWO)),
                Der.integer(serial),
                ECDSA_SHA256,
                issuer.der(),
                Der.sequence(Der.time(notBefore), Der.time(notAfter)),
                subject.der(),
                subjectKey.getEncoded(),
                Der.tagged(3, true, uri == null ? ofAuthority() : ofNode(uri)));
    }

    private byte[] ofAuthority() {
        return Der.sequence(
                extension(CONSTRAINTS, true, Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO))),
                extension(KEY_USAGE, true, CERTIFIES),
                extension(SUBJECT_KEY, false, Der.octets(keyId(subjectKey))));
    }

    private byte[] ofNode(String name) {
        byte[] uriBytes = name.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return Der.sequence(
                extension(CONSTRAINTS, true, Der.sequence()),
                extension(KEY_USAGE, true, SIGNS),
                extension(EXTENDED_USAGE, false, Der.sequence(SERVER, CLIENT)),
                extension(ALTERNATIVE_NAME, false, Der.sequence(Der.tagged(URI, false, uriBytes))),
                extension(SUBJECT_KEY, false, Der.octets(keyId(subjectKey))),
                extension(
                        AUTHORITY_KEY,
                        false,
                        Der.sequence(Der.tagged(0, false, keyId(issuerKey)))));
    }

    private static byte[] extension(String id, boolean critical, byte[] content) {
        return critical
                ? Der.sequence(Der.id(id), Der.yes(), Der.octets(content))
                : Der.sequence(Der.id(id), Der.octets(content));
    }

    private static byte[] keyId(PublicKey key) {
        return Arrays.copyOf(Keys.sha256(key.getEncoded()), KEY_ID_BYTES);
    }
}

package dev.belay.agent.enroll;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// The certificate authority of one cluster: ECDSA P-256, trusted by nobody but the cluster's own
/// agents.
public final class ClusterAuthority {

    /// Names of the files that {@link #writeTo} makes.
    public static final String CERTIFICATE_FILE = "authority.pem";

    public static final String KEY_FILE = "authority.key";

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration NODE_LIFE = Duration.ofDays(397);

    /// Clocks of nodes differ before they are in a cluster.
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String clusterId;
    private final X509Certificate certificate;
    private final PrivateKey key;

    private ClusterAuthority(String clusterId, X509Certificate certificate, PrivateKey key) {
        this.clusterId = clusterId;
        this.certificate = certificate;
        this.key = key;
    }

    /// Makes a new authority with a new key.
    public static ClusterAuthority create(String clusterId) {
        new NodeName(clusterId, "authority");
        KeyPair pair = newKeyPair();
        var subject = subject(clusterId, "authority");
        var extensions =
                new Extensions(
                        new BasicConstraints(0),
                        new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign),
                        null,
                        null);
        X509Certificate certificate =
                sign(
                        subject,
                        pair.getPrivate(),
                        subject,
                        pair.getPublic(),
                        AUTHORITY_LIFE,
                        pair.getPublic(),
                        extensions);
        return new ClusterAuthority(clusterId, certificate, pair.getPrivate());
    }

    /// Reads what {@link #writeTo} wrote.
    ///
    /// @throws IOException when a file is missing or is not what it should be
    public static ClusterAuthority readFrom(Path dir) throws IOException {
        X509Certificate certificate = Pem.readCertificate(dir.resolve(CERTIFICATE_FILE));
        PrivateKey key = Pem.readPrivateKey(dir.resolve(KEY_FILE));
        var prefix = "O=";
        for (String part : certificate.getSubjectX500Principal().getName().split(",", -1)) {
            if (part.startsWith(prefix)) {
                return new ClusterAuthority(part.substring(prefix.length()), certificate, key);
            }
        }
        throw new IOException(
                dir.resolve(CERTIFICATE_FILE)
                        + " should name its cluster, found '"
                        + certificate.getSubjectX500Principal().getName()
                        + "': take the file that this cluster's authority wrote");
    }

    /// Makes a new key and a certificate for it that says `belay://cluster/node`.
    public IssuedCertificate issue(String nodeId) {
        return issue(nodeId, Instant.now().plus(NODE_LIFE));
    }

    IssuedCertificate issue(String nodeId, Instant until) {
        KeyPair pair = newKeyPair();
        var name = new NodeName(clusterId, nodeId);
        var extensions =
                new Extensions(
                        new BasicConstraints(false),
                        new KeyUsage(KeyUsage.digitalSignature),
                        new ExtendedKeyUsage(
                                new KeyPurposeId[] {
                                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                                }),
                        new GeneralNames(
                                new GeneralName(
                                        GeneralName.uniformResourceIdentifier, name.uri())));
        X509Certificate issued =
                sign(
                        certificate.getSubjectX500Principal(),
                        key,
                        subject(clusterId, nodeId),
                        pair.getPublic(),
                        Duration.between(Instant.now(), until),
                        certificate.getPublicKey(),
                        extensions);
        return new IssuedCertificate(
                name, Pem.of(certificate), Pem.of(issued), Pem.of(pair.getPrivate()));
    }

    /// Writes certificate and key of the authority itself; the key is for the owner alone.
    public void writeTo(Path dir) throws IOException {
        Files.createDirectories(dir);
        Files.writeString(dir.resolve(CERTIFICATE_FILE), Pem.of(certificate));
        Pem.writeSecret(dir.resolve(KEY_FILE), Pem.of(key));
    }

    public String clusterId() {
        return clusterId;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    private static X500Principal subject(String clusterId, String commonName) {
        return new X500Principal("CN=" + commonName + ",O=" + clusterId);
    }

    private static KeyPair newKeyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private record Extensions(
            BasicConstraints constraints,
            KeyUsage usage,
            @Nullable ExtendedKeyUsage extendedUsage,
            @Nullable GeneralNames names) {}

    private static X509Certificate sign(
            X500Principal issuer,
            PrivateKey issuerKey,
            X500Principal subject,
            PublicKey subjectKey,
            Duration life,
            PublicKey issuerPublicKey,
            Extensions extensions) {
        Instant now = Instant.now();
        try {
            var ids = new JcaX509ExtensionUtils();
            var builder =
                    new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(127, RANDOM),
                            Date.from(now.minus(BACKDATED)),
                            Date.from(now.plus(life)),
                            subject,
                            subjectKey);
            add(builder, Extension.basicConstraints, true, extensions.constraints());
            add(builder, Extension.keyUsage, true, extensions.usage());
            if (extensions.extendedUsage() != null) {
                add(builder, Extension.extendedKeyUsage, false, extensions.extendedUsage());
            }
            if (extensions.names() != null) {
                add(builder, Extension.subjectAlternativeName, false, extensions.names());
            }
            add(
                    builder,
                    Extension.subjectKeyIdentifier,
                    false,
                    ids.createSubjectKeyIdentifier(subjectKey));
            add(
                    builder,
                    Extension.authorityKeyIdentifier,
                    false,
                    ids.createAuthorityKeyIdentifier(issuerPublicKey));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("a certificate for " + subject + " was not signed", e);
        }
    }

    private static void add(
            JcaX509v3CertificateBuilder builder,
            ASN1ObjectIdentifier id,
            boolean critical,
            ASN1Encodable value)
            throws IOException {
        builder.addExtension(id, critical, value);
    }
}

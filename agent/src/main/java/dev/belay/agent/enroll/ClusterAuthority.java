package dev.belay.agent.enroll;

import dev.belay.agent.enroll.CertificateForm.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

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

    private static final String AUTHORITY = "authority";

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
        new NodeName(clusterId, AUTHORITY);
        KeyPair pair = Keys.generate();
        Instant now = Instant.now();
        var name = new Name(clusterId, AUTHORITY);
        X509Certificate certificate =
                new CertificateForm(
                                Keys.serial(),
                                name,
                                pair.getPublic(),
                                name,
                                pair.getPublic(),
                                now.minus(BACKDATED),
                                now.plus(AUTHORITY_LIFE),
                                null)
                        .signedWith(pair.getPrivate());
        return new ClusterAuthority(clusterId, certificate, pair.getPrivate());
    }

    /// Reads what {@link #writeTo} wrote.
    ///
    /// @throws IOException when a file is missing or is not what it should be
    public static ClusterAuthority readFrom(Path dir) throws IOException {
        X509Certificate certificate = Pem.readCertificate(dir.resolve(CERTIFICATE_FILE));
        PrivateKey key = Pem.readPrivateKey(dir.resolve(KEY_FILE));
        return of(certificate, key, dir.resolve(CERTIFICATE_FILE).toString());
    }

    private static ClusterAuthority of(X509Certificate certificate, PrivateKey key, String where)
            throws IOException {
        var prefix = "O=";
        for (String part : certificate.getSubjectX500Principal().getName().split(",", -1)) {
            if (part.startsWith(prefix)) {
                return new ClusterAuthority(part.substring(prefix.length()), certificate, key);
            }
        }
        throw new IOException(
                where
                        + " should name its cluster, found '"
                        + certificate.getSubjectX500Principal().getName()
                        + "': take the file that this cluster's authority wrote");
    }

    /// Makes a new key and a certificate for it that says `belay://cluster/node`.
    public IssuedCertificate issue(String nodeId) {
        return issue(nodeId, Instant.now().plus(NODE_LIFE));
    }

    IssuedCertificate issue(String nodeId, Instant until) {
        KeyPair pair = Keys.generate();
        X509Certificate issued = certify(nodeId, pair.getPublic(), Instant.now(), until);
        return new IssuedCertificate(
                new NodeName(clusterId, nodeId),
                Pem.of(certificate),
                Pem.of(issued),
                Pem.of(pair.getPrivate()));
    }

    /// Makes a certificate that says `belay://cluster/node`, for a key that was made elsewhere.
    ///
    /// @param now when it is made; it counts from a day before, as clocks differ
    public X509Certificate certify(String nodeId, PublicKey nodeKey, Instant now, Instant until) {
        return new CertificateForm(
                        Keys.serial(),
                        new Name(clusterId, AUTHORITY),
                        certificate.getPublicKey(),
                        new Name(clusterId, nodeId),
                        nodeKey,
                        now.minus(BACKDATED),
                        until,
                        new NodeName(clusterId, nodeId).uri())
                .signedWith(key);
    }

    /// Makes a certificate for another authority's key: whoever trusts this one alone can check
    /// what the other one has signed.
    public X509Certificate vouchFor(ClusterAuthority newer, Instant now) {
        var name = new Name(clusterId, AUTHORITY);
        return new CertificateForm(
                        Keys.serial(),
                        name,
                        certificate.getPublicKey(),
                        name,
                        newer.certificate.getPublicKey(),
                        now.minus(BACKDATED),
                        certificate.getNotAfter().toInstant(),
                        null)
                .signedWith(key);
    }

    /// Certificate and key as one text, for another voter; a secret.
    public String toPem() {
        return Pem.of(certificate) + Pem.of(key);
    }

    /// Reads what {@link #toPem} gave.
    ///
    /// @throws IOException when it is anything else
    public static ClusterAuthority fromPem(String pem) throws IOException {
        try {
            return of(Pem.certificate(pem), Pem.privateKey(pem), "the text of another voter");
        } catch (CertificateException e) {
            throw new IOException("an authority's certificate is wanted", e);
        }
    }

    /// First characters of the key's fingerprint; tells authorities of one cluster apart.
    public String id() {
        return Keys.shortId(certificate.getPublicKey());
    }

    /// Writes certificate and key of the authority itself; the key is for the owner alone.
    public void writeTo(Path dir) throws IOException {
        Files.createDirectories(dir);
        // The key first: a certificate without it would pass for a whole authority.
        Pem.writeSecret(dir.resolve(KEY_FILE), Pem.of(key));
        Pem.write(dir.resolve(CERTIFICATE_FILE), Pem.of(certificate));
    }

    public String clusterId() {
        return clusterId;
    }

    public X509Certificate certificate() {
        return certificate;
    }
}

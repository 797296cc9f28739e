package dev.belay.agent.consensus;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.enroll.NodeName;
import dev.belay.agent.enroll.Pem;
import dev.belay.api.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/// What one node shows to its peers, and whom it trusts, as read from its files at one moment.
///
/// @param stamp when the files were last changed
/// @param authorities the cluster's authorities; several only while they are changed
record PeerCredentials(
        List<X509Certificate> authorities,
        List<X509Certificate> chain,
        PrivateKey key,
        List<Long> stamp) {

    /// This node's own certificate; what follows it in the chain leads to an older authority.
    X509Certificate certificate() {
        return chain.getFirst();
    }

    /// Ending of a new key's file until its certificate is in place; see {@link #read}.
    public static final String NEXT = ".next";

    /// Reads and checks the files.
    ///
    /// @throws ConsensusException when they do not fit each other or this node
    static PeerCredentials read(AgentConfig.Tls files, NodeName self) throws ConsensusException {
        try {
            List<Long> stamp = stampOf(files);
            List<X509Certificate> chain = Pem.readCertificates(files.certificate());
            var credentials =
                    new PeerCredentials(
                            Pem.readCertificates(files.authority()),
                            chain,
                            key(files, chain.getFirst()),
                            stamp);
            credentials.check(files, self);
            return credentials;
        } catch (IOException e) {
            throw new ConsensusException(
                    new ApiError(
                            "certificate-unreadable",
                            "this node's certificate, its key and the cluster's authority as PEM"
                                    + " files",
                            String.valueOf(e.getMessage()),
                            "enroll the node again, or correct the paths in its configuration"),
                    e);
        }
    }

    // A new certificate is put in place before its key: a crash between leaves the key beside it.
    private static PrivateKey key(AgentConfig.Tls files, X509Certificate certificate)
            throws IOException {
        PrivateKey key = Pem.readPrivateKey(files.key());
        Path next = files.key().resolveSibling(files.key().getFileName() + NEXT);
        if (!fits(key, certificate) && Files.exists(next)) {
            PrivateKey newer = Pem.readPrivateKey(next);
            return fits(newer, certificate) ? newer : key;
        }
        return key;
    }

    private static boolean fits(PrivateKey key, X509Certificate certificate) {
        try {
            byte[] probe = {1};
            var signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign(key);
            signing.update(probe);
            var checking = Signature.getInstance("SHA256withECDSA");
            checking.initVerify(certificate.getPublicKey());
            checking.update(probe);
            return checking.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// When the three files were last changed; cheap enough for every handshake.
    static List<Long> stampOf(AgentConfig.Tls files) throws IOException {
        return List.of(
                modified(files.authority()), modified(files.certificate()), modified(files.key()));
    }

    private static long modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file);
    }

    private void check(AgentConfig.Tls files, NodeName self) throws ConsensusException {
        NodeName found = NodeName.of(certificate()).orElse(null);
        if (!self.equals(found)) {
            throw refused(
                    "certificate-of-another-node",
                    "a certificate for " + self.uri() + " in " + files.certificate(),
                    found == null ? "none that names a node" : found.uri());
        }
        boolean signed = authorities.stream().anyMatch(this::isSignedBy);
        if (!signed) {
            throw refused(
                    "certificate-not-valid",
                    "a certificate in "
                            + files.certificate()
                            + " that is signed by one of "
                            + files.authority(),
                    "one of another authority");
        }
        try {
            certificate().checkValidity();
        } catch (GeneralSecurityException e) {
            throw refused(
                    "certificate-not-valid",
                    "a certificate in " + files.certificate() + " that is valid now",
                    String.valueOf(e.getMessage()));
        }
        if (!fits(key, certificate())) {
            throw refused(
                    "key-of-another-certificate",
                    "the EC key of " + files.certificate() + " in " + files.key(),
                    "the key of another certificate");
        }
    }

    private boolean isSignedBy(X509Certificate authority) {
        try {
            certificate().verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static ConsensusException refused(String code, String wanted, String found) {
        return new ConsensusException(
                new ApiError(code, wanted, found, "enroll the node again"), null);
    }
}

package dev.belay.agent.consensus;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.enroll.NodeName;
import dev.belay.agent.enroll.Pem;
import dev.belay.api.ApiError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
record PeerCredentials(
        X509Certificate authority, X509Certificate certificate, PrivateKey key, List<Long> stamp) {

    /// Reads and checks the files.
    ///
    /// @throws ConsensusException when they do not fit each other or this node
    static PeerCredentials read(AgentConfig.Tls files, NodeName self) throws ConsensusException {
        try {
            List<Long> stamp = stampOf(files);
            var credentials =
                    new PeerCredentials(
                            Pem.readCertificate(files.authority()),
                            Pem.readCertificate(files.certificate()),
                            Pem.readPrivateKey(files.key()),
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

    /// When the three files were last changed; cheap enough for every handshake.
    static List<Long> stampOf(AgentConfig.Tls files) throws IOException {
        return List.of(
                modified(files.authority()), modified(files.certificate()), modified(files.key()));
    }

    private static long modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file);
    }

    private void check(AgentConfig.Tls files, NodeName self) throws ConsensusException {
        NodeName found = NodeName.of(certificate).orElse(null);
        if (!self.equals(found)) {
            throw refused(
                    "certificate-of-another-node",
                    "a certificate for " + self.uri() + " in " + files.certificate(),
                    found == null ? "none that names a node" : found.uri());
        }
        try {
            certificate.verify(authority.getPublicKey());
            certificate.checkValidity();
        } catch (GeneralSecurityException e) {
            throw refused(
                    "certificate-not-valid",
                    "a certificate in "
                            + files.certificate()
                            + " that is valid now and signed by "
                            + files.authority(),
                    String.valueOf(e.getMessage()));
        }
        try {
            byte[] probe = self.uri().getBytes(StandardCharsets.UTF_8);
            var signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign(key);
            signing.update(probe);
            var checking = Signature.getInstance("SHA256withECDSA");
            checking.initVerify(certificate.getPublicKey());
            checking.update(probe);
            if (!checking.verify(signing.sign())) {
                throw refused(
                        "key-of-another-certificate",
                        "the key of " + files.certificate() + " in " + files.key(),
                        "the key of another certificate");
            }
        } catch (GeneralSecurityException e) {
            throw refused(
                    "key-of-another-certificate",
                    "the EC key of " + files.certificate() + " in " + files.key(),
                    String.valueOf(e.getMessage()));
        }
    }

    private static ConsensusException refused(String code, String wanted, String found) {
        return new ConsensusException(
                new ApiError(code, wanted, found, "enroll the node again"), null);
    }
}

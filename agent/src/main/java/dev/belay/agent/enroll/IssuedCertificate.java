package dev.belay.agent.enroll;

import dev.belay.agent.config.AgentConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a node needs to take part in agent-to-agent traffic, as PEM texts.
///
/// @param name who it is for
/// @param authorityPem the certificate of the cluster's authority
/// @param certificatePem the node's certificate
/// @param keyPem the node's private key, PKCS#8; a secret
public record IssuedCertificate(
        NodeName name, String authorityPem, String certificatePem, String keyPem) {

    /// Writes `authority.pem`, `node.pem` and `node.key` (mode 0600) into a folder, each one whole
    /// or not at all.
    ///
    /// @return where they are
    public AgentConfig.Tls writeTo(Path dir) throws IOException {
        Files.createDirectories(dir);
        var tls =
                new AgentConfig.Tls(
                        dir.resolve("authority.pem"),
                        dir.resolve("node.pem"),
                        dir.resolve("node.key"));
        Pem.write(tls.authority(), authorityPem);
        Pem.writeSecret(tls.key(), keyPem);
        Pem.write(tls.certificate(), certificatePem);
        return tls;
    }

    @Override
    public String toString() {
        return "certificate of " + name.uri();
    }
}

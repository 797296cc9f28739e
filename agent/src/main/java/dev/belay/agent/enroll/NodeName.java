package dev.belay.agent.enroll;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A node's identity in agent-to-agent traffic, the URI `belay://cluster/node` among the subject
/// alternative names of its certificate. Host names play no part.
///
/// @param clusterId 1–63 of `a-z 0-9 -`
/// @param nodeId 1–63 of `A-Z a-z 0-9 . _ -`
public record NodeName(String clusterId, String nodeId) {

    private static final Pattern CLUSTER = Pattern.compile("[a-z0-9-]{1,63}");
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._-]{1,63}");
    private static final int URI_NAME = 6;

    public NodeName {
        if (!CLUSTER.matcher(clusterId).matches()) {
            throw new IllegalArgumentException(
                    "a cluster id is 1 to 63 of a-z, 0-9 and '-', found '" + clusterId + "'");
        }
        if (!NODE.matcher(nodeId).matches()) {
            throw new IllegalArgumentException(
                    "a node id is 1 to 63 letters, digits, '.', '_' and '-', found '"
                            + nodeId
                            + "'");
        }
    }

    public String uri() {
        return "belay://" + clusterId + "/" + nodeId;
    }

    /// The name in a certificate; empty when it carries none, or more than one.
    public static Optional<NodeName> of(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return Optional.empty();
            }
            List<NodeName> found =
                    names.stream()
                            .filter(name -> name.getFirst().equals(URI_NAME))
                            .flatMap(name -> parse((String) name.get(1)).stream())
                            .toList();
            return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
    }

    /// Reads `belay://cluster/node`; empty when it is anything else.
    public static Optional<NodeName> parse(String text) {
        try {
            URI uri = new URI(text);
            String path = uri.getRawPath();
            if (!"belay".equals(uri.getScheme())
                    || uri.getRawAuthority() == null
                    || path == null
                    || !path.startsWith("/")) {
                return Optional.empty();
            }
            var name = new NodeName(uri.getRawAuthority(), path.substring(1));
            return name.uri().equals(text) ? Optional.of(name) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

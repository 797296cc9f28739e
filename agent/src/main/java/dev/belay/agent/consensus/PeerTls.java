package dev.belay.agent.consensus;

import dev.belay.agent.cipher.OpenSsl;
import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.core.cluster.Authority;
import dev.belay.agent.core.cluster.Trust;
import dev.belay.agent.enroll.FullHandshakes;
import dev.belay.agent.enroll.NodeName;
import dev.belay.agent.enroll.Pem;
import dev.belay.model.status.Member;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Mutual TLS 1.3 between the members of one cluster, and nobody else.
///
/// A peer is let in when its certificate is signed by an authority that the cluster trusts now, is
/// valid now, is not revoked, and names a current member of this cluster. Host names play no part.
/// The files are looked at again at every handshake: new ones work without a restart, and damaged
/// ones leave the old ones in use.
final class PeerTls {

    private static final Logger LOG = LoggerFactory.getLogger(PeerTls.class);
    private static final String PROTOCOL = "TLSv1.3";
    private static final int PUBLISHED = -1;
    private static final int MOST_KEPT = 256;

    /// A chain and the authorities that were trusted when its signatures were checked; whether it
    /// is in time is another question.
    private record SignedPath(List<X509Certificate> chain, List<X509Certificate> anchors) {}

    static {
        FullHandshakes.only();
        OpenSsl.prefer();
    }

    private final AgentConfig.Tls files;
    private final NodeName self;
    private final Supplier<List<Member>> members;
    private final Supplier<Trust> trust;
    private final Predicate<String> leaving;
    private final LiveLines lines = new LiveLines();
    private final Map<String, X509Certificate> parsed = new ConcurrentHashMap<>();
    private final Map<X509Certificate, NodeName> names = new ConcurrentHashMap<>();
    private final Set<SignedPath> signed = ConcurrentHashMap.newKeySet();
    private final Peers peers = new Peers();
    private final Keys keys;
    private volatile PeerCredentials current;
    private volatile List<Long> complainedOf = List.of();

    /// @param leaving whether a node is no member any more and is still counted by consensus: it is
    ///   let in until it is not, or a majority of two could never become one of one
    PeerTls(
            AgentConfig.Tls files,
            NodeName self,
            Supplier<List<Member>> members,
            Supplier<Trust> trust,
            Predicate<String> leaving)
            throws ConsensusException {
        this.files = files;
        this.self = self;
        this.members = members;
        this.trust = trust;
        this.leaving = leaving;
        this.current = PeerCredentials.read(files, self);
        this.keys = new Keys();
    }

    GrpcTlsConfig grpc() {
        return GrpcTlsConfig.newBuilder()
                .setMutualTls(true)
                .setKeyManager(keys)
                .setTrustManager(peers)
                .setSslProvider(SslProvider.JDK)
                .setProtocols(PROTOCOL)
                .build();
    }

    /// TLS on a line that a member has dialled; blocks for the handshake.
    ///
    /// @throws CertificateException when the other end is let in no longer
    SSLSocket server(Socket below) throws IOException, CertificateException {
        var line = (SSLSocket) sockets().createSocket(below, null, true);
        line.setNeedClientAuth(true);
        shake(line, below);
        return line;
    }

    /// TLS on a line to a member; blocks for the handshake.
    ///
    /// @throws CertificateException when another one answers there
    SSLSocket client(Socket below, Member member) throws IOException, CertificateException {
        var line = (SSLSocket) sockets().createSocket(below, member.host(), below.getPort(), true);
        String found = name(shake(line, below).getFirst()).nodeId();
        if (!found.equals(member.id())) {
            throw new CertificateException("node " + member.id() + " is wanted, found " + found);
        }
        return line;
    }

    private List<X509Certificate> shake(SSLSocket line, Socket below)
            throws IOException, CertificateException {
        line.startHandshake();
        List<X509Certificate> chain =
                Stream.of(line.getSession().getPeerCertificates())
                        .map(X509Certificate.class::cast)
                        .toList();
        // Looked at once more after it can be cut: it may have been revoked in between.
        lines.add(below, chain);
        checkOne(chain);
        return chain;
    }

    private SSLSocketFactory sockets() throws IOException {
        try {
            var context = SSLContext.getInstance(PROTOCOL);
            context.init(new KeyManager[] {keys}, new TrustManager[] {peers}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS could not be made", e);
        }
    }

    /// Whether this node's own certificate is within its time.
    boolean isValidNow() {
        try {
            credentials().certificate().checkValidity();
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private PeerCredentials credentials() {
        PeerCredentials known = current;
        try {
            List<Long> stamp = PeerCredentials.stampOf(files);
            if (stamp.equals(known.stamp()) || stamp.equals(complainedOf)) {
                return known;
            }
            try {
                known = PeerCredentials.read(files, self);
                current = known;
                LOG.info("certificate.reloaded serial={}", known.certificate().getSerialNumber());
            } catch (ConsensusException e) {
                complainedOf = stamp;
                LOG.warn("certificate.kept reason=\"{}\"", e.getMessage());
            }
        } catch (IOException e) {
            LOG.debug("certificate files are not there at this moment", e);
        }
        return known;
    }

    /// Why a certificate is refused now; empty when it is not.
    String refusal(List<X509Certificate> chain) {
        try {
            checkOne(chain);
            return "";
        } catch (CertificateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// Cuts the connections whose other end is refused by now; gives the ids of those nodes.
    Set<String> cutRefused() {
        return lines.cut(chain -> !refusal(chain).isEmpty()).stream()
                .flatMap(chain -> NodeName.of(chain.getFirst()).stream())
                .map(NodeName::nodeId)
                .collect(Collectors.toSet());
    }

    /// Cuts the connections whose other end showed a certificate that has a successor by now, so
    /// that they are dialled anew before it is refused.
    void cutFormer(String serial) {
        var cut =
                lines.cut(chain -> chain.getFirst().getSerialNumber().toString(16).equals(serial));
        LOG.debug("connections.renewed serial={} count={}", serial, cut.size());
    }

    private List<X509Certificate> anchors() {
        var trusted = trust.get().authorities().values();
        if (trusted.isEmpty()) {
            return credentials().authorities();
        }
        return trusted.stream().map(Authority::pem).map(this::parse).toList();
    }

    private X509Certificate parse(String pem) {
        return parsed.computeIfAbsent(
                pem,
                text -> {
                    try {
                        return Pem.certificate(text);
                    } catch (CertificateException e) {
                        throw new IllegalStateException("an authority that is no certificate", e);
                    }
                });
    }

    private void check(
            X509Certificate[] chain, @Nullable SSLEngine engine, @Nullable String host, int port)
            throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("a certificate is wanted, found none");
        }
        checkOne(List.of(chain));
        checkAddress(chain[0], host, port);
        if (engine != null) {
            lines.add(engine, List.of(chain));
        }
    }

    private void checkOne(List<X509Certificate> chain) throws CertificateException {
        X509Certificate certificate = chain.getFirst();
        if (!isPath(List.of(certificate)) && (chain.size() != 2 || !isPath(chain))) {
            throw new CertificateException(
                    "a certificate of cluster "
                            + self.clusterId()
                            + " that is valid now is wanted, found serial "
                            + certificate.getSerialNumber().toString(16)
                            + " until "
                            + certificate.getNotAfter().toInstant());
        }
        String serial = certificate.getSerialNumber().toString(16);
        if (trust.get().isRevoked(serial) && !leaving.test(name(certificate).nodeId())) {
            throw new CertificateException(
                    "a certificate that is not revoked is wanted, found serial " + serial);
        }
        checkName(certificate);
    }

    /// Whether an authority that is trusted has signed it, or one that such an authority vouches
    /// for.
    private boolean isPath(List<X509Certificate> chain) {
        var path = new SignedPath(chain, anchors());
        if (!signed.contains(path)) {
            if (!isSigned(path)) {
                return false;
            }
            if (signed.size() >= MOST_KEPT) {
                signed.clear();
            }
            signed.add(path);
        }
        return chain.stream().allMatch(PeerTls::isInTime);
    }

    private static boolean isInTime(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static boolean isSigned(SignedPath signed) {
        try {
            var path = CertificateFactory.getInstance("X.509").generateCertPath(signed.chain());
            var trusted =
                    signed.anchors().stream()
                            .map(authority -> new TrustAnchor(authority, null))
                            .collect(Collectors.toSet());
            var parameters = new PKIXParameters(trusted);
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// Every call of a member asks for it, and a certificate reads it anew each time.
    private NodeName name(X509Certificate certificate) throws CertificateException {
        NodeName known = names.get(certificate);
        if (known == null) {
            known =
                    NodeName.of(certificate)
                            .orElseThrow(() ->
                                    new CertificateException(
                                            "a certificate that names a node is wanted"));
            if (names.size() >= MOST_KEPT) {
                names.clear();
            }
            names.put(certificate, known);
        }
        return known;
    }

    private void checkName(X509Certificate certificate) throws CertificateException {
        NodeName name = name(certificate);
        boolean isMember =
                name.clusterId().equals(self.clusterId())
                        && (leaving.test(name.nodeId())
                                || members.get().stream()
                                        .anyMatch(member -> member.id().equals(name.nodeId())));
        if (!isMember) {
            throw new CertificateException(
                    "a member of cluster " + self.clusterId() + " is wanted, found " + name.uri());
        }
    }

    private void checkAddress(X509Certificate certificate, @Nullable String host, int port)
            throws CertificateException {
        NodeName name = name(certificate);
        for (Member member : members.get()) {
            if (port != PUBLISHED
                    && member.port() == port
                    && member.host().equals(host)
                    && !member.id().equals(name.nodeId())) {
                throw new CertificateException(
                        "node "
                                + member.id()
                                + " is wanted at "
                                + host
                                + ":"
                                + port
                                + ", found "
                                + name.uri());
            }
        }
    }

    private final class Peers extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain, engine, null, PUBLISHED);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain, engine, engine.getPeerHost(), engine.getPeerPort());
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain, null, null, PUBLISHED);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain, null, null, PUBLISHED);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain, null, null, PUBLISHED);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain, null, null, PUBLISHED);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return anchors().toArray(X509Certificate[]::new);
        }
    }

    /// The alias carries the serial number, so that chain and key of one handshake belong together
    /// although the files change in between.
    private final class Keys extends X509ExtendedKeyManager {

        private volatile PeerCredentials before = current;
        private volatile PeerCredentials latest = current;

        private String alias() {
            PeerCredentials now = credentials();
            if (!now.equals(latest)) {
                before = latest;
                latest = now;
            }
            return now.certificate().getSerialNumber().toString();
        }

        private PeerCredentials of(String alias) {
            PeerCredentials now = latest;
            return now.certificate().getSerialNumber().toString().equals(alias) ? now : before;
        }

        @Override
        public String chooseEngineClientAlias(
                String[] types, Principal[] issuers, SSLEngine engine) {
            return alias();
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String type, Principal[] issuers, SSLEngine engine) {
            return type.startsWith("EC") ? alias() : null;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return alias();
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return type.startsWith("EC") ? alias() : null;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {alias()};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {alias()};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return of(alias).chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return of(alias).key();
        }
    }
}

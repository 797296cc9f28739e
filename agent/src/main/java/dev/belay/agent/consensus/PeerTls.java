package dev.belay.agent.consensus;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.enroll.NodeName;
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
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Mutual TLS 1.3 between the members of one cluster, and nobody else.
///
/// A peer is let in when its certificate is signed by this cluster's authority, is valid now, and
/// names a current member of this cluster. Host names play no part. The files are looked at again
/// at every handshake: new ones work without a restart, and damaged ones leave the old ones in use.
final class PeerTls {

    private static final Logger LOG = LoggerFactory.getLogger(PeerTls.class);
    private static final int PUBLISHED = -1;

    private final AgentConfig.Tls files;
    private final NodeName self;
    private final Supplier<List<Member>> members;
    private volatile PeerCredentials current;
    private volatile List<Long> complainedOf = List.of();

    PeerTls(AgentConfig.Tls files, NodeName self, Supplier<List<Member>> members)
            throws ConsensusException {
        this.files = files;
        this.self = self;
        this.members = members;
        this.current = PeerCredentials.read(files, self);
    }

    GrpcTlsConfig grpc() {
        return GrpcTlsConfig.newBuilder()
                .setMutualTls(true)
                .setKeyManager(new Keys())
                .setTrustManager(new Peers())
                .setSslProvider(SslProvider.JDK)
                .setProtocols("TLSv1.3")
                .build();
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

    private void check(X509Certificate[] chain, @Nullable String host, int port)
            throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("a certificate is wanted, found none");
        }
        try {
            var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain[0]));
            var anchors = Set.of(new TrustAnchor(credentials().authority(), null));
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new CertificateException(
                    "a certificate of cluster " + self.clusterId() + " is wanted: " + e, e);
        }
        checkName(chain[0], host, port);
    }

    private void checkName(X509Certificate certificate, @Nullable String host, int port)
            throws CertificateException {
        NodeName name =
                NodeName.of(certificate)
                        .orElseThrow(() ->
                                new CertificateException(
                                        "a certificate that names a node is wanted"));
        List<Member> known = members.get();
        boolean isMember =
                name.clusterId().equals(self.clusterId())
                        && known.stream().anyMatch(member -> member.id().equals(name.nodeId()));
        if (!isMember) {
            throw new CertificateException(
                    "a member of cluster " + self.clusterId() + " is wanted, found " + name.uri());
        }
        for (Member member : known) {
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
            check(chain, null, PUBLISHED);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain, engine.getPeerHost(), engine.getPeerPort());
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain, null, PUBLISHED);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain, null, PUBLISHED);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain, null, PUBLISHED);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain, null, PUBLISHED);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[] {current.authority()};
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
            return new X509Certificate[] {of(alias).certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return of(alias).key();
        }
    }
}

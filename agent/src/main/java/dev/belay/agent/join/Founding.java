package dev.belay.agent.join;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Authority;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.core.cluster.Trust;
import dev.belay.agent.core.cluster.TrustOrder;
import dev.belay.agent.enroll.AuthorityStore;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.agent.enroll.Keys;
import dev.belay.agent.enroll.Pem;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// Makes a cluster out of one node: its authority, its first certificate, its membership, and then
/// what the cluster itself knows of them.
///
/// `founding.json` is there from the first step to the last. A node that finds it at its start
/// without a membership takes back what there is; with one, it does the rest.
final class Founding {

    private static final String MARK = "founding.json";
    private static final String AUTHORITIES = "authorities";
    private static final Duration WRITE = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = 10_000_000;
    private static final int SUFFIX_BYTES = 3;
    private static final int LONGEST_SLUG = 40;

    private Founding() {}

    /// What is being founded.
    record Mark(String clusterId) {}

    /// An id for a cluster: its name in the letters of ids, and a random end, as two clusters of
    /// one name may meet.
    static String clusterId(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        String begin = slug.isEmpty() ? "cluster" : slug;
        byte[] random = new byte[SUFFIX_BYTES];
        new SecureRandom().nextBytes(random);
        return (begin.length() <= LONGEST_SLUG ? begin : begin.substring(0, LONGEST_SLUG))
                        .replaceAll("-+$", "")
                + "-"
                + HexFormat.of().formatHex(random);
    }

    static AuthorityStore authorities(Path stateDir) {
        return new AuthorityStore(stateDir.resolve(AUTHORITIES));
    }

    /// Everything on the disk up to the membership. Durable when it returns.
    static Membership prepare(
            Path stateDir,
            String clusterId,
            String clusterName,
            NodeKeys keys,
            Member self,
            Instant now)
            throws IOException {
        StateFile.write(stateDir.resolve(MARK), new Mark(clusterId));
        ClusterAuthority authority = ClusterAuthority.create(clusterId);
        authorities(stateDir).put(authority);
        X509Certificate certificate =
                authority.certify(self.id(), keys.publicKey(), now, now.plus(Desk.NODE_LIFE));
        writeTls(stateDir, Pem.of(authority.certificate()), Pem.of(certificate));
        var membership = Membership.of(clusterId, clusterName, self.id(), List.of(self));
        membership.write(stateDir);
        return membership;
    }

    /// The founder as its first member.
    static Member founder(String node, String hostName, String zone, OwnAddress address) {
        return new Member(
                node, hostName, zone, MemberRole.VOTER, true, address.host(), address.port());
    }

    /// The files of agent-to-agent traffic; the key is this node's own.
    static void writeTls(Path stateDir, String authorityPem, String certificatePem)
            throws IOException {
        AgentConfig.Tls tls = AgentConfig.Tls.below(stateDir);
        StateFile.makeFolder(stateDir.resolve("tls"));
        Pem.write(tls.authority(), authorityPem);
        Pem.writeSecret(tls.key(), Pem.of(NodeKeys.privateKey(stateDir)));
        Pem.write(tls.certificate(), certificatePem);
        StateFile.durable(stateDir.resolve("tls"));
    }

    static boolean isUnfinished(Path stateDir) throws IOException {
        return StateFile.read(stateDir.resolve(MARK), Mark.class).isPresent();
    }

    static void markDone(Path stateDir) throws IOException {
        StateFile.delete(stateDir.resolve(MARK));
    }

    /// Takes back what was prepared when the membership was never written.
    static void takeBack(Path stateDir) throws IOException {
        if (isUnfinished(stateDir) && Membership.read(stateDir).isEmpty()) {
            StateFile.deleteTree(stateDir.resolve(AUTHORITIES));
            StateFile.deleteTree(stateDir.resolve("tls"));
            markDone(stateDir);
        }
    }

    /// Sees to it that the cluster knows the authority, signs with it, and knows this node's
    /// certificate. Blocks until it does. May be repeated.
    static void trust(
            Consensus consensus,
            ClusterAuthority authority,
            AgentConfig.Tls tls,
            String node,
            Actor actor)
            throws JoinException, IOException {
        long end = System.nanoTime() + WRITE.toNanos();
        while (!consensus.state().isFounded()) {
            if (System.nanoTime() > end) {
                throw JoinException.unknown("the cluster is not founded yet");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        X509Certificate ca = authority.certificate();
        Trust trust = consensus.state().trust();
        if (!trust.authorities().containsKey(authority.id())) {
            act(
                    consensus,
                    actor,
                    new TrustOrder.Authorize(
                            new Authority(
                                    authority.id(),
                                    Pem.of(ca),
                                    Keys.fingerprint(ca.getPublicKey()),
                                    ca.getNotBefore().toInstant().toEpochMilli(),
                                    ca.getNotAfter().toInstant().toEpochMilli())));
        }
        if (trust.signing().isEmpty()) {
            act(consensus, actor, new TrustOrder.SignWith(authority.id()));
        }
        if (!trust.certificates().containsKey(node)) {
            X509Certificate own = Pem.readCertificate(tls.certificate());
            act(
                    consensus,
                    actor,
                    new TrustOrder.Certify(Desk.recorded(node, own, authority.id()), false));
        }
    }

    private static void act(Consensus consensus, Actor actor, Order order) throws JoinException {
        JoinException.done(consensus.act(actor, order, WRITE));
    }
}

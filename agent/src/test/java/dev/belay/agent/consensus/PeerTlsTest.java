package dev.belay.agent.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.core.cluster.Authority;
import dev.belay.agent.core.cluster.Revoked;
import dev.belay.agent.core.cluster.Trust;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.agent.enroll.Keys;
import dev.belay.agent.enroll.NodeName;
import dev.belay.agent.enroll.Pem;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTlsTest {

    private static final NodeName SELF = new NodeName("lab", "n1");
    private static final List<Member> MEMBERS = List.of(member("n1"), member("n2"));

    @TempDir Path dir;
    private final ClusterAuthority authority = ClusterAuthority.create("lab");
    private AgentConfig.Tls files;
    private Trust trusted = Trust.NONE;

    PeerTlsTest() {
        this.files = new AgentConfig.Tls(Path.of("a"), Path.of("b"), Path.of("c"));
    }

    @BeforeEach
    void write() throws IOException {
        files = authority.issue("n1").writeTo(dir.resolve("n1"));
    }

    @Test
    void a_member_of_this_cluster_is_let_in_and_nobody_else() throws Exception {
        X509ExtendedTrustManager trust = trust(tls());

        assertThatCode(() -> trust.checkClientTrusted(chain(authority, "n2"), "EC"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> trust.checkClientTrusted(chain(authority, "n9"), "EC"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("a member of cluster lab is wanted");
        ClusterAuthority sameName = ClusterAuthority.create("lab");
        assertThatThrownBy(() -> trust.checkClientTrusted(chain(sameName, "n2"), "EC"))
                .isInstanceOf(CertificateException.class);
        ClusterAuthority other = ClusterAuthority.create("other");
        assertThatThrownBy(() -> trust.checkServerTrusted(chain(other, "n2"), "EC"))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> trust.checkServerTrusted(new X509Certificate[0], "EC"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void certificates_that_are_over_or_revoked_or_of_another_name_are_refused() throws Exception {
        X509ExtendedTrustManager trust = trust(tls());
        Instant now = Instant.now();

        refuses(trust, authority.certify("n2", Keys.generate().getPublic(), now, now), "until");
        refuses(
                trust,
                authority.certify(
                        "n2",
                        Keys.generate().getPublic(),
                        now.plus(Duration.ofDays(3)),
                        now.plus(Duration.ofDays(9))),
                "valid now");
        refuses(
                trust,
                ClusterAuthority.create("other")
                        .certify("n2", Keys.generate().getPublic(), now, now.plusSeconds(60)),
                "of cluster lab");
        // An authority's own certificate names no node.
        refuses(trust, authority.certificate(), "names a node");

        X509Certificate good =
                authority.certify("n2", Keys.generate().getPublic(), now, now.plusSeconds(60));
        assertThatCode(() -> trust.checkClientTrusted(new X509Certificate[] {good}, "EC"))
                .doesNotThrowAnyException();
        String serial = good.getSerialNumber().toString(16);
        trusted =
                new Trust(
                        new TreeMap<>(),
                        "",
                        new TreeMap<>(),
                        new TreeMap<>(Map.of(serial, new Revoked("n2", serial, 0, 1, "test"))));
        refuses(trust, good, "not revoked");
    }

    @Test
    void the_authorities_of_the_replicated_state_count_once_there_are_any() throws Exception {
        X509ExtendedTrustManager trust = trust(tls());
        ClusterAuthority newer = ClusterAuthority.create("lab");
        X509Certificate ofNewer =
                newer.certify(
                        "n2",
                        Keys.generate().getPublic(),
                        Instant.now(),
                        Instant.now().plusSeconds(60));
        refuses(trust, ofNewer, "of cluster lab");

        // Whoever was away trusts the older one alone, and it vouches for the newer one.
        X509Certificate link = authority.vouchFor(newer, Instant.now());
        assertThatCode(() -> trust.checkServerTrusted(new X509Certificate[] {ofNewer, link}, "EC"))
                .doesNotThrowAnyException();
        ClusterAuthority stranger = ClusterAuthority.create("lab");
        X509Certificate forged = stranger.vouchFor(newer, Instant.now());
        assertThatThrownBy(() ->
                        trust.checkServerTrusted(new X509Certificate[] {ofNewer, forged}, "EC"))
                .isInstanceOf(CertificateException.class);

        trusted = trusting(newer);
        assertThatCode(() -> trust.checkClientTrusted(new X509Certificate[] {ofNewer}, "EC"))
                .doesNotThrowAnyException();
        refuses(trust, chain(authority, "n2")[0], "of cluster lab");
    }

    @Test
    void a_member_s_certificate_vouches_for_nobody() throws Exception {
        X509ExtendedTrustManager trust = trust(tls());
        var pair = Keys.generate();
        X509Certificate member =
                authority.certify(
                        "n2", pair.getPublic(), Instant.now(), Instant.now().plusSeconds(60));
        X509Certificate byStranger =
                ClusterAuthority.create("lab")
                        .certify(
                                "n1",
                                Keys.generate().getPublic(),
                                Instant.now(),
                                Instant.now().plusSeconds(60));
        assertThatThrownBy(() ->
                        trust.checkClientTrusted(new X509Certificate[] {byStranger, member}, "EC"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void a_crash_between_the_certificate_and_its_key_leaves_a_pair_that_fits() throws Exception {
        Path key = files.key();
        Path next = key.resolveSibling(key.getFileName() + ".next");
        byte[] oldKey = Files.readAllBytes(key);
        authority.issue("n1").writeTo(dir.resolve("n1"));
        Files.move(key, next);
        Files.write(key, oldKey);

        assertThatCode(this::tls).doesNotThrowAnyException();
        Files.delete(next);
        refused(files, "key-of-another-certificate");
    }

    private static void refuses(
            X509ExtendedTrustManager trust, X509Certificate certificate, String why) {
        for (ThrowingCallable check :
                List.<ThrowingCallable>of(
                        () -> trust.checkClientTrusted(new X509Certificate[] {certificate}, "EC"),
                        () ->
                                trust.checkServerTrusted(
                                        new X509Certificate[] {certificate}, "EC"))) {
            assertThatThrownBy(check)
                    .isInstanceOf(CertificateException.class)
                    .hasMessageContaining(why);
        }
    }

    private static Trust trusting(ClusterAuthority authority) {
        var known = new TreeMap<String, Authority>();
        X509Certificate certificate = authority.certificate();
        known.put(
                authority.id(),
                new Authority(
                        authority.id(),
                        Pem.of(certificate),
                        Keys.fingerprint(certificate.getPublicKey()),
                        certificate.getNotBefore().toInstant().toEpochMilli(),
                        certificate.getNotAfter().toInstant().toEpochMilli()));
        return new Trust(known, authority.id(), new TreeMap<>(), new TreeMap<>());
    }

    @Test
    void a_new_certificate_is_used_without_a_restart_and_a_damaged_one_is_not() throws Exception {
        var tls = tls();
        BigInteger first = shown(tls);

        authority.issue("n1").writeTo(dir.resolve("n1"));
        BigInteger second = shown(tls);
        assertThat(second).isNotEqualTo(first);

        Files.writeString(files.certificate(), "nonsense");
        assertThat(shown(tls)).isEqualTo(second);
    }

    @Test
    void files_that_do_not_fit_are_refused_at_the_start() throws Exception {
        var second = authority.issue("n2").writeTo(dir.resolve("n2"));
        var again = authority.issue("n1").writeTo(dir.resolve("again"));

        refused(
                new AgentConfig.Tls(files.authority(), second.certificate(), second.key()),
                "certificate-of-another-node");
        refused(
                new AgentConfig.Tls(files.authority(), files.certificate(), again.key()),
                "key-of-another-certificate");
        refused(
                new AgentConfig.Tls(dir.resolve("none"), files.certificate(), files.key()),
                "certificate-unreadable");
        Path foreign = dir.resolve("foreign.pem");
        Files.copy(
                ClusterAuthority.create("lab").issue("n1").writeTo(dir.resolve("x")).authority(),
                foreign,
                StandardCopyOption.REPLACE_EXISTING);
        refused(
                new AgentConfig.Tls(foreign, files.certificate(), files.key()),
                "certificate-not-valid");
    }

    private void refused(AgentConfig.Tls files, String code) {
        assertThatThrownBy(() -> new PeerTls(files, SELF, () -> MEMBERS, () -> trusted, _ -> false))
                .isInstanceOfSatisfying(
                        ConsensusException.class,
                        e -> assertThat(e.error().code()).isEqualTo(code));
    }

    private PeerTls tls() throws ConsensusException {
        return new PeerTls(files, SELF, () -> MEMBERS, () -> trusted, _ -> false);
    }

    private static X509ExtendedTrustManager trust(PeerTls tls) {
        return (X509ExtendedTrustManager)
                Objects.requireNonNull(tls.grpc().getTrustManager().getTrustManager());
    }

    private static BigInteger shown(PeerTls tls) {
        var keys =
                (X509ExtendedKeyManager)
                        Objects.requireNonNull(tls.grpc().getKeyManager().getKeyManager());
        String alias = keys.getServerAliases("EC", null)[0];
        return keys.getCertificateChain(alias)[0].getSerialNumber();
    }

    private X509Certificate[] chain(ClusterAuthority issuer, String node) throws IOException {
        Path at = Files.createTempDirectory(dir, "peer");
        return new X509Certificate[] {
            Pem.readCertificate(issuer.issue(node).writeTo(at).certificate())
        };
    }

    private static Member member(String id) {
        return new Member(id, id, "", MemberRole.VOTER, false, "127.0.0.1", 7400);
    }
}

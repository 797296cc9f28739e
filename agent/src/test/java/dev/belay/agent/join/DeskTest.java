package dev.belay.agent.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.ConsensusDouble;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.MemberOrder;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.agent.enroll.Keys;
import dev.belay.agent.enroll.NodeName;
import dev.belay.agent.host.Clock;
import dev.belay.api.ApiError;
import dev.belay.api.EnrollmentView.Candidate;
import dev.belay.api.EnrollmentView.Step;
import dev.belay.model.status.Event;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The admin's desk with a real authority and real requests; only the cluster is a double.
class DeskTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ENROLLMENT = "e1";

    private final ConsensusDouble.Network network = new ConsensusDouble.Network();
    private final ConsensusDouble consensus = new ConsensusDouble(network, "n1");
    private final ClusterAuthority authority = ClusterAuthority.create("lab");
    private final byte[] pin = Keys.spki(authority.certificate().getPublicKey());
    private final Token token = Token.fresh("n1", 7401, pin);
    private final KeyPair own = Keys.generate();
    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
    private final Candidates candidates = new Candidates();
    private final Set<String> names = new HashSet<>(Set.of("gw-2", "gw-2.example.org"));
    private boolean reachable = true;
    private Instant now = NOW;

    private final Desk desk =
            new Desk(
                    new Desk.Parts(
                            "n1",
                            "lab",
                            Keys.fingerprint(own.getPublic()),
                            consensus,
                            new Guards(
                                    name -> names.contains(name) || name.startsWith("p-"),
                                    _ -> reachable),
                            authority,
                            candidates,
                            new Clock() {
                                @Override
                                public Instant now() {
                                    return now;
                                }

                                @Override
                                public long millis() {
                                    return System.nanoTime() / 1_000_000;
                                }
                            },
                            events::add));

    @Test
    void a_node_with_a_good_token_is_admitted_and_gets_a_certificate_for_its_own_key()
            throws Exception {
        open(1);
        KeyPair key = Keys.generate();
        var taken = taken(desk.answer(request(key, UnaryOperator.identity()), "10.0.0.2"));
        var certificate = certificate(taken.certificatePem());
        assertThat(certificate.getPublicKey()).isEqualTo(key.getPublic());
        assertThat(NodeName.of(certificate)).contains(new NodeName("lab", "gw-2"));
        certificate.verify(authority.certificate().getPublicKey());
        assertThat(taken.admin()).isEqualTo("n1");
        assertThat(consensus.state().trust().certificates().get("gw-2"))
                .isNotNull()
                .satisfies(one ->
                        assertThat(one.serial())
                                .isEqualTo(certificate.getSerialNumber().toString(16)));
        assertThat(steps()).containsExactly(Step.CONFIG);
        assertThat(candidates.look(_ -> false, _ -> false, now))
                .extracting(Candidate::step)
                .containsExactly(Step.CONFIG);
    }

    @Test
    void a_candidate_is_verified_when_it_was_heard_and_not_before_its_configuration() {
        open(1);
        desk.answer(request(Keys.generate(), UnaryOperator.identity()), "10.0.0.2");
        assertThat(candidates.look(_ -> false, _ -> true, now))
                .extracting(Candidate::step)
                .containsExactly(Step.KEYS);
        assertThat(candidates.look(_ -> true, _ -> false, now))
                .extracting(Candidate::step)
                .containsExactly(Step.CONFIG);
        assertThat(candidates.look(_ -> true, _ -> true, now))
                .extracting(Candidate::step)
                .containsExactly(Step.VERIFIED);
    }

    @Test
    void a_node_that_got_no_answer_finds_its_admission_with_the_same_key_alone() throws Exception {
        open(1);
        KeyPair key = Keys.generate();
        taken(desk.answer(request(key, UnaryOperator.identity()), "10.0.0.2"));

        var again = taken(desk.answer(request(key, UnaryOperator.identity()), "10.0.0.2"));
        var other = desk.answer(request(Keys.generate(), UnaryOperator.identity()), "10.0.0.3");

        assertThat(certificate(again.certificatePem()).getPublicKey()).isEqualTo(key.getPublic());
        assertThat(code(other)).isEqualTo("token-used");
        assertThat(Objects.requireNonNull(consensus.state().enrollments().get(ENROLLMENT)).joined())
                .containsExactly("gw-2");
    }

    @Test
    void without_an_answer_of_the_cluster_nothing_is_handed_out_and_it_is_said_to_be_unknown() {
        open(1);
        network.loseQuorum();
        var answer = desk.answer(request(Keys.generate(), UnaryOperator.identity()), "10.0.0.2");
        assertThat(answer.taken()).isNull();
        assertThat(answer.refusal()).isNull();
        assertThat(answer.unknown()).isEqualTo("no answer");
    }

    /// What is wrong with a request, and the code that says so.
    enum Wrong {
        SECRET("token-unknown", r -> r.secret("ffffffff-4567-89ef-0123-456789abcdef")),
        PIN("token-of-another-cluster", r -> r.pin("AAAA")),
        OLD("version-too-old", r -> r.protocol(0)),
        NEW("version-too-new", r -> r.protocol(2)),
        CLOCK_AHEAD("clock-off", r -> r.now(NOW.plusSeconds(61))),
        CLOCK_BEHIND("clock-off", r -> r.now(NOW.minusSeconds(3_600))),
        FORMER_ADMIN("former-admin-not-reset", r -> r.wasAdmin(true)),
        KEYS("keys-not-reset", r -> r.keysResetAt(0)),
        LOCALHOST("host-name-not-set", r -> r.name("localhost", "localhost")),
        NO_NAME("host-name-not-set", r -> r.name("", "")),
        STRANGE_NAME("host-name-unusable", r -> r.name("gw-2", "gw_2;reboot")),
        OTHER_NAME("host-name-unusable", r -> r.name("gw-3", "gw-2")),
        DUPLICATE("node-exists", r -> r.name("n2", "n2")),
        DUPLICATE_IN_CAPITALS("node-exists", r -> r.name("n2", "N2")),
        UNRESOLVABLE("host-unresolvable", r -> r.name("gw-7", "gw-7")),
        ADDRESS("address-exists", r -> r.address("127.62.1.1", 6200)),
        STRANGE_ADDRESS("request-malformed", r -> r.address("$(id)", 7400)),
        PORT("request-malformed", r -> r.address("10.0.0.2", 70_000));

        private final String code;

        @SuppressWarnings("ImmutableEnumChecker") // a lambda of the constants above
        private final UnaryOperator<Asked> change;

        Wrong(String code, UnaryOperator<Asked> change) {
            this.code = code;
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_speaks_against_a_node_is_said_with_a_code_and_a_way_out(Wrong wrong) {
        open(1);
        var answer = desk.answer(request(Keys.generate(), wrong.change), "10.0.0.2");
        assertThat(code(answer)).isEqualTo(wrong.code);
        assertThat(refusal(answer).advice()).isNotBlank();
        assertThat(refusal(answer).sentence()).doesNotContain(token.secret());
        assertThat(consensus.state().members()).hasSize(3);
        assertThat(candidates.look(_ -> true, _ -> true, now))
                .extracting(Candidate::step)
                .containsExactly(Step.REFUSED);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.EnrollmentRefused.class,
                        e -> assertThat(e.code()).isEqualTo(wrong.code));
    }

    @Test
    void a_clock_that_is_off_is_told_by_how_much() {
        open(1);
        var answer =
                desk.answer(
                        request(Keys.generate(), r -> r.now(NOW.minusSeconds(3_605))), "10.0.0.2");
        assertThat(refusal(answer).found()).isEqualTo("one that is 3,605 s behind");
    }

    @Test
    void the_admin_itself_is_refused_as_a_worker() {
        open(1);
        assertThat(code(desk.answer(request(own, UnaryOperator.identity()), "10.0.0.1")))
                .isEqualTo("worker-is-admin");
    }

    @Test
    void a_node_that_the_admin_does_not_reach_is_refused() {
        open(1);
        reachable = false;
        assertThat(code(desk.answer(request(Keys.generate(), UnaryOperator.identity()), "a")))
                .isEqualTo("no-route-back");
    }

    @Test
    void a_request_that_somebody_changed_on_its_way_is_refused() {
        open(1);
        var signed = request(Keys.generate(), UnaryOperator.identity());
        var other = request(Keys.generate(), r -> r.address("10.0.0.66", 7400));
        var mixed =
                new EnrollRequest(
                        signed.protocol(),
                        signed.agentVersion(),
                        signed.secret(),
                        signed.pin(),
                        signed.node(),
                        signed.hostName(),
                        signed.zone(),
                        other.host(),
                        signed.port(),
                        signed.probe(),
                        signed.nowMillis(),
                        signed.keysResetAtMillis(),
                        signed.wasAdmin(),
                        signed.publicKey(),
                        signed.proof());
        assertThat(code(desk.answer(mixed, "10.0.0.66"))).isEqualTo("proof-wrong");
        assertThat(consensus.state().members()).hasSize(3);
    }

    @Test
    void a_token_is_refused_after_its_time_and_after_the_end_of_enrollment() {
        open(1);
        now = NOW.plus(Duration.ofMinutes(16));
        assertThat(code(desk.answer(request(Keys.generate(), r -> r.now(now)), "10.0.0.2")))
                .isEqualTo("token-expired");
        now = NOW;
        consensus.act(
                Actor.agent("n1"), new MemberOrder.CloseEnrollment(ENROLLMENT), Duration.ZERO);
        assertThat(code(desk.answer(request(Keys.generate(), UnaryOperator.identity()), "b")))
                .isEqualTo("enrollment-closed");
    }

    @Test
    void a_used_token_is_an_event_to_act_upon_and_is_in_the_audit_log_without_its_secret()
            throws Exception {
        open(1);
        desk.answer(request(Keys.generate(), UnaryOperator.identity()), "10.0.0.2");
        desk.answer(
                request(Keys.generate(), r -> r.name("p-1", "p-1").address("10.0.0.9", 7400)),
                "10.0.0.9");
        assertThat(events)
                .contains(new Event.TokenReused("p-1", "10.0.0.9", ENROLLMENT))
                .allSatisfy(e -> assertThat(e.line()).doesNotContain(token.secret()));
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (consensus.state().audit().recent().stream()
                .noneMatch(r -> r.result().equals("refused: token-used"))) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(consensus.state().audit().recent().toString())
                .contains("enrollment.refused node=p-1 from=10.0.0.9")
                .doesNotContain(token.secret());
    }

    @Test
    void of_a_hundred_at_once_exactly_as_many_come_in_as_the_token_says() throws Exception {
        open(3);
        String host = "127.67." + ProcessHandle.current().pid() % 250 + ".1";
        int port = freePort(host);
        var answers = new ConcurrentLinkedQueue<String>();
        try (var _ =
                EnrollListener.open(
                        host, port, EnrollTls.server(authority, "n1", NOW), desk::answer)) {
            var all = new ArrayList<Thread>();
            var start = new CountDownLatch(1);
            Token there = Token.parse(token.reveal().replace("n1:", host + ":" + port + ":"));
            for (int i = 0; i < 100; i++) {
                String name = "p-" + i;
                var request =
                        request(
                                Keys.generate(),
                                r ->
                                        r.name(name, name)
                                                .address("10.1.0." + name.substring(2), 7400));
                all.add(
                        Thread.startVirtualThread(() -> {
                            try {
                                start.await();
                                answers.add(asked(there, request));
                            } catch (InterruptedException e) {
                                answers.add("interrupted");
                            }
                        }));
            }
            start.countDown();
            for (Thread one : all) {
                one.join();
            }
        }
        assertThat(
                        answers.stream()
                                .collect(Collectors.groupingBy(one -> one, Collectors.counting())))
                .isEqualTo(Map.of("taken", 3L, "token-used", 97L));
        assertThat(consensus.state().members()).hasSize(6);
    }

    @Test
    void a_stranger_who_speaks_no_tls_sends_too_much_or_nothing_does_not_keep_others_out()
            throws Exception {
        open(1);
        String host = "127.67." + ProcessHandle.current().pid() % 250 + ".2";
        int port = freePort(host);
        try (var _ =
                EnrollListener.open(
                        host, port, EnrollTls.server(authority, "n1", NOW), desk::answer)) {
            var strangers = new ArrayList<java.net.Socket>();
            for (int i = 0; i < 40; i++) {
                var socket = new java.net.Socket(InetAddress.getByName(host), port);
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
                strangers.add(socket);
            }
            Token there = Token.parse(token.reveal().replace("n1:", host + ":" + port + ":"));
            var taken = EnrollCall.ask(there, request(Keys.generate(), UnaryOperator.identity()));
            assertThat(taken.clusterId()).isEqualTo("lab");
            for (java.net.Socket one : strangers) {
                one.close();
            }
        }
    }

    @Test
    void who_fails_often_is_slowed_down_and_others_are_not() {
        var throttle = new Throttle();
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.failed("a", 1_000 + i)).isZero();
        }
        assertThat(throttle.failed("a", 1_010)).isEqualTo(Duration.ofSeconds(1));
        assertThat(throttle.failed("a", 1_011)).isEqualTo(Duration.ofSeconds(2));
        assertThat(throttle.failed("b", 1_012)).isZero();
        assertThat(throttle.failed("a", 90_000)).isZero();
    }

    /// Whoever a busy host turns away before the token was looked at asks again.
    private static String asked(Token there, EnrollRequest request) {
        String code = "admin-unreachable";
        for (int tries = 0; tries < 20 && code.equals("admin-unreachable"); tries++) {
            try {
                EnrollCall.ask(there, request);
                return "taken";
            } catch (JoinException e) {
                code = e.isUnknown() ? "unknown" : e.code();
            }
        }
        return code;
    }

    private void open(int uses) {
        consensus.act(
                Actor.agent("n1"),
                new MemberOrder.OpenEnrollment(
                        ENROLLMENT,
                        Token.hash(token.secret()),
                        uses,
                        false,
                        NOW.plus(Duration.ofMinutes(15)).toEpochMilli()),
                Duration.ZERO);
    }

    private List<Step> steps() {
        return candidates.look(_ -> true, _ -> false, now).stream().map(Candidate::step).toList();
    }

    private EnrollRequest request(KeyPair key, UnaryOperator<Asked> change) {
        Asked asked =
                change.apply(
                        new Asked(
                                EnrollRequest.PROTOCOL,
                                token.secret(),
                                Base64.getEncoder().encodeToString(pin),
                                "gw-2",
                                "gw-2",
                                "10.0.0.2",
                                7400,
                                NOW,
                                NOW.toEpochMilli(),
                                false));
        return new EnrollRequest(
                        asked.protocol(),
                        "0.1.0",
                        asked.secret(),
                        asked.pin(),
                        asked.node(),
                        asked.hostName(),
                        "a",
                        asked.host(),
                        asked.port(),
                        "word",
                        asked.now().toEpochMilli(),
                        asked.keysResetAt(),
                        asked.wasAdmin(),
                        Base64.getEncoder().encodeToString(key.getPublic().getEncoded()),
                        "")
                .signed(key.getPrivate());
    }

    /// What a test changes in a request.
    record Asked(
            int protocol,
            String secret,
            String pin,
            String node,
            String hostName,
            String host,
            int port,
            Instant now,
            long keysResetAt,
            boolean wasAdmin) {

        Asked protocol(int other) {
            return new Asked(
                    other, secret, pin, node, hostName, host, port, now, keysResetAt, wasAdmin);
        }

        Asked secret(String other) {
            return new Asked(
                    protocol, other, pin, node, hostName, host, port, now, keysResetAt, wasAdmin);
        }

        Asked pin(String other) {
            return new Asked(
                    protocol,
                    secret,
                    other,
                    node,
                    hostName,
                    host,
                    port,
                    now,
                    keysResetAt,
                    wasAdmin);
        }

        Asked name(String id, String name) {
            return new Asked(
                    protocol, secret, pin, id, name, host, port, now, keysResetAt, wasAdmin);
        }

        Asked address(String other, int otherPort) {
            return new Asked(
                    protocol,
                    secret,
                    pin,
                    node,
                    hostName,
                    other,
                    otherPort,
                    now,
                    keysResetAt,
                    wasAdmin);
        }

        Asked now(Instant other) {
            return new Asked(
                    protocol,
                    secret,
                    pin,
                    node,
                    hostName,
                    host,
                    port,
                    other,
                    keysResetAt,
                    wasAdmin);
        }

        Asked keysResetAt(long other) {
            return new Asked(
                    protocol, secret, pin, node, hostName, host, port, now, other, wasAdmin);
        }

        Asked wasAdmin(boolean other) {
            return new Asked(
                    protocol, secret, pin, node, hostName, host, port, now, keysResetAt, other);
        }
    }

    private static int freePort(String host) throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }

    private static EnrollAnswer.Taken taken(EnrollAnswer answer) {
        assertThat(answer.refusal()).isNull();
        return Objects.requireNonNull(answer.taken());
    }

    private static ApiError refusal(EnrollAnswer answer) {
        return Objects.requireNonNull(answer.refusal());
    }

    private static String code(EnrollAnswer answer) {
        @Nullable ApiError refusal = answer.refusal();
        return refusal == null ? "" : refusal.code();
    }

    private static X509Certificate certificate(String pem) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}

package dev.belay.reach.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.FakeAgent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshReachTest {

    @TempDir Path folder;
    private OpenSshServer server;
    private FakeAgent agent;
    private Path key;
    private Path ownKnownHosts;
    private final List<HostKeyOffer> offers = new CopyOnWriteArrayList<>();
    private final List<SecretQuestion> questions = new CopyOnWriteArrayList<>();

    /// A busy machine must not pass for a dead server where a test is about something else.
    private static final Duration NEVER_ASKED = Duration.ofSeconds(60);

    private final BlockingQueue<String> losses = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private boolean accept = true;
    private Secrets secrets = Secrets.NONE;

    @BeforeEach
    void prepare() throws Exception {
        agent = new FakeAgent(folder.resolve("agent.sock"));
        server = new OpenSshServer(folder.resolve("sshd"));
        key = server.key("user_ed25519", "ed25519", "");
        server.authorize(List.of(key));
        ownKnownHosts = folder.resolve("own/known_hosts");
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        server.close();
        agent.close();
    }

    @Test
    void a_new_host_key_is_asked_once_with_its_fingerprint_and_known_from_then_on()
            throws Exception {
        server.start();

        try (SshReach reach = connect(key)) {
            assertThat(new ApiClient(reach).whoAmI().nodeName()).isEqualTo("node-1");
            assertThat(reach.facts().authenticatedBy()).isEqualTo("key file " + key);
            assertThat(reach.dials()).isFalse();
        }
        connect(key).close();

        String shown = OpenSshServer.run("ssh-keygen", "-lf", server.hostKey() + ".pub");
        assertThat(offers)
                .singleElement()
                .satisfies(offer -> {
                    assertThat(offer.host()).isEqualTo("[127.64.0.1]:" + server.port());
                    assertThat(shown).contains(offer.fingerprint());
                    assertThat(offer.keyType()).isEqualTo("ED25519");
                });
        assertThat(ownKnownHosts).content().startsWith("[127.64.0.1]:").hasLineCount(1);
        assertThat(
                        OpenSshServer.run(
                                "ssh-keygen",
                                "-F",
                                "[127.64.0.1]:" + server.port(),
                                "-f",
                                "" + ownKnownHosts))
                .contains("found");
    }

    @Test
    void a_program_gets_its_whole_input_though_sshd_has_no_room_for_the_rest() throws Exception {
        server.start();
        int room =
                2_097_152 + 65_536; // sshd's window, and the pipe of a program that does not read

        try (SshReach reach = connect(key)) {
            HostAnswer answer =
                    reach.run(
                            List.of("sh", "-c", "sleep 0.3; wc -c"),
                            new ByteArrayInputStream(new byte[room + 10_000]),
                            Duration.ofSeconds(20));

            assertThat(answer.output().strip()).isEqualTo(Integer.toString(room + 10_000));
        }
    }

    @Test
    void a_new_host_key_that_nobody_accepts_ends_the_attempt_and_writes_nothing() throws Exception {
        server.start();
        accept = false;

        AgentException thrown = fails(key);

        assertThat(thrown.kind()).isEqualTo(AgentException.Kind.REFUSED);
        assertThat(thrown.error().code()).isEqualTo("ssh-host-key-unknown");
        assertThat(ownKnownHosts).doesNotExist();
    }

    @Test
    void a_changed_host_key_stops_without_a_question_and_names_both_keys_and_the_line()
            throws Exception {
        Path other = server.key("other_ed25519", "ed25519", "");
        know("# comment", "[127.64.0.1]:" + server.port() + " " + publicKey(other));
        server.start();

        AgentException thrown = fails(key);

        assertThat(thrown.error().code()).isEqualTo("ssh-host-key-changed");
        assertThat(thrown.error().found())
                .contains(fingerprint(server.hostKey()), fingerprint(other));
        assertThat(thrown.error().advice()).contains(ownKnownHosts + ":2");
        assertThat(offers).isEmpty();
    }

    @Test
    void a_revoked_host_key_stops_even_when_another_line_knows_it() throws Exception {
        String name = "[127.64.0.1]:" + server.port();
        know(name + " " + publicKey(server.hostKey()), "@revoked * " + publicKey(server.hostKey()));
        server.start();

        assertThat(fails(key).error().code()).isEqualTo("ssh-host-key-revoked");
    }

    @Test
    void a_hashed_entry_written_by_openssh_is_recognized() throws Exception {
        know("[127.64.0.1]:" + server.port() + " " + publicKey(server.hostKey()));
        OpenSshServer.run("ssh-keygen", "-H", "-f", ownKnownHosts.toString());
        assertThat(ownKnownHosts).content().startsWith("|1|");
        server.start();

        connect(key).close();

        assertThat(offers).isEmpty();
    }

    @Test
    void a_host_certificate_of_a_known_authority_needs_no_question() throws Exception {
        Path authority = server.key("authority", "ed25519", "");
        OpenSshServer.run(
                "ssh-keygen",
                "-q",
                "-s",
                "" + authority,
                "-I",
                "host",
                "-h",
                "-n",
                "127.64.0.1",
                server.hostKey() + ".pub");
        know("@cert-authority [127.64.0.*]:* " + publicKey(authority));
        server.with("HostCertificate " + server.hostKey() + "-cert.pub").start();

        connect(key).close();

        assertThat(offers).isEmpty();
    }

    @Test
    void a_user_certificate_of_the_same_authority_does_not_make_a_host() throws Exception {
        Path authority = server.key("authority", "ed25519", "");
        OpenSshServer.run(
                "ssh-keygen",
                "-q",
                "-s",
                "" + authority,
                "-I",
                "user",
                "-n",
                "127.64.0.1",
                server.hostKey() + ".pub");
        know("@cert-authority * " + publicKey(authority));
        server.with("HostCertificate " + server.hostKey() + "-cert.pub").start();
        accept = false;

        assertThat(fails(key).kind()).isNotNull();
        assertThat(ownKnownHosts).content().doesNotContain("[127.64.0.1]");
    }

    @Test
    void a_key_with_a_pass_phrase_is_opened_by_the_right_one_and_asked_again_after_a_wrong_one()
            throws Exception {
        Path locked = server.key("locked", "ed25519", "right one");
        server.authorize(List.of(locked)).start();
        secrets = answers("wrong", "right one");

        try (SshReach reach = connect(locked)) {
            assertThat(new ApiClient(reach).whoAmI().node()).isEqualTo("n1");
        }

        assertThat(questions).extracting(SecretQuestion::again).containsExactly(false, true);
        assertThat(questions)
                .extracting(SecretQuestion::kind)
                .containsOnly(SecretQuestion.Kind.PASSPHRASE);
    }

    @Test
    void three_wrong_pass_phrases_end_the_attempt_and_say_so() throws Exception {
        Path locked = server.key("locked", "ed25519", "right one");
        server.authorize(List.of(locked)).with("PasswordAuthentication no").start();
        secrets = answers("a", "b", "c", "d");

        AgentException thrown = fails(locked);

        assertThat(thrown.error().code()).isEqualTo("ssh-auth-refused");
        assertThat(thrown.error().found()).contains("wrong pass-phrase");
        assertThat(questions).hasSize(3);
    }

    @Test
    void nobody_is_asked_for_the_pass_phrase_of_a_key_that_the_server_does_not_take()
            throws Exception {
        Path locked = server.key("locked", "ed25519", "right one");
        server.with("PasswordAuthentication no").start();
        secrets = answers("right one");

        assertThat(fails(locked).error().found()).contains("locked: not taken");
        assertThat(questions).isEmpty();
    }

    @Test
    void a_key_of_a_real_ssh_agent_logs_in() throws Exception {
        server.start();
        try (SshAgentProcess sshAgent = new SshAgentProcess(folder.resolve("ssh-agent.sock"))) {
            sshAgent.add(key);
            Path rsa = server.key("user_rsa", "rsa", "");
            sshAgent.add(rsa);
            server.authorize(List.of(rsa));

            try (SshReach reach =
                    connect(target(server, List.of(), Optional.of(sshAgent.socket())))) {
                assertThat(reach.facts().authenticatedBy())
                        .isEqualTo("key 'user_rsa' of the ssh-agent");
                assertThat(new ApiClient(reach).whoAmI().node()).isEqualTo("n1");
            }
        }
    }

    @Test
    void only_a_few_keys_are_tried_so_that_the_server_does_not_hang_up() throws Exception {
        server.authorize(List.of()).with("PasswordAuthentication no").start();
        try (SshAgentProcess sshAgent = new SshAgentProcess(folder.resolve("ssh-agent.sock"))) {
            for (int i = 0; i < 8; i++) {
                sshAgent.add(server.key("k" + i, "ed25519", ""));
            }

            AgentException thrown =
                    fails(target(server, List.of(), Optional.of(sshAgent.socket())));

            assertThat(thrown.error().code()).isEqualTo("ssh-auth-refused");
            assertThat(thrown.error().found()).contains("not tried");
            assertThat(server.log()).doesNotContain("Too many authentication failures");
        }
    }

    @Test
    void a_server_that_hangs_up_after_one_failure_is_quoted() throws Exception {
        Path wrong = server.key("wrong", "ed25519", "");
        server.with("MaxAuthTries 1").start();

        AgentException thrown = fails(target(server, List.of(wrong, key), Optional.empty()));

        assertThat(thrown.error().code()).isEqualTo("ssh-auth-too-many");
        assertThat(thrown.error().found()).containsIgnoringCase("too many authentication failures");
        assertThat(thrown.error().advice()).contains("IdentitiesOnly");
    }

    @Test
    void a_wrong_password_is_refused_clearly_and_asked_three_times_at_most() throws Exception {
        server.authorize(List.of()).start();
        secrets = answers("no", "no", "no", "no", "no");

        AgentException thrown = fails(key);

        assertThat(thrown.error().code()).isEqualTo("ssh-auth-refused");
        assertThat(thrown.error().found()).contains("password: wrong");
        assertThat(questions).hasSize(3);
    }

    @Test
    void a_key_file_that_others_can_read_is_not_used() throws Exception {
        server.with("PasswordAuthentication no").start();
        Files.setPosixFilePermissions(
                key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(fails(key).error().found()).contains("chmod 600");
    }

    @Test
    void a_jump_host_leads_to_the_node() throws Exception {
        server.start();
        OpenSshServer jump = new OpenSshServer(folder.resolve("jump"));
        open.add(jump);
        jump.authorize(List.of(key)).start();
        SshTarget target =
                target(server, List.of(key), Optional.empty())
                        .withJumps(List.of(target(jump, List.of(key), Optional.empty())));

        try (SshReach reach = connect(target)) {
            assertThat(new ApiClient(reach).whoAmI().node()).isEqualTo("n1");
            assertThat(reach.facts().via()).hasSize(1);
        }
        assertThat(offers).hasSize(2);
    }

    @Test
    void where_forwarding_to_sockets_is_off_the_host_passes_the_bytes_itself() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path belay = bin.resolve("belay");
        Files.writeString(
                belay,
                """
                #!/usr/bin/env python3
                import socket, sys, threading, os
                assert sys.argv[1:3] == ["dial-stdio", "--socket"]
                s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[3])
                def up():
                    while True:
                        b = os.read(0, 65536)
                        if not b: s.shutdown(socket.SHUT_WR); return
                        s.sendall(b)
                threading.Thread(target=up, daemon=True).start()
                while True:
                    b = s.recv(65536)
                    if not b: break
                    os.write(1, b)
                """);
        Files.setPosixFilePermissions(
                belay, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        server.with("AllowStreamLocalForwarding no")
                .with("SetEnv PATH=" + bin + ":/usr/bin:/bin")
                .start();

        try (SshReach reach = connect(key)) {
            assertThat(new ApiClient(reach).whoAmI().node()).isEqualTo("n1");
            assertThat(new ApiClient(reach).whoAmI().node()).isEqualTo("n1");
            assertThat(reach.dials()).isTrue();
        }
    }

    @Test
    void without_belay_on_the_host_the_fallback_says_what_is_missing() throws Exception {
        server.with("AllowStreamLocalForwarding no").with("SetEnv PATH=/usr/bin:/bin").start();

        try (SshReach reach = connect(key)) {
            AgentException thrown = fails(() -> new ApiClient(reach).whoAmI());
            assertThat(thrown.kind()).isEqualTo(AgentException.Kind.UNREACHABLE);
            assertThat(thrown.error().found()).contains("127");
            assertThat(thrown.error().advice()).contains("AllowStreamLocalForwarding");
        }
    }

    @Test
    void a_missing_socket_on_the_host_is_told_from_a_dead_one() throws Exception {
        server.start();
        try (SshReach reach = connect(key)) {
            agent.close();
            assertThat(fails(() -> new ApiClient(reach).whoAmI()).error().code())
                    .isEqualTo("ssh-socket-missing");
            leaveDeadSocket();
            assertThat(fails(() -> new ApiClient(reach).whoAmI()).error().code())
                    .isEqualTo("ssh-socket-dead");
        }
    }

    @Test
    void twenty_pipes_run_side_by_side() throws Exception {
        server.start();
        try (SshReach reach = connect(key);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ApiClient client = new ApiClient(reach);
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(() -> {
                    for (int j = 0; j < 5; j++) {
                        client.whoAmI();
                    }
                    return client.whoAmI().node();
                });
            }
            for (Future<String> answer : threads.invokeAll(calls)) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("n1");
            }
        }
    }

    @Test
    void a_killed_server_is_noticed_at_once() throws Exception {
        server.start();
        connectFor(losses::add);

        server.signal("KILL");

        assertThat(losses.poll(20, TimeUnit.SECONDS)).contains("was lost");
    }

    @Test
    void a_server_that_stops_to_answer_is_noticed_by_the_signs_of_life() throws Exception {
        server.start();
        connectFor(losses::add, Duration.ofSeconds(1));

        server.signal("STOP");

        assertThat(losses.poll(60, TimeUnit.SECONDS)).contains("keep-alive");
    }

    @Test
    void closing_it_ourselves_is_no_loss() throws Exception {
        server.start();

        connectFor(losses::add).close();

        assertThat(losses.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void a_server_with_nothing_but_old_algorithms_is_refused_with_its_offer() throws Exception {
        server.with("Ciphers aes128-cbc").start();

        AgentException thrown = fails(key);

        assertThat(thrown.error().code()).isEqualTo("ssh-no-common-algorithm");
        assertThat(thrown.error().found()).contains("aes128-cbc");
    }

    @Test
    void what_is_not_an_ssh_server_and_what_does_not_listen_are_told_apart() throws Exception {
        AgentException nothing = fails(key);
        assertThat(nothing.error().code()).isEqualTo("ssh-connect");
        assertThat(nothing.error().found()).isEqualTo("that nothing listens there");

        try (ServerSocket silent =
                new ServerSocket(server.port(), 5, InetAddress.getByName(OpenSshServer.ADDRESS))) {
            assertThat(silent.isBound()).isTrue();
            SshTarget hasty =
                    config("ConnectTimeout 1")
                            .resolve(
                                    SshAddress.of("x", OpenSshServer.ADDRESS, server.port()),
                                    SshChoices.NONE);
            AgentException thrown = fails(hasty);
            assertThat(thrown.error().code()).isEqualTo("ssh-key-exchange");
            assertThat(thrown.kind()).isEqualTo(AgentException.Kind.UNREACHABLE);
        }
    }

    @Test
    void the_users_config_decides_whether_a_new_key_is_asked_refused_or_written_down()
            throws Exception {
        server.start();
        SshAddress address =
                SshAddress.of(
                        System.getProperty("user.name"), OpenSshServer.ADDRESS, server.port());
        SshChoices choices = new SshChoices(Optional.of(key), true, Optional.empty(), List.of());

        AgentException strict =
                fails(config("StrictHostKeyChecking yes").resolve(address, choices));
        assertThat(strict.error().code()).isEqualTo("ssh-host-key-unknown");
        assertThat(strict.error().advice()).contains("StrictHostKeyChecking");
        connect(config("StrictHostKeyChecking accept-new").resolve(address, choices)).close();

        assertThat(offers).isEmpty();
        assertThat(ownKnownHosts).content().hasLineCount(1);
    }

    @Test
    void a_user_certificate_beside_the_key_logs_in() throws Exception {
        Path authority = server.key("user_authority", "ed25519", "");
        Path locked = server.key("certified", "ed25519", "right one");
        OpenSshServer.run(
                "ssh-keygen",
                "-q",
                "-s",
                "" + authority,
                "-I",
                "me",
                "-n",
                System.getProperty("user.name"),
                locked + ".pub");
        server.authorize(List.of())
                .with("TrustedUserCAKeys " + authority + ".pub")
                .with("PasswordAuthentication no")
                .start();
        secrets = answers("right one");

        try (SshReach reach = connect(locked)) {
            assertThat(new ApiClient(reach).whoAmI().node()).isEqualTo("n1");
        }
    }

    @Test
    void who_looks_on_sees_every_step_of_every_host_with_its_evidence() throws Exception {
        server.start();
        OpenSshServer jump = new OpenSshServer(folder.resolve("jump"));
        open.add(jump);
        jump.authorize(List.of(key)).start();
        SshTarget target =
                target(server, List.of(key), Optional.empty())
                        .withJumps(List.of(target(jump, List.of(key), Optional.empty())));
        connect(target).close();
        List<String> seen = new CopyOnWriteArrayList<>();
        ConnectWatch watch =
                new ConnectWatch() {
                    @Override
                    public void began(ConnectStep step, String host) {
                        seen.add((host.endsWith(":" + jump.port()) ? "jump " : "node ") + step);
                    }

                    @Override
                    public void passed(ConnectStep step, String host, String evidence) {
                        assertThat(step == ConnectStep.KEY_EXCHANGE || !evidence.isEmpty())
                                .isTrue();
                    }
                };

        SshReach.connect(
                        target,
                        agent.socket().toString(),
                        new SshPorts(ownKnownHosts, _ -> false, Secrets.NONE, watch),
                        losses::add)
                .close();

        assertThat(seen)
                .containsExactly(
                        "jump RESOLVE",
                        "jump TCP",
                        "jump KEY_EXCHANGE",
                        "jump HOST_KEY",
                        "jump AUTHENTICATION",
                        "node TCP",
                        "node KEY_EXCHANGE",
                        "node HOST_KEY",
                        "node AUTHENTICATION");
    }

    private SshConfig config(String text) throws AgentException, IOException {
        Path file = Files.writeString(folder.resolve("config"), text + "\n");
        return SshConfig.load(folder, List.of(file), Map.of());
    }

    private void leaveDeadSocket() throws IOException {
        try (java.nio.channels.ServerSocketChannel channel =
                java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            channel.bind(java.net.UnixDomainSocketAddress.of(agent.socket()));
        }
    }

    private SshReach connectFor(Consumer<String> onLost) throws AgentException {
        return connectFor(onLost, NEVER_ASKED);
    }

    private SshReach connectFor(Consumer<String> onLost, Duration aliveInterval)
            throws AgentException {
        SshReach reach =
                SshReach.connect(
                        target(server, List.of(key), Optional.empty(), aliveInterval),
                        agent.socket().toString(),
                        ports(),
                        onLost);
        open.add(reach);
        return reach;
    }

    private SshReach connect(Path withKey) throws AgentException {
        return connect(target(server, List.of(withKey), Optional.empty()));
    }

    private SshReach connect(SshTarget target) throws AgentException {
        return SshReach.connect(target, agent.socket().toString(), ports(), losses::add);
    }

    private AgentException fails(Path withKey) {
        return fails(target(server, List.of(withKey), Optional.empty()));
    }

    private AgentException fails(SshTarget target) {
        return fails(() -> connect(target).close());
    }

    private interface Call {
        void run() throws AgentException;
    }

    private static AgentException fails(Call call) {
        AgentException thrown = catchThrowableOfType(AgentException.class, call::run);
        assertThat(thrown).isNotNull();
        return thrown;
    }

    private SshPorts ports() {
        return new SshPorts(
                ownKnownHosts,
                offer -> {
                    offers.add(offer);
                    return accept;
                },
                question -> {
                    questions.add(question);
                    return secrets.ask(question);
                },
                ConnectWatch.NONE);
    }

    private static Secrets answers(String... words) {
        BlockingQueue<String> left = new LinkedBlockingQueue<>(List.of(words));
        return _ -> Optional.ofNullable(left.poll()).map(String::toCharArray);
    }

    private void know(String... lines) throws IOException {
        Files.createDirectories(ownKnownHosts.getParent());
        Files.write(ownKnownHosts, List.of(lines));
    }

    private static String publicKey(Path key) throws IOException {
        return Files.readString(key.resolveSibling(key.getFileName() + ".pub")).strip();
    }

    private static String fingerprint(Path key) throws IOException, InterruptedException {
        return List.of(OpenSshServer.run("ssh-keygen", "-lf", key + ".pub").split(" ")).get(1);
    }

    private static SshTarget target(OpenSshServer at, List<Path> keys, Optional<Path> sshAgent) {
        return target(at, keys, sshAgent, NEVER_ASKED);
    }

    private static SshTarget target(
            OpenSshServer at, List<Path> keys, Optional<Path> sshAgent, Duration aliveInterval) {
        return new SshTarget(
                OpenSshServer.ADDRESS,
                OpenSshServer.ADDRESS,
                at.port(),
                System.getProperty("user.name"),
                keys,
                true,
                false,
                sshAgent,
                List.of(),
                List.of(),
                OpenSshServer.ADDRESS,
                StrictHostKeys.ASK,
                Duration.ofSeconds(30),
                aliveInterval,
                2,
                true,
                List.of());
    }
}

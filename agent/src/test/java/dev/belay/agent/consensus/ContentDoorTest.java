package dev.belay.agent.consensus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.core.cluster.Revoked;
import dev.belay.agent.core.cluster.Trust;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.agent.enroll.NodeName;
import dev.belay.agent.enroll.Pem;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines for content between two members, over real sockets.
class ContentDoorTest {

    private static final String HOST = "127.0.0.1";
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @TempDir Path dir;
    private final ClusterAuthority authority = ClusterAuthority.create("lab");
    private final List<Member> members = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private volatile Trust trusted = Trust.NONE;
    private volatile ContentDoor.Server server = question -> question;
    private ContentDoor door;
    private PeerTls doorTls;

    @BeforeEach
    void openDoor() throws Exception {
        members.add(member("n1"));
        members.add(member("n2"));
        doorTls = tls(authority, "n1");
        door = ContentDoor.open(HOST, 0, doorTls, question -> server.answer(question));
        open.add(door);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private static Member member(String id) {
        return new Member(id, "host-" + id, "zone", MemberRole.VOTER, false, HOST, 1);
    }

    private PeerTls tls(ClusterAuthority of, String node) throws Exception {
        AgentConfig.Tls files = of.issue(node).writeTo(dir.resolve(of.hashCode() + node));
        return new PeerTls(
                files,
                new NodeName("lab", node),
                () -> List.copyOf(members),
                () -> trusted,
                one -> false);
    }

    private ContentLines lines(PeerTls tls, int port) {
        var lines = new ContentLines(tls, member -> OptionalInt.of(port));
        open.add(lines);
        return lines;
    }

    private static byte[] answer(ContentLines.Asked asked) {
        return ((ContentLines.Asked.Answered) asked).answer();
    }

    @Test
    void questions_follow_each_other_on_one_line_and_answers_may_be_long() throws Exception {
        var random = new Random(1);
        byte[] answer = new byte[ContentDoor.MOST_ANSWER];
        random.nextBytes(answer);
        var lines = lines(tls(authority, "n2"), door.port());

        server = question -> answer;
        for (int i = 0; i < 5; i++) {
            assertThat(answer(lines.ask(members.get(0), new byte[] {1}, DEADLINE)))
                    .isEqualTo(answer);
        }
        server = question -> question;
        for (int length : new int[] {0, 1, 20_000, ContentDoor.MOST_QUESTION}) {
            byte[] question = new byte[length];
            random.nextBytes(question);
            assertThat(answer(lines.ask(members.get(0), question, DEADLINE))).isEqualTo(question);
        }
    }

    @Test
    void many_ask_at_once_and_hear_that_the_door_is_busy() throws Exception {
        var busy = new Semaphore(2);
        var begun = new CountDownLatch(2);
        var go = new CountDownLatch(1);
        server =
                question -> {
                    if (!busy.tryAcquire()) {
                        return null;
                    }
                    begun.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return question;
                };
        var lines = lines(tls(authority, "n2"), door.port());
        var answered = new AtomicInteger();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            askers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    lines.ask(members.get(0), new byte[] {7}, DEADLINE);
                                    answered.incrementAndGet();
                                } catch (IOException e) {
                                    throw new AssertionError(e);
                                }
                            }));
        }
        begun.await();
        assertThat(lines.ask(members.get(0), new byte[1], DEADLINE))
                .isInstanceOf(ContentLines.Asked.Busy.class);
        go.countDown();
        for (Thread one : askers) {
            one.join();
        }
        assertThat(answered.get()).isEqualTo(2);
    }

    @Test
    void a_stranger_gets_no_line_and_neither_does_who_meets_another_member() throws Exception {
        var stranger = lines(tls(ClusterAuthority.create("lab"), "n2"), door.port());
        assertThat(stranger.ask(members.get(0), new byte[1], DEADLINE))
                .isInstanceOf(ContentLines.Asked.NoLine.class);

        var mistaken = lines(tls(authority, "n2"), door.port());
        members.add(member("n3"));
        assertThat(mistaken.ask(members.get(2), new byte[1], DEADLINE))
                .isInstanceOf(ContentLines.Asked.NoLine.class);
        assertThat(mistaken.ask(members.get(0), new byte[1], DEADLINE))
                .isInstanceOf(ContentLines.Asked.Answered.class);
    }

    @Test
    void a_line_of_a_certificate_that_is_revoked_is_cut_and_none_comes_after_it() throws Exception {
        PeerTls tls = tls(authority, "n2");
        var lines = lines(tls, door.port());
        assertThat(lines.ask(members.get(0), new byte[1], DEADLINE))
                .isInstanceOf(ContentLines.Asked.Answered.class);

        String serial =
                Pem.readCertificate(dir.resolve(authority.hashCode() + "n2").resolve("node.pem"))
                        .getSerialNumber()
                        .toString(16);
        trusted =
                new Trust(
                        new TreeMap<>(),
                        "",
                        new TreeMap<>(),
                        new TreeMap<>(Map.of(serial, new Revoked("n2", serial, 0, 1, "test"))));
        assertThat(doorTls.cutRefused()).containsExactly("n2");

        assertThatThrownBy(() -> lines.ask(members.get(0), new byte[1], DEADLINE))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> {
                            // The door's refusal comes after the handshake, as TLS 1.3 has it.
                            if (lines.ask(members.get(0), new byte[1], DEADLINE)
                                    instanceof ContentLines.Asked.NoLine) {
                                throw new IOException("no line");
                            }
                        })
                .isInstanceOf(IOException.class);
    }

    @Test
    void without_a_door_there_is_no_line_and_nobody_waits_for_it_again() throws Exception {
        int port = door.port();
        door.close();
        var dialled = new AtomicInteger();
        var lines =
                new ContentLines(
                        tls(authority, "n2"),
                        member -> {
                            dialled.incrementAndGet();
                            return OptionalInt.of(port);
                        });
        open.add(lines);
        for (int i = 0; i < 3; i++) {
            assertThat(lines.ask(members.get(0), new byte[1], DEADLINE))
                    .isInstanceOf(ContentLines.Asked.NoLine.class);
        }
        assertThat(dialled.get()).isEqualTo(1);
    }

    private Socket dialled() throws IOException {
        var raw = new Socket();
        raw.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()));
        return raw;
    }

    @Test
    void a_question_that_is_too_long_ends_the_line_and_not_the_door() throws Exception {
        PeerTls tls = tls(authority, "n2");
        try (var raw = dialled()) {
            var out = new DataOutputStream(tls.client(raw, members.get(0)).getOutputStream());
            out.writeInt(Integer.MAX_VALUE);
            out.flush();
            raw.setSoTimeout(5_000);
            assertThat(raw.getInputStream().readAllBytes()).isNotNull();
        }
        try (var raw = dialled()) {
            raw.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
        }
        assertThat(lines(tls, door.port()).ask(members.get(0), new byte[1], DEADLINE))
                .isInstanceOf(ContentLines.Asked.Answered.class);
    }
}

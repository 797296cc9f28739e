package dev.belay.app.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.api.NodeStanding.Stage;
import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.SavedConnection;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.Quorum;
import dev.belay.model.status.RaftRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeBookTest {
    private static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");

    private final EnrollFixture hosts = new EnrollFixture(() -> NOW);
    private long nanos = 7_000_000_000L;
    @TempDir private @Nullable Path temporary;

    @Test
    void hosts_are_known_again_with_what_they_said_last() {
        NodeBook before = book();
        before.put(hosts.host("gw-2", true, true), null);
        before.put(hosts.host("gw-1", true, false), null);
        before.ask("way-gw-2");
        NodeBook again = book();
        assertThat(keys(again)).containsExactly("way-gw-2", "way-gw-1");
        KnownNode asked = again.node("way-gw-2").orElseThrow();
        assertThat(asked.name()).as("its host's own name").isEqualTo("gw-2.example.com");
        assertThat(Objects.requireNonNull(asked.standing()).keysResetAt()).isNotNull();
        assertThat(again.node("way-gw-1").orElseThrow().standing()).isNull();
        assertThat(again.problemProperty().get()).isEmpty();
    }

    @Test
    void a_host_that_is_taken_out_stays_out_and_its_way_is_closed() {
        List<String> closed = new ArrayList<>();
        Ways ways = new Closing(hosts, closed);
        NodeBook book = book(ways, Runnable::run);
        book.put(hosts.host("gw-1", true, true), null);
        book.put(hosts.host("gw-2", true, true), null);
        book.remove("way-gw-1");
        book.remove("way-gw-1");
        assertThat(closed).containsExactly("gw-1");
        assertThat(keys(book)).containsExactly("way-gw-2");
        assertThat(keys(book())).containsExactly("way-gw-2");
        assertThatThrownBy(() -> book.port("way-gw-1")).hasMessageContaining("'way-gw-1'");
    }

    @Test
    void a_host_is_found_by_every_name_that_it_goes_by() {
        NodeBook book = book();
        book.put(hosts.host("gw-1", true, true), null);
        assertThat(book.named("gw-1")).as("its id is not known before it said so").isEmpty();
        book.ask("way-gw-1");
        assertThat(book.named("gw-1")).isEqualTo(book.named("gw-1.example.com")).isPresent();
        assertThat(book.named("gw-9")).isEmpty();
    }

    @Test
    void silence_is_told_beside_what_was_said_before() {
        NodeBook book = book();
        book.put(hosts.host("gw-1", true, true), null);
        book.ask("way-gw-1");
        nanos += 60_000_000_000L;
        hosts.host("gw-1", false, true);
        book.askAll();
        KnownNode silent = book.node("way-gw-1").orElseThrow();
        assertThat(Objects.requireNonNull(silent.error()).code()).isEqualTo("ssh-socket-missing");
        assertThat(silent.standing()).as("what it said before").isNotNull();
        assertThat(silent.seenNanos()).as("when it said so").isEqualTo(7_000_000_000L);
        hosts.host("gw-1", true, true);
        book.askAll();
        KnownNode back = book.node("way-gw-1").orElseThrow();
        assertThat(back.error()).isNull();
        assertThat(back.seenNanos()).isEqualTo(67_000_000_000L);
    }

    @Test
    void members_come_first_and_a_host_that_became_one_is_told_once() {
        NodeBook book = book();
        book.put(hosts.host("gw-3", true, true), null);
        book.put(hosts.host("gw-2", true, true), null);
        hosts.member("gw-2", "edge-tokyo", false);
        book.ask("way-gw-2");
        assertThat(book.node("way-gw-2").orElseThrow().isSingle())
                .as("of a cluster that is not looked at")
                .isFalse();
        LiveClusterFixture live =
                LiveClusterFixture.of("edge-tokyo", () -> nanos).status(status("gw-1", "gw-2"));
        book.look(live.cluster(), true);
        assertThat(keys(book)).containsExactly("gw-1", "gw-2", "way-gw-3");
        assertThat(book.admin().orElseThrow().key()).isEqualTo("gw-1");
        assertThat(book.cluster()).isEqualTo("edge-tokyo");
        assertThat(book.isProtected()).isTrue();
        assertThat(book.voters()).as("gw-2 only learns").isEqualTo(1);
        assertThat(book.votes("gw-1")).isTrue();
        assertThat(book.votes("gw-2")).isFalse();
        live.status(status("gw-1", "gw-2", "gw-4"));
        assertThat(keys(book)).containsExactly("gw-1", "gw-2", "gw-4", "way-gw-3");
        book.look(null, true);
        assertThat(keys(book)).containsExactly("way-gw-3", "way-gw-2");
        assertThat(book.isProtected()).as("nothing is looked at").isFalse();
        live.status(status("gw-1"));
        assertThat(keys(book)).as("the former cluster is heard no more").hasSize(2);
    }

    @Test
    void a_member_is_asked_through_its_own_tunnel() {
        NodeBook book = book();
        hosts.member("gw-1", "edge-tokyo", true);
        book.look(
                LiveClusterFixture.of("edge-tokyo", () -> nanos).status(status("gw-1")).cluster(),
                false);
        book.ask("gw-1");
        KnownNode asked = book.node("gw-1").orElseThrow();
        assertThat(Objects.requireNonNull(asked.standing()).stage()).isEqualTo(Stage.ADMIN);
        assertThat(asked.isSingle()).isFalse();
    }

    @Test
    void a_file_that_is_not_understood_is_told_and_never_overwritten() throws IOException {
        Files.writeString(file(), "{\"version\": 9, \"hosts\": []}");
        NodeBook book = book();
        assertThat(book.problemProperty().get()).contains("hosts.json");
        book.put(hosts.host("gw-1", true, true), null);
        assertThat(keys(book)).as("it goes on in memory").containsExactly("way-gw-1");
        assertThat(Files.readString(file())).contains("\"version\": 9");
    }

    @Test
    void a_host_that_is_added_while_the_file_is_read_is_kept_too() {
        book().put(hosts.host("gw-1", true, true), null);
        Queue<Runnable> later = new ArrayDeque<>();
        NodeBook slow = book(hosts, later::add);
        slow.put(hosts.host("gw-2", true, true), null);
        while (!later.isEmpty()) {
            later.remove().run();
        }
        assertThat(keys(slow)).containsExactlyInAnyOrder("way-gw-1", "way-gw-2");
        assertThat(keys(book())).containsExactlyInAnyOrder("way-gw-1", "way-gw-2");
    }

    @Test
    void a_file_that_cannot_be_written_is_told_until_it_can() throws IOException {
        NodeBook book = book();
        Files.createDirectories(file().resolve("in-the-way"));
        book.put(hosts.host("gw-1", true, true), null);
        assertThat(book.problemProperty().get()).isNotEmpty();
        Files.delete(file().resolve("in-the-way"));
        Files.delete(file());
        book.put(hosts.host("gw-2", true, true), null);
        assertThat(book.problemProperty().get()).isEmpty();
        assertThat(keys(book())).containsExactly("way-gw-1", "way-gw-2");
    }

    private NodeBook book() {
        return book(hosts, Runnable::run);
    }

    private NodeBook book(Ways ways, Executor files) {
        return new NodeBook(
                ways, new SingleStore(file()), Runnable::run, files, Runnable::run, () -> nanos);
    }

    private Path file() {
        return Objects.requireNonNull(temporary).resolve("hosts.json");
    }

    private static List<String> keys(NodeBook book) {
        return book.nodes().stream().map(KnownNode::key).toList();
    }

    /// What gw-1, the admin and only voter, says of these members.
    static ClusterStatus status(String... members) {
        List<NodeStatus> nodes = new ArrayList<>();
        for (String id : members) {
            boolean admin = id.equals("gw-1");
            nodes.add(
                    new NodeStatus(
                            new Member(
                                    id,
                                    id + ".example.com",
                                    "",
                                    admin ? MemberRole.VOTER : MemberRole.LEARNER,
                                    admin,
                                    "10.0.110.10",
                                    7_400),
                            NodeState.ACTIVE,
                            "",
                            null));
        }
        return new ClusterStatus(
                "edge-tokyo",
                "edge-tokyo",
                "gw-1",
                NOW,
                new Opinion("gw-1", 3, NOW, RaftRole.COORDINATOR, true),
                new Quorum(1, 1, 1, true),
                nodes,
                List.of());
    }

    /// Ways that note which of them were closed.
    private record Closing(Ways ways, List<String> closed) implements Ways {
        @Override
        public NodePort single(SavedConnection way) {
            return ways.single(way);
        }

        @Override
        public NodePort member(LiveNode node) {
            return ways.member(node);
        }

        @Override
        public AgentInstaller installer(SavedConnection way) {
            return ways.installer(way);
        }

        @Override
        public void forget(SavedConnection way) {
            closed.add(way.name());
        }
    }
}

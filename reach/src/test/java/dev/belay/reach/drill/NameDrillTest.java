package dev.belay.reach.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.api.DrillBegun;
import dev.belay.api.DrillKind;
import dev.belay.api.DrillOrder;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServicesView;
import dev.belay.drill.DrillResult;
import dev.belay.drill.DrillStep;
import dev.belay.drill.NameSeen;
import dev.belay.reach.AgentException;
import dev.belay.reach.probe.NameServer;
import dev.belay.reach.probe.ProbeTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A drill by a name: the name server and the hosts answer for real, the cluster is made up.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NameDrillTest {

    private static final Map<String, String> NODES = Map.of("127.0.0.31", "n1", "127.0.0.32", "n2");
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private final List<DrillStep> steps = new ArrayList<>();
    private final Cluster cluster = new Cluster();
    private NameServer names;
    private ServerSocket first;
    private ServerSocket next;

    @BeforeEach
    void up() throws Exception {
        names = new NameServer(1);
        first = new ServerSocket(0, 10_000, InetAddress.getByName("127.0.0.31"));
        next = new ServerSocket(first.getLocalPort(), 10_000, InetAddress.getByName("127.0.0.32"));
    }

    @AfterEach
    void down() throws IOException {
        names.close();
        first.close();
        next.close();
    }

    /// Moves the service, the name and what answers, as agents would.
    private final class Cluster implements DrillCluster {

        private volatile State state = State.ACTIVE;
        private volatile String node = "n1";
        private final AtomicLong generation = new AtomicLong(3);
        private final AtomicInteger drills = new AtomicInteger();
        private volatile boolean isNameKept;
        private volatile boolean isAnswerLost;
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public ServicesView services() {
            // The last look before the order.
            if (isAnswerLost && asked.incrementAndGet() == 2) {
                says("");
            }
            var service =
                    new ServiceView(
                            "web",
                            "Web",
                            state,
                            state == State.ACTIVE ? node : "",
                            generation.get(),
                            AT,
                            Wanted.AS_DESIGNED,
                            "",
                            "",
                            false,
                            false,
                            node,
                            "",
                            1250,
                            List.of(),
                            List.of(),
                            List.of());
            return new ServicesView(
                    AT, "n1", 7, "default", 2500, List.of(service), List.of(), null, List.of());
        }

        @Override
        public DrillBegun drill(String service, DrillOrder order) {
            drills.incrementAndGet();
            if (isAnswerLost) {
                says("127.0.0.31");
            }
            try {
                first.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            if (!isNameKept) {
                names.says("127.0.0.32");
            }
            node = "n2";
            generation.incrementAndGet();
            return new DrillBegun(service, order.kind(), "n1", 3, AT, AT);
        }

        /// So long that it was heard.
        private void says(String address) {
            names.says(address);
            int asked = names.asked();
            while (names.asked() < asked + 4) {
                Thread.onSpinWait();
            }
        }

        @Override
        public ServicesView start(String service) {
            state = State.ACTIVE;
            names.says("127.0.0.31");
            return services();
        }

        @Override
        public ServicesView move(String service, String to) {
            throw new AssertionError("nobody asked for it");
        }

        @Override
        public ServicesView clear(String service) {
            throw new AssertionError("nobody asked for it");
        }
    }

    private DrillResult drill(int atMostSeconds) throws AgentException, InterruptedException {
        var plan =
                new DrillPlan(
                        "web",
                        "",
                        DrillKind.MOVE,
                        10,
                        ProbeTarget.name(
                                "app.example", first.getLocalPort(), Optional.of(names.place())),
                        DrillPlan.INTERVAL,
                        Duration.ofSeconds(atMostSeconds),
                        NODES,
                        true,
                        false);
        return new DrillRun(plan, cluster, steps::add).run();
    }

    @Test
    void what_does_not_run_is_started_and_the_name_is_looked_at_before_and_after()
            throws Exception {
        cluster.state = State.STOPPED;

        DrillResult result = drill(30);

        NameSeen name = Objects.requireNonNull(result.name());
        assertThat(result.isEnded()).isTrue();
        assertThat(result.startMillis()).isNotNull();
        assertThat(name.before()).isEqualTo(new NameSeen.Place("127.0.0.31", "n1"));
        assertThat(name.after()).isEqualTo(new NameSeen.Place("127.0.0.32", "n2"));
        assertThat(name.followedMillis()).isNotNull();
        assertThat(steps)
                .extracting(one -> one.getClass().getSimpleName())
                .containsSubsequence(
                        "Starting",
                        "Started",
                        "Probing",
                        "Steady",
                        "NameSays",
                        "Begun",
                        "NameSays",
                        "ClientFollows");
    }

    @Test
    void nothing_is_done_while_the_name_leads_to_another_node() {
        names.says("127.0.0.32");

        assertThatThrownBy(() -> drill(30))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("'app.example' to lead to n1")
                .hasMessageContaining("127.0.0.32 (n2)");
        assertThat(cluster.drills).hasValue(0);
    }

    @Test
    void an_answer_that_is_lost_meanwhile_is_not_where_the_name_led() throws Exception {
        cluster.isAnswerLost = true;
        names.says("127.0.0.31");

        NameSeen name = Objects.requireNonNull(drill(30).name());

        assertThat(name.before().node()).isEqualTo("n1");
        assertThat(name.after().node()).isEqualTo("n2");
        assertThat(name.saidMillis()).isNotNull();
    }

    @Test
    void a_name_that_stays_behind_leaves_the_outcome_unknown() throws Exception {
        cluster.isNameKept = true;
        names.says("127.0.0.31");

        DrillResult result = drill(5);

        NameSeen name = Objects.requireNonNull(result.name());
        assertThat(result.isEnded()).isFalse();
        assertThat(name.saidMillis()).isNull();
        assertThat(name.after()).isEqualTo(name.before());
    }
}

package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Fact;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.Quorum;
import dev.belay.model.status.RaftFacts;
import dev.belay.model.status.RaftRole;
import dev.belay.model.status.Severity;
import dev.belay.model.status.StatusProblem;
import dev.belay.model.status.Vitals;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class StatusReportTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void every_fact_has_its_age_and_observer_and_problems_come_last() {
        assertThat(
                        new StatusReport(Recorded.in(Locale.ROOT).terminal())
                                .cluster(status(), ServicesHeard.NOTHING))
                .containsExactly(
                        "Cluster      Payments (pay)",
                        "Quorum       held, 2 of 3 voters, 2 needed",
                        "Coordinator  node-1, term 4, for 60 s",
                        "Observed by  node-2",
                        "",
                        "NODE    STATE    PART         VOTE     ZONE  LOG  AGE    OBSERVER  REASON",
                        "node-1  active   coordinator  voter    a     42   0.3 s  node-2    answers",
                        "node-2  unknown  –            witness  –     –    never  –         silent for 9 s",
                        "",
                        "Problems",
                        "  warning  node-2  node-2 has not been heard");
    }

    @Test
    void without_a_coordinator_the_term_is_still_said() {
        var opinion = new Opinion(null, 7, NOW, RaftRole.CANDIDATE, false);
        var status =
                new ClusterStatus(
                        "pay",
                        "Payments",
                        "node-2",
                        NOW,
                        opinion,
                        new Quorum(1, 3, 2, false),
                        List.of(),
                        List.of());
        assertThat(
                        new StatusReport(Recorded.in(Locale.ROOT).terminal())
                                .cluster(status, ServicesHeard.NOTHING))
                .contains("Quorum       LOST, 1 of 3 voters, 2 needed")
                .contains("Coordinator  none known, term 7");
    }

    @Test
    void a_node_that_is_not_heard_fails_the_check() {
        assertThat(
                        status().nodes().stream()
                                .map(node ->
                                        CheckStatusCommand.check(
                                                node,
                                                dev.belay.model.status.StatusText.of(Locale.ROOT))))
                .containsExactly(
                        new CheckStatusCommand.NodeCheck("node-1", "Success", ""),
                        new CheckStatusCommand.NodeCheck("node-2", "Failure", "silent for 9 s"));
    }

    static ClusterStatus status() {
        var opinion = new Opinion("node-1", 4, NOW.minusSeconds(60), RaftRole.COORDINATOR, true);
        var report =
                new NodeReport(
                        "node-1",
                        NOW,
                        NOW.minusSeconds(600),
                        "0.1.0",
                        "Linux",
                        opinion,
                        List.of(),
                        new Vitals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                        new RaftFacts(42, 42, -1, 0),
                        0);
        return new ClusterStatus(
                "pay",
                "Payments",
                "node-2",
                NOW,
                opinion,
                new Quorum(2, 3, 2, true),
                List.of(
                        new NodeStatus(
                                member("node-1", "a", MemberRole.VOTER),
                                NodeState.ACTIVE,
                                "answers",
                                Fact.of(report, NOW.minusMillis(300), "node-2")),
                        new NodeStatus(
                                member("node-2", "", MemberRole.WITNESS),
                                NodeState.UNKNOWN,
                                "silent for 9 s",
                                null)),
                List.of(
                        new StatusProblem(
                                "made-up",
                                Severity.WARNING,
                                "node-2",
                                "node-2 has not been heard")));
    }

    /// A cluster of one node that is well.
    static ClusterStatus healthy() {
        ClusterStatus all = status();
        return new ClusterStatus(
                all.clusterId(),
                all.name(),
                "node-1",
                NOW,
                all.opinion(),
                all.quorum(),
                List.of(all.nodes().getFirst()),
                List.of());
    }

    private static Member member(String id, String zone, MemberRole role) {
        return new Member(id, id, zone, role, false, "10.0.0.1", 7400);
    }
}

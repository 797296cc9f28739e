package dev.belay.app.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.ui.Language;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Event;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Fact;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.PeerSight;
import dev.belay.model.status.Quorum;
import dev.belay.model.status.RaftFacts;
import dev.belay.model.status.RaftRole;
import dev.belay.model.status.Severity;
import dev.belay.model.status.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventsModelTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final LiveClusterFixture fixture = LiveClusterFixture.of("edge", () -> 0);
    private final ObjectProperty<@Nullable LiveCluster> live = new SimpleObjectProperty<>();
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.ENGLISH);

    @Test
    void events_of_all_nodes_stand_on_one_clock() {
        fixture.status(status()).tick();
        live.set(fixture.cluster());
        EventsModel model = new EventsModel(live, language);
        fixture.events(
                List.of(
                        event("n1", 1, NOON.plusMillis(100)),
                        event("n2", 1, NOON.plusMillis(350))));
        assertThat(model.referenceProperty().get()).isEqualTo("n1");
        assertThat(model.shown())
                .extracting(line -> line.record().node(), EventLine::at)
                .containsExactly(
                        tuple("n2", NOON.plusMillis(50)), tuple("n1", NOON.plusMillis(100)));
    }

    @Test
    void severity_node_and_search_leave_events_out_and_can_be_cleared() {
        live.set(fixture.cluster());
        EventsModel model = new EventsModel(live, language);
        fixture.events(
                List.of(
                        event("n1", 1, NOON),
                        record("n2", 1, NOON, new Event.QuorumLost(1, 3, 2)),
                        record("n2", 2, NOON, new Event.DiskFilling("/srv", 91))));
        model.severities().remove(Severity.INFO);
        assertThat(model.shown()).hasSize(2);
        model.searchProperty().set("/SRV");
        assertThat(model.shown()).extracting(line -> line.record().seq()).containsExactly(2L);
        model.hiddenNodes().add("n2");
        assertThat(model.shown()).isEmpty();
        model.clearFilters();
        assertThat(model.shown()).hasSize(3);
    }

    @Test
    void texts_follow_the_language_and_the_choice_stays() {
        live.set(fixture.cluster());
        EventsModel model = new EventsModel(live, language);
        fixture.events(List.of(event("n1", 1, NOON)));
        model.chosenProperty().set(model.shown().getFirst());
        String english = model.shown().getFirst().text();
        language.set(Language.JAPANESE);
        assertThat(model.shown().getFirst().text()).isNotEqualTo(english);
        assertThat(model.chosenProperty().get()).isEqualTo(model.shown().getFirst());
    }

    @Test
    void without_a_cluster_there_is_nothing_and_a_new_one_begins_anew() {
        EventsModel model = new EventsModel(live, language);
        assertThat(model.shown()).isEmpty();
        fixture.events(List.of(event("n1", 1, NOON)));
        live.set(fixture.cluster());
        assertThat(model.shown()).hasSize(1);
        live.set(null);
        assertThat(model.shown()).isEmpty();
    }

    @Test
    void thousands_of_events_are_filtered_within_the_blink_of_an_eye() {
        List<EventRecord> many = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            many.add(event("n" + i % 3, i, NOON.plusMillis(i)));
        }
        live.set(fixture.cluster());
        EventsModel model = new EventsModel(live, language);
        fixture.events(many);
        // The best of a few: a machine that is busy with something else says nothing about a
        // filter.
        Duration best = Duration.ofDays(1);
        for (String search : List.of("term 4", "term", "erm 4", "rm 4", "m 4")) {
            long begin = System.nanoTime();
            model.searchProperty().set(search);
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            best = taken.compareTo(best) < 0 ? taken : best;
            assertThat(model.shown()).isNotEmpty();
        }
        assertThat(best).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_spreadsheet_never_runs_what_a_text_begins_with() {
        EventLine line =
                new EventLine(
                        record("n1", 7, NOON, new Event.AgentStopped("a \"b\", c")),
                        NOON,
                        -3,
                        "=cmd()",
                        "said \"so\", then ended");
        assertThat(EventExport.csv(List.of(line)))
                .isEqualTo(
                        "at,correction_ms,node,seq,severity,id,text,fields\r\n"
                                + "2026-03-01T12:00:00Z,-3,'=cmd(),7,INFO,agent.stopped,"
                                + "\"said \"\"so\"\", then ended\","
                                + "\"reason=a \"\"b\"\", c\"\r\n");
    }

    private static EventRecord event(String node, long seq, Instant at) {
        return record(node, seq, at, new Event.CoordinatorElected("n1", 4));
    }

    private static EventRecord record(String node, long seq, Instant at, Event event) {
        return new EventRecord(seq, event.id(), at, node, event.severity(), event.fields());
    }

    private static ClusterStatus status() {
        Opinion opinion = new Opinion("n1", 4, NOON, RaftRole.COORDINATOR, true);
        NodeReport report =
                new NodeReport(
                        "n1",
                        NOON,
                        NOON,
                        "0.1.0",
                        "Linux",
                        opinion,
                        List.of(new PeerSight("n2", true, 10, 0.4, 300.0, NodeState.ACTIVE)),
                        new Vitals(1, 1, 1, 1, 2, 1, 1, 2, 0, 0),
                        new RaftFacts(1, 1, -1, 1),
                        0);
        return new ClusterStatus(
                "id",
                "edge",
                "n1",
                NOON,
                opinion,
                new Quorum(2, 2, 2, true),
                List.of(
                        new NodeStatus(
                                member("n1"), NodeState.ACTIVE, "", new Fact<>(report, NOON, "n1")),
                        new NodeStatus(member("n2"), NodeState.ACTIVE, "", null)),
                List.of());
    }

    private static Member member(String id) {
        return new Member(id, id, "", MemberRole.VOTER, false, "127.0.0.1", 7001);
    }
}

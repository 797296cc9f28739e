package dev.belay.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.DrillBegun;
import dev.belay.api.DrillKind;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Stay;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServicesView;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Severity;
import dev.belay.story.Story.CauseKind;
import dev.belay.story.Story.LinkKind;
import dev.belay.story.Story.Phase;
import dev.belay.story.Story.PhaseKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StorytellerTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private final List<EventRecord> events = new ArrayList<>();
    private @Nullable DrillBegun drill;
    private String movedTo = "";
    private Wanted wanted = Wanted.AS_DESIGNED;

    private void event(String id, String node, long millis, Map<String, String> fields) {
        events.add(
                new EventRecord(
                        events.size() + 1,
                        id,
                        AT.plusMillis(millis),
                        node,
                        Severity.WARNING,
                        fields));
    }

    private ServicesView view(State state, Stay... stays) {
        Stay last = stays.length == 0 ? null : stays[0];
        var service =
                new ServiceView(
                        "web",
                        "Web",
                        state,
                        last == null ? "" : last.node(),
                        last == null ? 0 : last.generation(),
                        null,
                        wanted,
                        movedTo,
                        "",
                        false,
                        false,
                        "",
                        "",
                        -1,
                        List.of(),
                        List.of(),
                        List.of(stays));
        return new ServicesView(
                AT.plusSeconds(9),
                "n3",
                7,
                "default",
                1_457,
                List.of(service),
                List.of(),
                drill,
                List.of());
    }

    private Story story(State state, Stay... stays) {
        return Storyteller.last(view(state, stays), "web", "n3", null, events).orElseThrow();
    }

    private static Stay stay(long generation, String node, long millis, String reason) {
        return new Stay(generation, node, AT.plusMillis(millis), reason);
    }

    private static final Stay FIRST = stay(1, "n1", -60_000, "web runs nowhere; it goes to n1");

    private static final Stay SILENT =
            stay(2, "n2", 1_600, "web on n1 is over: no renewal for 1457 ms; it goes to n2");

    @Test
    void a_fenced_node_is_told_with_the_time_that_fencing_and_the_start_took() {
        event("fence.begun", "n3", 700, Map.of("node", "n1", "executor", "n3", "reason", "x"));
        event("fence.begun", "n3", -60_000, Map.of("node", "n1", "executor", "n3", "reason", "x"));
        event(
                "service.active",
                "n3",
                1_000,
                Map.of("service", "web", "node", "n2", "generation", "2", "took", "85"));
        event(
                "service.active",
                "n3",
                990,
                Map.of("service", "web", "node", "n1", "generation", "1", "took", "7"));

        Story story =
                story(
                        State.ACTIVE,
                        stay(
                                2,
                                "n2",
                                900,
                                "web on n1 is over: fencing is confirmed; it goes to n2"),
                        FIRST);

        assertThat(story.cause().kind()).isEqualTo(CauseKind.FENCED);
        assertThat(story.phases())
                .containsExactly(
                        new Phase(PhaseKind.FENCE, AT.plusMillis(700), AT.plusMillis(900), true),
                        new Phase(PhaseKind.START, AT.plusMillis(900), AT.plusMillis(985), true),
                        new Phase(PhaseKind.VERIFY, null, AT.plusSeconds(9), true));
    }

    @Test
    void a_node_that_fell_silent_is_told_with_when_it_can_have_renewed_last() {
        event("node.unreachable", "n3", 2_400, Map.of("peer", "n1", "why", "silent"));
        event("node.unreachable", "n3", 2_400, Map.of("peer", "n2", "why", "silent"));
        event("disk.filling", "n1", -2_000, Map.of("path", "/var", "percent", "91"));
        event("disk.filling", "n1", -90_000, Map.of("path", "/var", "percent", "90"));

        Story story = story(State.ACTIVE, SILENT, FIRST);

        assertThat(story.from()).isEqualTo("n1");
        assertThat(story.to()).isEqualTo("n2");
        assertThat(story.cause().kind()).isEqualTo(CauseKind.SILENT);
        assertThat(story.isTrouble()).isTrue();
        assertThat(story.phases())
                .containsExactly(
                        new Phase(PhaseKind.DETECT, null, null, false),
                        new Phase(PhaseKind.LEASE, AT.plusMillis(143), AT.plusMillis(1_600), true),
                        new Phase(PhaseKind.START, AT.plusMillis(1_600), null, false),
                        new Phase(PhaseKind.VERIFY, null, AT.plusSeconds(9), true));
        assertThat(story.chain())
                .extracting(Story.Link::kind)
                .containsExactly(
                        LinkKind.EVENT,
                        LinkKind.LAST_RENEWAL,
                        LinkKind.DECISION,
                        LinkKind.EVENT,
                        LinkKind.NOW);
        assertThat(story.advice())
                .extracting(Story.Advice::code)
                .containsExactly("disk", "profile");
    }

    @Test
    void a_coordinator_that_was_lost_makes_the_election_a_part_of_detecting() {
        event("coordinator.elected", "n2", 900, Map.of("coordinator", "n2", "term", "5"));
        event("coordinator.elected", "n3", 910, Map.of("coordinator", "n2", "term", "5"));

        Story story = story(State.UNKNOWN, SILENT, FIRST);

        assertThat(story.phases())
                .contains(
                        new Phase(PhaseKind.DETECT, AT.plusMillis(143), AT.plusMillis(900), true),
                        new Phase(PhaseKind.LEASE, AT.plusMillis(900), AT.plusMillis(1_600), true),
                        new Phase(PhaseKind.VERIFY, null, null, false));
        assertThat(story.chain()).filteredOn(one -> one.kind() == LinkKind.EVENT).hasSize(1);
    }

    @Test
    void a_drill_is_the_cause_of_what_it_was_meant_for_and_of_what_went_down_with_it() {
        drill = new DrillBegun("web", DrillKind.KILL, "n1", 1, AT, AT.plusSeconds(3));
        assertThat(story(State.ACTIVE, SILENT, FIRST).cause().kind()).isEqualTo(CauseKind.DRILL);

        drill = new DrillBegun("db", DrillKind.CUT, "n1", 4, AT, AT.plusSeconds(3));
        Story other = story(State.ACTIVE, SILENT, FIRST);
        assertThat(other.cause().drill()).isEqualTo(DrillKind.CUT);
        assertThat(other.isTrouble()).isFalse();

        drill = new DrillBegun("web", DrillKind.KILL, "n1", 9, AT, AT.plusSeconds(3));
        assertThat(story(State.ACTIVE, SILENT, FIRST).cause().kind()).isEqualTo(CauseKind.SILENT);
    }

    @Test
    void what_ended_in_order_is_told_by_what_was_ordered() {
        Stay ended = stay(2, "n2", 200, "web on n1 is over: it has ended; it goes to n2");
        assertThat(story(State.ACTIVE, ended, FIRST).cause().kind()).isEqualTo(CauseKind.ENDED);

        movedTo = "n2";
        assertThat(story(State.ACTIVE, ended, FIRST).cause().kind()).isEqualTo(CauseKind.ORDERED);

        event("node.mode", "n3", 0, Map.of("node", "n1", "mode", "STANDBY"));
        assertThat(story(State.ACTIVE, ended, FIRST).cause().kind()).isEqualTo(CauseKind.STANDBY);

        event("agent.stopped", "n1", 100, Map.of("reason", "SIGTERM"));
        assertThat(story(State.ACTIVE, ended, FIRST).cause().kind())
                .isEqualTo(CauseKind.AGENT_STOPPED);
    }

    @Test
    void a_failure_and_a_pause_between_two_nodes_are_one_story() {
        Stay none = stay(2, "", 300, "web on n1 is over: monitor: not running; it stays nowhere");
        Stay after = stay(3, "n2", 900, "web runs nowhere; it goes to n2");

        Story story = story(State.ACTIVE, after, none, FIRST);

        assertThat(story.cause().kind()).isEqualTo(CauseKind.FAILED);
        assertThat(story.cause().said()).isEqualTo("monitor: not running");
        assertThat(story.chain())
                .filteredOn(one -> one.kind() == LinkKind.DECISION)
                .extracting(Story.Link::stay)
                .containsExactly(2L, 3L);
    }

    @Test
    void what_stopped_and_what_began_are_stories_too() {
        wanted = Wanted.STOPPED;
        Stay none = stay(2, "", 300, "web on n1 is over: it has ended; it stays nowhere");

        List<Story> all =
                Storyteller.all(view(State.STOPPED, none, FIRST), "web", "n3", null, events);

        assertThat(all)
                .extracting(one -> one.cause().kind())
                .containsExactly(CauseKind.STOPPED, CauseKind.FIRST);
        assertThat(Storyteller.all(view(State.WAITING), "web", "n3", null, events)).isEmpty();
        assertThat(Storyteller.all(view(State.WAITING), "db", "n3", null, events)).isEmpty();
    }

    @Test
    void every_story_has_words_in_both_languages() {
        event("coordinator.elected", "n2", 900, Map.of("coordinator", "n2", "term", "5"));
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            StoryText text = StoryText.of(locale);
            Story story = story(State.ACTIVE, SILENT, FIRST);
            assertThat(text.headline(story)).contains("web", "n1", "n2");
            assertThat(text.cause(story)).contains("no renewal for 1457 ms");
            story.phases().forEach(one -> assertThat(text.phaseNote(one)).isNotEmpty());
            story.chain().forEach(one -> assertThat(text.link(one, story)).doesNotContain("{"));
            story.chain().forEach(one -> assertThat(text.evidence(one)).isNotEmpty());
            story.advice().forEach(one -> assertThat(text.advice(one)).doesNotContain("{"));
        }
        assertThat(StoryText.of(Locale.ENGLISH).headline(story(State.ACTIVE, SILENT, FIRST)))
                .isEqualTo("web moved from n1 to n2");
    }

    @Test
    void both_languages_have_the_same_texts_and_every_kind_has_one() {
        ResourceBundle english = ResourceBundle.getBundle("dev.belay.story.story", Locale.ROOT);
        ResourceBundle japanese =
                ResourceBundle.getBundle("dev.belay.story.story", Locale.JAPANESE);

        assertThat(japanese.keySet()).isEqualTo(english.keySet());
        for (CauseKind kind : CauseKind.values()) {
            String code = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(english.keySet()).contains("cause." + code);
        }
        for (State state : State.values()) {
            assertThat(english.keySet())
                    .contains("link.now." + state.name().toLowerCase(Locale.ROOT));
        }
    }
}

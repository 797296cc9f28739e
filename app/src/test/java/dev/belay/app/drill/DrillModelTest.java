package dev.belay.app.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.api.DrillKind;
import dev.belay.app.drill.DrillFixture.Course;
import dev.belay.app.drill.DrillModel.Hypothesis;
import dev.belay.app.drill.DrillPort.Wish;
import dev.belay.story.Story.CauseKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;

class DrillModelTest {
    private final DrillFixture cluster = new DrillFixture(Instant.parse("2026-03-01T10:00:00Z"));
    private final SimpleBooleanProperty readOnly = new SimpleBooleanProperty();
    private final DrillModel model =
            new DrillModel(cluster, Runnable::run, Runnable::run, readOnly);

    @Test
    void an_active_service_is_chosen_with_what_its_clients_ask() {
        model.ask();

        assertThat(model.service().orElseThrow().id()).isEqualTo("web");
        assertThat(model.probe()).isEqualTo("tcp:10.200.0.10:443");
        assertThat(model.hurdle()).isEmpty();
    }

    @Test
    void what_keeps_it_from_beginning_is_named() {
        assertThat(model.hurdle()).contains("no-service");
        model.ask();
        model.choose("batch");
        assertThat(model.hurdle()).contains("not-active");
        model.choose("files");
        assertThat(model.hurdle()).contains("no-probe");
        model.setProbe("host:10.0.0.7");
        assertThat(model.hurdle()).isEmpty();
        readOnly.set(true);
        assertThat(model.hurdle()).contains("read-only");
        model.run("gw-2");
        assertThat(cluster.wishes()).isEmpty();
    }

    @Test
    void a_drill_ends_with_its_figures() {
        model.ask();
        model.choose(DrillKind.CUT);
        model.setSeconds(99);
        model.run("gw-2");

        assertThat(cluster.wishes())
                .containsExactly(new Wish("web", "gw-2", DrillKind.CUT, 60, "tcp:10.200.0.10:443"));
        assertThat(model.isRunning()).isFalse();
        assertThat(Objects.requireNonNull(model.result()).outageMillis()).isEqualTo(1_478L);
        assertThat(model.steps()).hasSize(6);
        assertThat(model.alsoHit()).containsExactly("files");
        model.choose(DrillKind.MOVE);
        assertThat(model.result()).isNull();
        assertThat(model.alsoHit()).isEmpty();
    }

    @Test
    void a_refusal_says_why_and_nothing_is_running() {
        cluster.setCourse(Course.REFUSED);
        model.ask();
        model.run("gw-2");

        assertThat(Objects.requireNonNull(model.refusal()).code()).isEqualTo("drill-nobody");
        assertThat(model.result()).isNull();
        assertThat(model.isRunning()).isFalse();
    }

    @Test
    void while_it_runs_nothing_else_begins() {
        cluster.setCourse(Course.HALF);
        model.ask();
        assertThatThrownBy(() -> model.run("gw-2")).isInstanceOf(DrillFixture.StillRunning.class);

        assertThat(model.hurdle()).contains("running");
        assertThat(model.seen().now().outages()).hasSize(1);
    }

    @Test
    void what_another_cluster_says_is_dropped() {
        Queue<Runnable> later = new ArrayDeque<>();
        DrillModel slow = new DrillModel(cluster, later::add, Runnable::run, readOnly);
        slow.ask();
        slow.forget();
        later.remove().run();

        assertThat(slow.told()).isEmpty();
    }

    @Test
    void stories_are_told_the_newest_first_and_the_wanted_one_is_chosen() {
        StoryModel stories = new StoryModel(cluster, Runnable::run, Runnable::run);
        stories.chooseLastOf("files");
        stories.ask();

        assertThat(stories.stories()).hasSize(5);
        assertThat(stories.chosen().orElseThrow().service()).isEqualTo("files");
        assertThat(stories.chosen().orElseThrow().cause().kind()).isEqualTo(CauseKind.FAILED);
        stories.chooseLastOf("web");
        assertThat(stories.chosen().orElseThrow().generation()).isEqualTo(15);
        stories.forget();
        assertThat(stories.isHeard()).isFalse();
    }

    private static Hypothesis hypothesis(String node, String... services) {
        return new Hypothesis(DrillKind.CUT, node, List.of(services));
    }

    @Test
    void a_hypothesis_chooses_the_fault_and_a_service_that_runs_on_the_node() {
        model.prepare(hypothesis("gw-2", "files"));
        assertThat(model.kind()).isEqualTo(DrillKind.CUT);
        assertThat(model.service().orElseThrow().id()).isEqualTo("files");
        model.prepare(hypothesis("gw-2", "batch"));
        assertThat(model.service().orElseThrow().id())
                .as("what was expected is not there")
                .isEqualTo("web");
        assertThat(model.probe()).isEqualTo("tcp:10.200.0.10:443");
        assertThat(model.hypothesis()).isPresent();
        model.choose("files");
        assertThat(model.hypothesis()).as("by hand").isEmpty();
    }

    @Test
    void where_nothing_runs_on_the_node_no_other_node_is_struck() {
        model.prepare(hypothesis("gw-3", "web"));
        model.ask();
        assertThat(model.service()).isEmpty();
        assertThat(model.hurdle()).contains("nothing-there");
        model.choose("web");
        assertThat(model.hurdle()).isEmpty();
        model.prepare(hypothesis("gw-3"));
        model.forget();
        model.ask();
        assertThat(model.service()).as("of another cluster").isPresent();
        assertThat(model.hypothesis()).isEmpty();
    }

    @Test
    void a_service_that_has_left_the_node_meanwhile_is_not_struck_elsewhere() {
        model.ask();
        cluster.moveWeb("gw-1");
        model.prepare(hypothesis("gw-2", "web"));
        assertThat(model.service().orElseThrow().id()).as("asked anew").isEqualTo("files");

        cluster.moveWeb("gw-2");
        model.prepare(hypothesis("gw-2", "web"));
        assertThat(model.service().orElseThrow().id()).isEqualTo("web");
        cluster.moveWeb("gw-1");
        model.ask();
        assertThat(model.service().orElseThrow().id()).as("seen later").isEqualTo("files");
        assertThat(model.probe()).isEmpty();
    }

    @Test
    void a_drill_that_runs_is_left_alone_by_a_hypothesis() {
        cluster.setCourse(Course.HALF);
        model.ask();
        assertThatThrownBy(() -> model.run("gw-2")).isInstanceOf(DrillFixture.StillRunning.class);
        assertThat(model.isRunning()).isTrue();
        model.prepare(hypothesis("gw-1"));
        assertThat(model.service().orElseThrow().id()).isEqualTo("web");
        assertThat(model.kind()).isEqualTo(DrillKind.MOVE);
    }
}

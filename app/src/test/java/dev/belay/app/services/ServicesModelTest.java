package dev.belay.app.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.app.connect.Asked.Hearing;
import dev.belay.app.services.ServicesFixture.Mood;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;

class ServicesModelTest {
    private final ServicesFixture cluster = new ServicesFixture(Instant.EPOCH);
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Queue<Runnable> ui = new ArrayDeque<>();
    private final SimpleBooleanProperty readOnly = new SimpleBooleanProperty();
    private long nanos;
    private final ServicesModel model =
            new ServicesModel(cluster, background::add, ui::add, () -> nanos, readOnly);

    private void run() {
        while (!background.isEmpty() || !ui.isEmpty()) {
            drain(background);
            drain(ui);
        }
    }

    private static void drain(Queue<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private void hear(Mood mood) {
        cluster.setMood(mood);
        model.ask();
        run();
    }

    private void pass(long millis) {
        nanos += Duration.ofMillis(millis).toNanos();
    }

    private ServiceView chosen() {
        return model.chosen().orElseThrow();
    }

    private String hurdle(Deed deed) {
        return model.hurdle(deed).map(Hurdle::key).orElse("");
    }

    @Test
    void the_worst_is_first_and_chosen_and_explained() {
        hear(Mood.STUCK);
        assertThat(model.services().stream().map(ServiceView::state))
                .containsExactly(
                        ServiceView.State.STUCK,
                        ServiceView.State.WAITING,
                        ServiceView.State.UNKNOWN,
                        ServiceView.State.ACTIVE);
        assertThat(chosen().id()).isEqualTo("batch");
        assertThat(model.why()).isNotNull();
    }

    @Test
    void the_chosen_one_stays_chosen_when_another_becomes_worse() {
        hear(Mood.WELL);
        model.choose("web");
        hear(Mood.STUCK);
        assertThat(chosen().id()).isEqualTo("web");
    }

    @Test
    void a_margin_shrinks_until_the_next_answer_and_is_unknown_once_that_is_too_late() {
        hear(Mood.WELL);
        model.choose("web");
        assertThat(model.marginMillis(chosen())).isEqualTo(2_060);
        pass(1_000);
        assertThat(model.marginMillis(chosen())).isEqualTo(1_060);
        pass(2_000);
        assertThat(model.marginMillis(chosen())).isZero();
        pass(3_000);
        assertThat(model.marginMillis(chosen())).isEqualTo(-1);
        model.choose("files");
        assertThat(model.marginMillis(chosen())).isEqualTo(-1);
    }

    @Test
    void what_was_heard_is_kept_with_its_age_while_nobody_answers_and_nothing_is_ordered() {
        hear(Mood.WELL);
        model.choose("web");
        assertThat(hurdle(Deed.STOP)).isEmpty();
        cluster.fail(AgentException.Kind.UNKNOWN);
        pass(6_000);
        model.ask();
        run();
        assertThat(model.hearing()).isEqualTo(Hearing.SILENT);
        assertThat(model.services()).hasSize(4);
        assertThat(model.ageMillis()).isEqualTo(6_000);
        assertThat(hurdle(Deed.STOP)).isEqualTo("stale");
        model.stop();
        assertThat(cluster.calls()).isEmpty();
    }

    @Test
    void a_refusal_before_the_first_answer_is_no_silence() {
        cluster.fail(AgentException.Kind.REFUSED);
        model.ask();
        run();
        assertThat(model.hearing()).isEqualTo(Hearing.REFUSED);
        assertThat(model.told()).isEmpty();
    }

    @Test
    void one_question_and_one_order_at_a_time() {
        model.ask();
        model.ask();
        assertThat(background).hasSize(1);
        run();
        model.choose("web");
        model.stop();
        model.clear();
        model.changeMode("gw-1", NodeMode.STANDBY);
        run();
        assertThat(cluster.calls()).containsExactly("stop web");
        model.changeMode("gw-1", NodeMode.STANDBY);
        run();
        assertThat(cluster.calls()).containsExactly("stop web", "mode gw-1 STANDBY");
    }

    @Test
    void an_answer_to_a_question_from_before_an_order_changes_nothing() {
        hear(Mood.WELL);
        model.choose("web");
        run();
        model.ask();
        Runnable old = background.remove();
        old.run();
        Runnable oldAnswer = ui.remove();
        cluster.setMood(Mood.STUCK);
        model.stop();
        drain(background);
        ui.remove().run();
        assertThat(model.services()).hasSize(4);
        assertThat(model.service("archive")).isPresent();
        oldAnswer.run();
        assertThat(model.service("archive")).isPresent();
    }

    @Test
    void an_order_without_an_answer_is_unknown_and_is_read_back() {
        hear(Mood.WELL);
        model.choose("web");
        run();
        cluster.fail(AgentException.Kind.UNKNOWN);
        model.move("gw-2");
        drain(background);
        cluster.fail(null);
        run();
        assertThat(cluster.calls()).containsExactly("move web gw-2");
        assertThat(model.isActUnknown()).isTrue();
        assertThat(model.actError()).isNotNull();
        assertThat(model.hearing()).isEqualTo(Hearing.HEARD);
        model.dismiss();
        assertThat(model.actError()).isNull();
    }

    @Test
    void nothing_of_another_cluster_is_shown_or_taken() {
        hear(Mood.WELL);
        model.ask();
        model.forget();
        run();
        assertThat(model.told()).isEmpty();
        assertThat(model.hearing()).isEqualTo(Hearing.ASKING);
        assertThat(model.chosen()).isEmpty();
    }

    @Test
    void a_protected_cluster_takes_no_orders() {
        hear(Mood.WELL);
        model.choose("web");
        readOnly.set(true);
        assertThat(hurdle(Deed.STOP)).isEqualTo("read-only");
        model.stop();
        run();
        assertThat(cluster.calls()).isEmpty();
    }

    @Test
    void each_deed_that_is_of_no_use_says_why() {
        hear(Mood.WELL);
        model.choose("web");
        run();
        assertThat(hurdle(Deed.START)).isEqualTo("wanted");
        assertThat(hurdle(Deed.MOVE)).isEmpty();
        assertThat(hurdle(Deed.CLEAR)).isEmpty();
        model.choose("reports");
        run();
        assertThat(hurdle(Deed.START)).isEmpty();
        assertThat(hurdle(Deed.STOP)).isEqualTo("unwanted");
        assertThat(hurdle(Deed.MOVE)).isEqualTo("move.stopped");
        assertThat(hurdle(Deed.CLEAR)).isEqualTo("clean");
        hear(Mood.STUCK);
        model.choose("web");
        run();
        assertThat(hurdle(Deed.MOVE)).isEqualTo("move.nowhere");
        model.choose("batch");
        assertThat(hurdle(Deed.MOVE)).isEqualTo("move.stuck");
        model.choose("archive");
        assertThat(hurdle(Deed.MOVE)).isEqualTo("move.unknown");
    }

    @Test
    void each_host_that_cannot_run_it_says_why() {
        hear(Mood.WELL);
        model.choose("web");
        run();
        assertThat(
                        model.hosts().stream()
                                .map(host -> model.hurdle(host).map(Hurdle::key).orElse("")))
                .containsExactly("host.here", "", "host.said");
    }
}

package dev.belay.app.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.FenceView.Result;
import dev.belay.app.fencing.FencesFixture.Mood;
import dev.belay.app.fencing.FencesModel.Deed;
import dev.belay.app.fencing.FencesModel.Outcome;
import dev.belay.model.node.FenceAction;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FencesModelTest {
    private final FencesFixture cluster = new FencesFixture(Instant.EPOCH);
    private final SimpleBooleanProperty readOnly = new SimpleBooleanProperty();
    private long nanos;
    private final FencesModel model =
            new FencesModel(cluster, Runnable::run, Runnable::run, () -> nanos, readOnly);

    private String why(Deed deed, String node) {
        return model.hindrance(deed, node).map(Hindrance::key).orElse("");
    }

    private void look(Mood mood) {
        cluster.setMood(mood);
        model.ask();
    }

    @ParameterizedTest
    @CsvSource({"CONFIRMED,DONE", "REFUSED,NOT_STOPPED", "UNKNOWN,NOT_CERTAIN"})
    void what_becomes_of_a_fenced_node_is_told_when_it_is_known(Result result, Outcome outcome) {
        look(Mood.WELL);
        model.fence("gw-2", FenceAction.OFF);
        assertThat(cluster.calls()).containsExactly("fence gw-2 OFF");
        assertThat(model.outcome()).contains(Outcome.UNDER_WAY);
        assertThat(why(Deed.FENCE, "gw-2")).isEqualTo("under-way");
        cluster.end(result);
        model.ask();
        assertThat(model.outcome()).contains(outcome);
        model.dismiss();
        assertThat(model.outcome()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"REFUSED,REFUSED", "UNREACHABLE,REFUSED", "UNKNOWN,UNANSWERED"})
    void a_refusal_and_no_answer_are_two_things(AgentException.Kind kind, Outcome outcome) {
        look(Mood.WELL);
        cluster.fail(kind);
        model.fence("gw-2", FenceAction.REBOOT);
        assertThat(model.outcome()).contains(outcome);
    }

    @Test
    void only_a_silent_node_that_something_waits_for_can_be_confirmed() {
        look(Mood.WELL);
        assertThat(why(Deed.CONFIRM, "gw-3")).isEqualTo("answers");
        look(Mood.WAITS);
        assertThat(why(Deed.CONFIRM, "gw-3")).isEmpty();
        model.confirm("gw-3");
        assertThat(cluster.calls()).containsExactly("confirm gw-3");
        assertThat(model.outcome()).contains(Outcome.DONE);
        assertThat(why(Deed.CONFIRM, "gw-3")).isEqualTo("nothing-waits");
        assertThat(model.open()).isEmpty();
    }

    @Test
    void nothing_is_ordered_that_cannot_be_done() {
        assertThat(why(Deed.FENCE, "gw-1")).isEqualTo("stale");
        look(Mood.EMPTY);
        assertThat(why(Deed.FENCE, "gw-1")).isEqualTo("no-device");
        assertThat(model.hindrance(Deed.FENCE).map(Hindrance::key)).contains("no-devices");
        look(Mood.UNDER_WAY);
        assertThat(why(Deed.FENCE, "gw-3")).isEqualTo("under-way");
        readOnly.set(true);
        assertThat(why(Deed.FENCE, "gw-1")).isEqualTo("read-only");
        model.fence("gw-1", FenceAction.OFF);
        model.confirm("gw-3");
        readOnly.set(false);
        nanos = Duration.ofSeconds(12).toNanos();
        model.fence("gw-1", FenceAction.OFF);
        assertThat(cluster.calls()).isEmpty();
    }

    @Test
    void what_goes_on_and_what_waits_is_open() {
        look(Mood.UNDER_WAY);
        assertThat(model.open()).hasSize(1);
        assertThat(model.open().getFirst().waits()).isFalse();
        look(Mood.WAITS);
        assertThat(model.open().getFirst().waits()).isTrue();
        assertThat(model.open().getFirst().services()).isEqualTo(List.of("batch", "files"));
    }

    @Test
    void nothing_of_another_cluster_is_left() {
        look(Mood.WAITS);
        model.confirm("gw-3");
        model.forget();
        assertThat(model.told()).isEmpty();
        assertThat(model.outcome()).isEmpty();
        assertThat(why(Deed.CONFIRM, "gw-3")).isEqualTo("stale");
    }

    @Test
    void a_member_that_does_not_answer_says_nothing_of_its_devices() {
        look(Mood.WAITS);
        var pdu = model.devices().getLast();
        assertThat(model.seenFrom("gw-1", pdu).orElseThrow().trouble()).isEmpty();
        assertThat(model.seenFrom("gw-2", pdu).orElseThrow().trouble()).contains("community");
        assertThat(model.seenFrom("gw-3", pdu)).isEmpty();
    }
}

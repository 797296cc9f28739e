package dev.belay.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.api.DriftOrder;
import dev.belay.reach.AgentException;
import dev.belay.reach.publish.Publisher.Wish;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ConfigModelTest {
    private static final Path FOLDER = Path.of("/srv/site");

    private final ConfigFixture cluster = new ConfigFixture(Instant.EPOCH);
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Queue<Runnable> ui = new ArrayDeque<>();
    private final ConfigModel model =
            new ConfigModel(cluster, cluster, background::add, ui::add, () -> 0);

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

    private static Wish next(String note) {
        return new Wish("edge-nginx", "", false, null, note);
    }

    @Test
    void the_first_set_is_chosen_and_its_last_change_is_compared() {
        model.ask();
        run();

        assertThat(model.state()).isEqualTo(ConfigModel.State.READY);
        assertThat(model.chosen().orElseThrow().name()).isEqualTo("edge-nginx");
        assertThat(Objects.requireNonNull(model.diff()).from()).isEqualTo("42");
    }

    @Test
    void a_folder_is_published_and_how_much_was_sent_is_seen() {
        model.ask();
        run();
        model.publish(FOLDER, next("new site"));
        ConfigModel.Sending sending = Objects.requireNonNull(model.sending());
        assertThat(model.isActing()).isTrue();
        assertThat(sending.of()).isZero();

        drain(background);
        Objects.requireNonNull(ui.poll()).run();
        assertThat(sending.bytes()).isEqualTo(1_000_000);
        assertThat(sending.of()).isEqualTo(4_000_000);

        run();
        assertThat(model.sending()).isNull();
        assertThat(model.isActing()).isFalse();
        assertThat(cluster.calls()).containsExactly("publish edge-nginx /srv/site new site");
    }

    @Test
    void publishing_is_stopped_between_two_pieces_and_nothing_is_published() {
        model.ask();
        run();
        model.publish(FOLDER, next(""));
        model.stopPublishing();
        run();

        assertThat(cluster.calls()).isEmpty();
        assertThat(model.sending()).isNull();
        assertThat(model.actError()).isNull();
    }

    @Test
    void every_path_that_is_refused_is_listed_until_the_next_try() {
        List<ApiError> errors =
                List.of(
                        new ApiError("link-leaves", "a", "b", "c"),
                        new ApiError("path-clash", "a", "b", "c"));
        cluster.refuse(errors);
        model.ask();
        run();
        model.publish(FOLDER, next(""));
        run();
        assertThat(model.refusedPaths()).isEqualTo(errors);
        assertThat(cluster.calls()).isEmpty();

        cluster.refuse(List.of());
        model.publish(FOLDER, next(""));
        assertThat(model.refusedPaths()).isEmpty();
        run();
        assertThat(cluster.calls()).hasSize(1);
    }

    @Test
    void one_change_at_a_time() {
        model.ask();
        run();
        model.publish(FOLDER, next(""));
        model.rollback(42);
        model.settle("gw-2", DriftOrder.Action.PUT_BACK);
        run();
        assertThat(cluster.calls()).containsExactly("publish edge-nginx /srv/site ");
    }

    @Test
    void an_answer_that_never_came_is_unknown_and_the_list_is_read_back() {
        model.ask();
        run();
        model.rollback(42);
        cluster.fail(AgentException.Kind.UNKNOWN);
        drain(background);
        cluster.fail(null);
        run();
        assertThat(model.isActUnknown()).isTrue();
        assertThat(model.actError()).isNotNull();
        assertThat(model.state()).isEqualTo(ConfigModel.State.READY);
    }

    @Test
    void a_set_that_cannot_be_asked_for_keeps_what_was_seen() {
        model.ask();
        run();
        cluster.fail(AgentException.Kind.UNREACHABLE);
        model.ask();
        run();
        assertThat(model.state()).isEqualTo(ConfigModel.State.ERROR);
        assertThat(model.sets()).hasSize(2);
    }

    @Test
    void a_new_set_is_chosen_as_soon_as_it_is_listed() {
        model.ask();
        run();
        PublishDraft draft = PublishDraft.of(Path.of("/srv/Shop Site"));
        model.publish(FOLDER, wish(draft, "/etc/shop"));
        model.ask();
        assertThat(model.chosen().orElseThrow().name()).isEqualTo("edge-nginx");
        run();
        assertThat(model.chosen().orElseThrow().name()).isEqualTo("shop-site");
        assertThat(model.chosen().orElseThrow().target()).isEqualTo("/etc/shop");
        model.choose("edge-nginx");
        model.ask();
        run();
        assertThat(model.chosen().orElseThrow().name()).as("chosen once").isEqualTo("edge-nginx");
    }

    @Test
    void a_new_set_that_was_stopped_is_not_waited_for() {
        model.ask();
        run();
        model.publish(FOLDER, wish(PublishDraft.of(FOLDER), "/etc/site"));
        model.stopPublishing();
        run();
        assertThat(model.chosen().orElseThrow().name()).isEqualTo("edge-nginx");
        assertThat(model.sets()).hasSize(2);
    }

    private static Wish wish(PublishDraft draft, String target) {
        return new Wish(draft.name(), target, false, draft.wish().hook(), "");
    }
}

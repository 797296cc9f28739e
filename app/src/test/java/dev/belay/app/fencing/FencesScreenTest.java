package dev.belay.app.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.FenceView.Result;
import dev.belay.app.fencing.FencesFixture.Mood;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class FencesScreenTest {
    private final FencesFixture cluster = new FencesFixture(Instant.EPOCH);
    private final SimpleBooleanProperty readOnly = new SimpleBooleanProperty();
    private final List<String> wizards = new ArrayList<>();
    private volatile long nanos;
    private @Nullable Ui madeUi;
    private @Nullable FencesModel madeModel;
    private @Nullable FencesScreen madeScreen;
    private @Nullable StackPane madeRoot;

    @Start
    void start(Stage stage) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> 0);
        ui.reduceMotionProperty().set(true);
        Overlay overlay = new Overlay(ui);
        FencesModel model =
                new FencesModel(cluster, Runnable::run, Runnable::run, () -> nanos, readOnly);
        FencesScreen screen = new FencesScreen(ui, model, overlay, () -> wizards.add("fence"));
        StackPane root = new StackPane(screen.root(), overlay);
        Scene scene = new Scene(root, 1280, 820);
        ui.dress(scene);
        stage.setScene(scene);
        stage.show();
        screen.shown();
        madeUi = ui;
        madeModel = model;
        madeScreen = screen;
        madeRoot = root;
    }

    private Ui ui() {
        return Objects.requireNonNull(madeUi);
    }

    private Node find(String id) {
        return Keyboard.find(madeRoot, id);
    }

    private void press(FxRobot robot, String id) {
        Keyboard.press(robot, madeRoot, id);
    }

    private boolean says(String text) {
        return Keyboard.labels(madeRoot).contains(text);
    }

    private void look(FxRobot robot, Mood mood) {
        cluster.setMood(mood);
        robot.interact(() -> ui().beat());
    }

    private void type(FxRobot robot, String text) {
        Keyboard.tabTo(robot, madeRoot, "fence-typed");
        robot.write(text);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_node_is_fenced_by_keyboard_alone_once_its_name_was_typed(
            Language language, FxRobot robot) {
        robot.interact(() -> ui().languageProperty().set(language));
        press(robot, "fences-FENCE");
        assertThat(find("fence-yes").isDisabled()).isTrue();
        press(robot, "fence-node-gw-3");
        assertThat(find("fence-yes").isDisabled()).as("its name is wanted").isTrue();
        assertThat(says("batch, files") || says("batch、files")).isTrue();
        type(robot, "gw-");
        assertThat(find("fence-yes").isDisabled()).isTrue();
        robot.write("3");
        press(robot, "fence-yes");
        assertThat(cluster.calls()).containsExactly("fence gw-3 REBOOT");
        cluster.end(Result.CONFIRMED);
        robot.interact(() -> ui().beat());
        assertThat(says("was stopped for certain") || says("停止を確認しました")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_persons_word_is_given_by_keyboard_after_it_was_said_what_to_check(
            Language language, FxRobot robot) {
        robot.interact(() -> ui().languageProperty().set(language));
        look(robot, Mood.WAITS);
        press(robot, "fences-confirm-gw-3");
        assertThat(says("active twice") || says("二重に動き")).isTrue();
        assertThat(says("with your own eyes") || says("自分の目で")).isTrue();
        assertThat(((Labeled) find("fence-yes")).getText()).contains("gw-3");
        assertThat(find("fence-yes").isDisabled()).isTrue();
        type(robot, "gw-3");
        press(robot, "fence-yes");
        assertThat(cluster.calls()).containsExactly("confirm gw-3");
        assertThat(says("counts as off") || says("停止したものとみなされました")).isTrue();
    }

    @Test
    void a_question_that_is_left_orders_nothing(FxRobot robot) {
        look(robot, Mood.WAITS);
        press(robot, "fences-confirm-gw-3");
        type(robot, "gw-3");
        robot.push(KeyCode.ESCAPE);
        press(robot, "fences-confirm-gw-3");
        press(robot, "fence-cancel");
        assertThat(cluster.calls()).isEmpty();
    }

    @Test
    void a_node_that_comes_back_meanwhile_is_not_confirmed(FxRobot robot) {
        look(robot, Mood.WAITS);
        press(robot, "fences-confirm-gw-3");
        type(robot, "gw-3");
        look(robot, Mood.WELL);
        assertThat(find("fence-yes").isDisabled()).isTrue();
        assertThat(says("gw-3 answers: it is not off")).isTrue();
    }

    @Test
    void what_cannot_be_done_is_disabled_and_says_why(FxRobot robot) {
        assertThat(find("fences-CONFIRM").isDisabled()).isTrue();
        assertThat(find("fences-CONFIRM").getAccessibleHelp()).startsWith("No node is waited for");
        robot.interact(() -> readOnly.set(true));
        assertThat(find("fences-FENCE").isDisabled()).isTrue();
        assertThat(find("fences-FENCE").getAccessibleHelp())
                .startsWith("This cluster is protected");
        for (Action action : Objects.requireNonNull(madeScreen).actions().subList(0, 2)) {
            assertThat(action.possible().getValue()).as(action.id()).isFalse();
            assertThat(action.reason().getValue()).startsWith("This cluster is protected");
        }
    }

    @Test
    void the_palette_opens_the_question(FxRobot robot) {
        Action fence = Objects.requireNonNull(madeScreen).actions().getFirst();
        assertThat(fence.name().getValue()).isEqualTo("Fence a node…");
        robot.interact(fence::perform);
        assertThat(find("fence-node-gw-1").isVisible()).isTrue();
    }

    @Test
    void a_refusal_and_no_answer_are_told_as_two_things(FxRobot robot) {
        look(robot, Mood.WAITS);
        for (AgentException.Kind kind :
                List.of(AgentException.Kind.REFUSED, AgentException.Kind.UNKNOWN)) {
            press(robot, "fences-confirm-gw-3");
            type(robot, "gw-3");
            cluster.fail(kind);
            press(robot, "fence-yes");
            assertThat(says("was refused, nothing was changed"))
                    .isEqualTo(kind == AgentException.Kind.REFUSED);
            assertThat(says("may have been taken, or not"))
                    .isEqualTo(kind == AgentException.Kind.UNKNOWN);
            press(robot, "fences-outcome-close");
            assertThat(find("fences-outcome").isVisible()).isFalse();
        }
    }

    @Test
    void devices_say_from_where_they_can_be_used(FxRobot robot) {
        look(robot, Mood.WAITS);
        assertThat(says("Can be used from gw-1, gw-2")).isTrue();
        assertThat(says("Not from gw-2: this node has no value for [community]")).isTrue();
        assertThat(says("Not known from gw-3: no answer")).isTrue();
    }

    @Test
    void evidence_unfolds_and_keeps_the_keyboard(FxRobot robot) {
        assertThat(says("Success: Powered OFF")).isFalse();
        press(robot, "fences-seen-37");
        assertThat(says("Success: Powered OFF")).isTrue();
        assertThat(find("fences-seen-37").isFocused()).isTrue();
        Node before = find("fences-seen-37");
        robot.interact(() -> ui().beat());
        assertThat(find("fences-seen-37")).isSameAs(before);
    }

    @Test
    void without_devices_the_wizard_is_one_press_away(FxRobot robot) {
        look(robot, Mood.EMPTY);
        assertThat(says("No fence device")).isTrue();
        press(robot, "fences-first");
        assertThat(wizards).containsExactly("fence");
    }

    @Test
    void what_was_heard_stays_with_its_age_when_nobody_answers(FxRobot robot) {
        cluster.fail(AgentException.Kind.UNKNOWN);
        nanos = Duration.ofSeconds(12).toNanos();
        robot.interact(() -> ui().beat());
        assertThat(find("fences-silence").isVisible()).isTrue();
        assertThat(says("as of 12 s ago")).isTrue();
        assertThat(find("fences-FENCE").isDisabled()).isTrue();
    }

    @Test
    void nobody_to_ask_is_said_and_asked_again(FxRobot robot) {
        robot.interact(() -> Objects.requireNonNull(madeModel).forget());
        cluster.fail(AgentException.Kind.UNKNOWN);
        robot.interact(() -> ui().beat());
        assertThat(says("No node answers")).isTrue();
        press(robot, "fences-again");
        assertThat(((Button) find("fences-FENCE")).isDisabled()).isFalse();
    }

    @Test
    void a_question_about_another_cluster_is_taken_away(FxRobot robot) {
        press(robot, "fences-FENCE");
        robot.interact(() -> Objects.requireNonNull(madeModel).forget());
        assertThat(Objects.requireNonNull(madeRoot).lookup("#fence-yes")).isNull();
    }
}

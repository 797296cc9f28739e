package dev.belay.app.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.services.ServicesFixture.Mood;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
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
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ServicesScreenTest {
    private final ServicesFixture cluster = new ServicesFixture(Instant.EPOCH);
    private final SimpleBooleanProperty readOnly = new SimpleBooleanProperty();
    private final java.util.List<String> stories = new java.util.ArrayList<>();
    private volatile long nanos;
    private @Nullable Ui madeUi;
    private @Nullable ServicesModel madeModel;
    private @Nullable ServicesScreen madeScreen;
    private @Nullable StackPane madeRoot;

    @Start
    void start(Stage stage) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> 0);
        ui.reduceMotionProperty().set(true);
        Overlay overlay = new Overlay(ui);
        ServicesModel model =
                new ServicesModel(cluster, Runnable::run, Runnable::run, () -> nanos, readOnly);
        ServicesScreen screen = new ServicesScreen(ui, model, overlay, stories::add);
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

    private ServicesModel model() {
        return Objects.requireNonNull(madeModel);
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

    private void choose(FxRobot robot, String service) {
        Keyboard.tabTo(robot, madeRoot, "services-list");
        robot.push(KeyCode.HOME);
        for (int i = 0; i < 4 && !service.equals(model().chosen().orElseThrow().id()); i++) {
            robot.push(KeyCode.DOWN);
        }
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(model().chosen().orElseThrow().id()).isEqualTo(service);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_service_is_chosen_and_stopped_by_keyboard_alone(Language language, FxRobot robot) {
        robot.interact(() -> ui().languageProperty().set(language));
        choose(robot, "web");
        press(robot, "service-stop");
        assertThat(cluster.calls()).as("it asks first").isEmpty();
        assertThat(says("nginx, route, vip") || says("nginx、route、vip")).isTrue();
        assertThat(((Button) find("services-confirm")).getText())
                .isEqualTo(language == Language.JAPANESE ? "web を停止" : "Stop web");
        press(robot, "services-confirm");
        assertThat(cluster.calls()).containsExactly("stop web");
    }

    @Test
    void a_question_that_is_left_orders_nothing(FxRobot robot) {
        choose(robot, "web");
        press(robot, "service-stop");
        robot.push(KeyCode.ESCAPE);
        press(robot, "service-clear");
        press(robot, "services-cancel");
        assertThat(cluster.calls()).isEmpty();
        assertThat(find("service-clear").isFocused()).as("the keyboard is where it was").isTrue();
    }

    @Test
    void a_service_is_moved_to_a_node_that_can_run_it_and_the_others_say_why_not(FxRobot robot) {
        choose(robot, "web");
        press(robot, "service-move");
        assertThat(find("services-confirm").isDisabled()).isTrue();
        assertThat(find("move-to-gw-1").isDisabled()).isTrue();
        assertThat(find("move-to-gw-3").isDisabled()).isTrue();
        assertThat(says("It runs there now.")).isTrue();
        assertThat(says("a witness votes and runs no service")).isTrue();
        press(robot, "move-to-gw-2");
        assertThat(((Button) find("services-confirm")).getText()).isEqualTo("Move web to gw-2");
        press(robot, "services-confirm");
        assertThat(cluster.calls()).containsExactly("move web gw-2");
    }

    @Test
    void a_mode_is_changed_after_it_was_said_what_leaves(FxRobot robot) {
        press(robot, "mode-of-gw-1");
        press(robot, "mode-STANDBY");
        assertThat(says("These leave: web, batch.")).isTrue();
        press(robot, "services-confirm");
        assertThat(cluster.calls()).containsExactly("mode gw-1 STANDBY");
    }

    @Test
    void the_keyboard_stays_where_it_was_while_the_services_are_asked_for_again(FxRobot robot) {
        choose(robot, "web");
        Keyboard.tabTo(robot, madeRoot, "mode-of-gw-2");
        Node before = find("mode-of-gw-2");
        cluster.setMood(Mood.STUCK);
        robot.interact(() -> ui().beat());
        assertThat(find("mode-of-gw-2")).isSameAs(before);
        assertThat(before.isFocused()).isTrue();
        assertThat(model().chosen().orElseThrow().id()).isEqualTo("web");
    }

    @Test
    void what_was_heard_stays_with_its_age_when_nobody_answers(FxRobot robot) {
        cluster.fail(AgentException.Kind.UNKNOWN);
        nanos = Duration.ofSeconds(12).toNanos();
        robot.interact(() -> ui().beat());
        assertThat(find("services-silence").isVisible()).isTrue();
        assertThat(says("as of 12 s ago")).isTrue();
        assertThat(says("Last heard: Active")).isTrue();
        assertThat(find("service-stop").isDisabled()).isTrue();
        assertThat(find("service-stop").getAccessibleHelp()).startsWith("No node has answered");
    }

    @Test
    void without_a_design_it_is_said_how_one_comes_into_force(FxRobot robot) {
        cluster.setMood(Mood.EMPTY);
        robot.interact(() -> ui().beat());
        assertThat(says("belay apply DESIGN")).isTrue();
        assertThat(find("mode-of-gw-1").isVisible()).as("nodes are there nevertheless").isTrue();
    }

    @Test
    void a_refused_order_is_told_and_put_away(FxRobot robot) {
        choose(robot, "web");
        press(robot, "service-stop");
        cluster.fail(AgentException.Kind.REFUSED);
        press(robot, "services-confirm");
        assertThat(says("The order was refused, nothing was changed.")).isTrue();
        press(robot, "services-trouble-close");
        assertThat(find("services-trouble").isVisible()).isFalse();
    }

    @Test
    void a_question_about_another_cluster_is_taken_away(FxRobot robot) {
        choose(robot, "web");
        press(robot, "service-stop");
        robot.interact(() -> model().forget());
        assertThat(Objects.requireNonNull(madeRoot).lookup("#services-confirm")).isNull();
    }

    @Test
    void the_palette_names_the_chosen_service(FxRobot robot) {
        choose(robot, "web");
        Action stop =
                Objects.requireNonNull(madeScreen).actions().stream()
                        .filter(action -> action.id().equals("services.stop"))
                        .findFirst()
                        .orElseThrow();
        assertThat(stop.name().getValue()).isEqualTo("Stop web…");
        assertThat(stop.possible().getValue()).isTrue();
        robot.interact(() -> readOnly.set(true));
        assertThat(stop.possible().getValue()).isFalse();
        assertThat(stop.reason().getValue()).contains("read-only");
    }

    @Test
    void the_story_of_the_chosen_service_is_a_button_away(FxRobot robot) {
        press(robot, "service-story");

        assertThat(stories).containsExactly(model().chosen().orElseThrow().id());
    }
}

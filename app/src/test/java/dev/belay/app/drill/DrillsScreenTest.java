package dev.belay.app.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.DrillKind;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class DrillsScreenTest {
    private final DrillFixture cluster = new DrillFixture(Instant.parse("2026-03-01T10:00:00Z"));
    private final SimpleBooleanProperty readOnly = new SimpleBooleanProperty();
    private final List<String> saved = new ArrayList<>();
    private @Nullable Ui madeUi;
    private @Nullable StackPane madeRoot;
    private @Nullable StoryScreen madeStories;

    @Start
    void start(Stage stage) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> 0);
        ui.reduceMotionProperty().set(true);
        Overlay overlay = new Overlay(ui);
        DrillModel model = new DrillModel(cluster, Runnable::run, Runnable::run, readOnly);
        DrillsScreen screen =
                new DrillsScreen(
                        ui, model, overlay, (name, content) -> saved.add(name + "\n" + content));
        StoryScreen stories =
                new StoryScreen(
                        ui,
                        new StoryModel(cluster, Runnable::run, Runnable::run),
                        (name, content) -> saved.add(name + "\n" + content));
        StackPane root = new StackPane(screen.root(), overlay);
        Scene scene = new Scene(root, 1280, 820);
        ui.dress(scene);
        stage.setScene(scene);
        stage.show();
        screen.shown();
        madeUi = ui;
        madeRoot = root;
        madeStories = stories;
    }

    private boolean says(String text) {
        return Keyboard.labels(madeRoot).contains(text);
    }

    private void press(FxRobot robot, String id) {
        Keyboard.press(robot, madeRoot, id);
    }

    @Test
    void it_says_what_will_happen_asks_and_then_shows_what_clients_missed(FxRobot robot) {
        robot.interact(
                () -> ((ToggleButton) Keyboard.find(madeRoot, "kind-kill")).setSelected(true));
        assertThat(says("The agent of gw-2 is killed at once")).isTrue();
        assertThat(says("These run on gw-2 too, and go down with it: files.")).isTrue();

        press(robot, "drill-run");
        assertThat(cluster.wishes()).isEmpty();
        press(robot, "drill-confirm");

        assertThat(cluster.wishes()).hasSize(1);
        assertThat(says("web was out for 1.48 s")).isTrue();
        assertThat(says("from gw-2 to gw-3")).isTrue();
        press(robot, "drill-html");
        press(robot, "drill-markdown");
        assertThat(saved.getFirst()).startsWith("drill-web-kill.html\n<!DOCTYPE html>");
        assertThat(saved.getLast()).startsWith("drill-web-kill.md\n# Drill of web");
    }

    @Test
    void a_name_is_followed(FxRobot robot) {
        robot.interact(() ->
                ((TextField) Keyboard.find(madeRoot, "drill-probe"))
                        .setText("name:test.clusterpro.local:3389@10.20.0.2"));

        press(robot, "drill-run");
        press(robot, "drill-confirm");

        assertThat(cluster.wishes().getFirst().probe()).startsWith("name:test.clusterpro.local");
        assertThat(says("test.clusterpro.local leads to 10.20.1.12 (gw-2)")).isTrue();
        assertThat(says("Clients go to 10.20.1.13 (gw-3)")).isTrue();
        assertThat(
                        says(
                                "test.clusterpro.local led to 10.20.1.12 (gw-2); 912 ms after the order it led to 10.20.1.13 (gw-3), and 1.88 s after it clients went there"))
                .isTrue();
    }

    @Test
    void a_protected_cluster_is_not_drilled(FxRobot robot) {
        robot.interact(() -> readOnly.set(true));

        assertThat(((Button) Keyboard.find(madeRoot, "drill-run")).isDisabled()).isTrue();
    }

    @Test
    void a_story_says_why_with_evidence_in_both_languages(FxRobot robot) {
        robot.interact(() -> {
            Objects.requireNonNull(madeRoot)
                    .getChildren()
                    .setAll(Objects.requireNonNull(madeStories).root());
            madeStories.shown();
        });
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(says("web moved from gw-1 to gw-2")).isTrue();
        assertThat(says("Because gw-1 did not renew its lease")).isTrue();
        assertThat(says("event 311 of gw-1")).isTrue();
        assertThat(says("The disk of gw-1 was filling")).isTrue();
        press(robot, "story-export");
        assertThat(saved.getFirst()).startsWith("failover-web-15.md\n# web moved from gw");

        robot.interact(
                () -> Objects.requireNonNull(madeUi).languageProperty().set(Language.JAPANESE));
        assertThat(says("web が gw-1 から gw-2 へ移動")).isTrue();
    }

    @Test
    void a_hypothesis_from_before_the_screen_was_made_fills_its_form(FxRobot robot) {
        DrillModel model = new DrillModel(cluster, Runnable::run, Runnable::run, readOnly);
        robot.interact(() -> {
            model.prepare(new DrillModel.Hypothesis(DrillKind.CUT, "gw-2", List.of("web")));
            DrillsScreen screen =
                    new DrillsScreen(
                            Objects.requireNonNull(madeUi),
                            model,
                            new Overlay(Objects.requireNonNull(madeUi)),
                            (name, content) -> {});
            Objects.requireNonNull(madeRoot).getChildren().setAll(screen.root());
        });
        assertThat(((TextField) Keyboard.find(madeRoot, "drill-probe")).getText())
                .isEqualTo("tcp:10.200.0.10:443");
        assertThat(((ToggleButton) Keyboard.find(madeRoot, "kind-cut")).isSelected()).isTrue();
        assertThat(says("From what-if: gw-2 cut off")).isTrue();
        robot.interact(
                () -> model.prepare(new DrillModel.Hypothesis(DrillKind.KILL, "gw-1", List.of())));
        assertThat(says("Nothing to drill on gw-1")).isTrue();
    }
}

package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.drill.DrillFixture;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class StudioTest {
    private static final Logger CSS = Logger.getLogger("javafx.css");

    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final Handler listener =
            new Handler() {
                @Override
                public void publish(LogRecord one) {
                    complaints.add(String.valueOf(one.getMessage()));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
    private @Nullable ShotStudio made;

    @Start
    void start(Stage stage) {
        CSS.addHandler(listener);
        ShotStudio studio =
                new ShotStudio(
                        new Ui(Language.ENGLISH, Look.LIGHT, 100),
                        980,
                        760,
                        () -> ShotFacts.of(RecordedCluster.healthy()));
        made = studio;
        studio.studio().listen(studio.scene());
        stage.setScene(studio.scene());
        stage.show();
    }

    @BeforeEach
    void focus(FxRobot robot) {
        robot.interact(() -> find("#rail-events").requestFocus());
    }

    @AfterEach
    void unlisten() {
        CSS.removeHandler(listener);
    }

    @Test
    void the_keys_lead_to_every_place_that_this_version_has(FxRobot robot) {
        press(robot, KeyCode.DIGIT1);
        assertThat(place()).isEqualTo(Destination.TOPOLOGY);
        press(robot, KeyCode.DIGIT2);
        assertThat(place()).isEqualTo(Destination.SERVICES);
        press(robot, KeyCode.DIGIT3);
        assertThat(place()).isEqualTo(Destination.HEALTH);
        press(robot, KeyCode.DIGIT4);
        assertThat(place()).isEqualTo(Destination.EVENTS);
        press(robot, KeyCode.DIGIT9);
        assertThat(place()).isEqualTo(Destination.CONNECTIONS);
        press(robot, KeyCode.DIGIT0);
        assertThat(place()).isNull();
    }

    @Test
    void a_place_that_is_not_in_this_version_is_disabled_and_says_so(FxRobot robot) {
        press(robot, KeyCode.DIGIT4);
        press(robot, KeyCode.DIGIT6);
        assertThat(place()).isEqualTo(Destination.EVENTS);
        Button mirrors = (Button) find("#rail-mirrors");
        assertThat(mirrors.isDisabled()).isTrue();
        assertThat(mirrors.getAccessibleHelp())
                .isEqualTo("Mirrors is not in this version of the studio yet");
    }

    @Test
    void the_window_is_not_closed_in_the_middle_of_a_wizard_without_a_question(FxRobot robot) {
        ShotStudio studio = Objects.requireNonNull(made);
        robot.interact(() -> {
            studio.work().arrivals();
            studio.wizards().open("enroll");
            for (int page = 0; page < 3; page++) {
                studio.wizards().model().orElseThrow().next();
            }
            studio.studio().quit();
            studio.studio().quit();
        });
        assertThat(studio.closed()).isZero();
        robot.interact(() -> ((Button) find("#close-stay")).fire());
        assertThat(studio.closed()).isZero();
        robot.interact(() -> studio.studio().quit());
        robot.interact(() -> ((Button) find("#close-anyway")).fire());
        assertThat(studio.closed()).isEqualTo(1);
    }

    @Test
    void a_drill_that_runs_is_told_below_and_asked_about_before_the_window_closes(FxRobot robot) {
        ShotStudio studio = Objects.requireNonNull(made);
        robot.interact(() -> {
            studio.work().drills().setCourse(DrillFixture.Course.HALF);
            studio.go(Destination.DRILLS);
        });
        assertThat(((Label) find("#bottom-operation")).getText()).isEqualTo("No operation running");
        robot.interact(() -> studio.press("#drill-run"));
        robot.interact(() -> studio.press("#drill-confirm"));
        assertThat(((Label) find("#bottom-operation")).getText())
                .isEqualTo("A drill is being measured.");

        robot.interact(() -> studio.studio().quit());
        assertThat(studio.closed()).isZero();
        robot.interact(() -> ((Button) find("#close-anyway")).fire());
        assertThat(studio.closed()).isEqualTo(1);
    }

    @Test
    void the_window_is_closed_at_once_when_nothing_is_half_done(FxRobot robot) {
        ShotStudio studio = Objects.requireNonNull(made);
        robot.interact(() -> studio.studio().quit());
        assertThat(studio.closed()).isEqualTo(1);
    }

    @Test
    void the_palette_finds_an_action_and_performs_it(FxRobot robot) {
        press(robot, KeyCode.K);
        robot.interact(() -> ((TextInputControl) find("#palette-query")).setText("events"));
        robot.push(KeyCode.ENTER);
        assertThat(place()).isEqualTo(Destination.EVENTS);
        assertThat(studio().scene().getRoot().lookup("#palette")).isNull();
    }

    @Test
    void who_reads_only_one_of_the_languages_finds_the_way_back(FxRobot robot) {
        press(robot, KeyCode.K);
        robot.interact(() -> ((TextInputControl) find("#palette-query")).setText("japanese"));
        robot.push(KeyCode.ENTER);
        assertThat(ui().language()).isEqualTo(Language.JAPANESE);
        press(robot, KeyCode.K);
        robot.interact(() -> ((TextInputControl) find("#palette-query")).setText("lang english"));
        robot.push(KeyCode.ENTER);
        assertThat(ui().language()).isEqualTo(Language.ENGLISH);
    }

    @Test
    void escape_leaves_the_palette_and_gives_the_focus_back(FxRobot robot) {
        press(robot, KeyCode.K);
        assertThat(find("#palette-query").isFocused()).isTrue();
        robot.push(KeyCode.ESCAPE);
        assertThat(studio().scene().getRoot().lookup("#palette")).isNull();
        assertThat(find("#rail-events").isFocused()).isTrue();
    }

    @Test
    void the_language_changes_at_once_everywhere(FxRobot robot) {
        press(robot, KeyCode.DIGIT4);
        robot.interact(() -> ui().languageProperty().set(Language.JAPANESE));
        assertThat(((Button) find("#rail-topology")).getText()).isEqualTo("トポロジー");
        assertThat(((Label) find("#events-count")).getText()).endsWith("件");
        assertThat(find("#state-line").getAccessibleText()).startsWith("ノード 3/3");
    }

    @Test
    void look_and_size_change_at_once(FxRobot robot) {
        double before = ((Button) find("#rail-events")).getHeight();
        robot.interact(() -> {
            ui().lookProperty().set(Look.DARK);
            ui().percentProperty().set(200);
            studio().scene().getRoot().applyCss();
            studio().scene().getRoot().layout();
        });
        assertThat(ui().darkProperty().get()).isTrue();
        assertThat(((Button) find("#rail-events")).getHeight()).isEqualTo(2 * before);
    }

    @Test
    void no_sheet_has_anything_to_complain_of(FxRobot robot) throws Exception {
        for (Look look : List.of(Look.LIGHT, Look.DARK)) {
            for (Language language : Language.values()) {
                robot.interact(() -> {
                    ui().lookProperty().set(look);
                    ui().languageProperty().set(language);
                });
                for (Destination destination : Destination.values()) {
                    robot.interact(() -> studio().studio().go(destination));
                    WaitForAsyncUtils.waitForFxEvents();
                    until(studio()::settled);
                }
                robot.interact(() -> {
                    studio().studio().goHome();
                    studio().studio().showSettings();
                    studio().studio().showHelp();
                });
                WaitForAsyncUtils.waitForFxEvents();
                robot.push(KeyCode.ESCAPE);
                robot.push(KeyCode.ESCAPE);
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void every_control_has_a_name_for_those_who_hear_it(FxRobot robot) {
        List<String> nameless = new ArrayList<>();
        for (Destination destination : Destination.values()) {
            robot.interact(() -> {
                studio().studio().go(destination);
                studio().scene().getRoot().applyCss();
                studio().scene().getRoot().layout();
                collect(studio().scene().getRoot(), nameless);
            });
        }
        robot.interact(() -> {
            studio().studio().goHome();
            studio().scene().getRoot().applyCss();
            studio().scene().getRoot().layout();
            collect(studio().scene().getRoot(), nameless);
        });
        assertThat(nameless).isEmpty();
    }

    @Test
    void tab_reaches_the_places_of_the_rail(FxRobot robot) {
        robot.interact(() -> find("#rail-topology").requestFocus());
        robot.push(KeyCode.TAB);
        assertThat(find("#rail-services").isFocused()).isTrue();
        robot.push(KeyCode.ENTER);
        assertThat(place()).isEqualTo(Destination.SERVICES);
    }

    private static void collect(Node node, List<String> nameless) {
        if (!node.isVisible()) {
            return;
        }
        boolean asked =
                node instanceof ButtonBase
                        || node instanceof TextInputControl
                        || node instanceof ListView<?>;
        if (asked && node.isFocusTraversable() && name((Control) node).isBlank()) {
            nameless.add(node.getClass().getSimpleName() + " " + node.getId());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, nameless));
        }
    }

    private static String name(Control control) {
        String spoken = Objects.requireNonNullElse(control.getAccessibleText(), "");
        return control instanceof Labeled labeled && spoken.isBlank()
                ? Objects.requireNonNullElse(labeled.getText(), "")
                : spoken;
    }

    private void press(FxRobot robot, KeyCode code) {
        robot.press(KeyCode.CONTROL).press(code).release(code).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void until(BooleanSupplier wanted) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, wanted::getAsBoolean);
    }

    private Node find(String selector) {
        return Objects.requireNonNull(studio().scene().getRoot().lookup(selector), selector);
    }

    private @Nullable Destination place() {
        return studio().studio().destinationProperty().get();
    }

    private Ui ui() {
        return studio().ui();
    }

    private ShotStudio studio() {
        return Objects.requireNonNull(made);
    }
}

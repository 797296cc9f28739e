package dev.belay.app.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.OperationView.State;
import dev.belay.app.connect.Asked;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
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

/// A plan is applied, watched, kept and undone by keyboard alone.
@ExtendWith(ApplicationExtension.class)
class PlanScreenTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final PlanFixture port =
            new PlanFixture(
                    new DesignFixture("edge-tokyo", List.of(member(1), member(2), member(3)), NOW),
                    NOW);
    private final ObjectProperty<@Nullable Design> design = new SimpleObjectProperty<>();
    private final SimpleStringProperty cluster = new SimpleStringProperty("edge-tokyo");
    private final Map<String, String> saved = new HashMap<>();
    private final List<String> window = new ArrayList<>();
    private @Nullable Ui madeUi;
    private @Nullable PlanModel madeModel;
    private @Nullable StackPane madeRoot;

    private static Member member(int number) {
        String id = "gw-" + number;
        return new Member(id, id, "", MemberRole.VOTER, number == 1, "10.0.0." + number, 7420);
    }

    @Start
    void start(Stage stage) throws IOException {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> 0);
        ui.reduceMotionProperty().set(true);
        PlanModel model =
                new PlanModel(
                        port,
                        design,
                        new SimpleBooleanProperty(),
                        new Asked.Means(Runnable::run, Runnable::run, () -> 0));
        Path file =
                Path.of(System.getProperty("belay.home", ".."), "examples/ec2-route-table.belay");
        if (DesignFormat.read(Files.readString(file)) instanceof Reading.Read(var drawn, _)) {
            port.keep(
                    drawn.withThings(
                            drawn.things()
                                    .without(new ThingId("files"))
                                    .without(new ThingId("mirror-files"))));
            design.set(drawn);
        }
        Overlay overlay = new Overlay(ui);
        PlanScreen screen =
                new PlanScreen(
                        ui,
                        model,
                        cluster,
                        overlay,
                        saved::put,
                        new PlanScreen.Window() {
                            @Override
                            public void back() {
                                window.add("back");
                            }

                            @Override
                            public void connect() {
                                window.add("connect");
                            }

                            @Override
                            public void open() {
                                window.add("open");
                            }

                            @Override
                            public void take(Design taken) {
                                window.add("take " + taken.nodes().size());
                            }
                        });
        StackPane root = new StackPane(screen.root(), overlay);
        Scene scene = new Scene(root, 1364, 824);
        ui.dress(scene);
        stage.setScene(scene);
        stage.show();
        screen.shown();
        madeUi = ui;
        madeModel = model;
        madeRoot = root;
    }

    private void speak(FxRobot robot, Language language) {
        robot.interact(() -> Objects.requireNonNull(madeUi).languageProperty().set(language));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void news(FxRobot robot) {
        robot.interact(() -> Objects.requireNonNull(madeModel).beat());
    }

    private void press(FxRobot robot, String id) {
        Keyboard.press(robot, madeRoot, id);
    }

    private String shown() {
        return Keyboard.labels(madeRoot);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_plan_is_applied_kept_and_undone_by_keyboard_alone(Language language, FxRobot robot) {
        speak(robot, language);
        boolean isJapanese = language == Language.JAPANESE;
        assertThat(shown()).contains(isJapanese ? "サービス files を追加" : "Service files comes");
        press(robot, "plan-apply");
        Keyboard.tabTo(robot, madeRoot, "plan-within-0");
        robot.push(KeyCode.DOWN);
        press(robot, "plan-confirm");
        assertThat(port.calls()).containsExactly("begin 31 120000");
        robot.interact(() -> port.reach(State.WAITING, port.steps(), true, ""));
        news(robot);
        assertThat(shown()).contains(isJapanese ? "確認待ち" : "Waits for you").contains("1:51");
        press(robot, "plan-keep");
        assertThat(port.calls()).last().isEqualTo("CONFIRM 118");
        assertThat(shown()).contains(isJapanese ? "完了" : "Done");
        press(robot, "plan-undo");
        press(robot, "plan-confirm");
        assertThat(port.calls()).last().isEqualTo("UNDO 118");
        press(robot, "plan-runbook");
        assertThat(saved.get("op-118.md"))
                .contains(isJapanese ? "edge-tokyo の操作 118" : "Operation 118 on edge-tokyo")
                .contains(isJapanese ? "サービス files を追加" : "Service files comes")
                .contains("```diff");
        press(robot, "plan-leave");
        press(robot, "plan-runbook");
        assertThat(saved).containsOnlyKeys("op-118.md", "edge-tokyo-plan.md");
        robot.push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window).containsExactly("back");
    }

    @Test
    void a_step_is_chosen_with_the_arrow_keys_and_its_difference_is_shown(FxRobot robot) {
        Keyboard.tabTo(robot, madeRoot, "plan-list");
        robot.push(KeyCode.END);
        WaitForAsyncUtils.waitForFxEvents();
        int last = Objects.requireNonNull(madeModel).rows().size();
        assertThat(Objects.requireNonNull(madeModel).chosen()).map(PlanRow::number).contains(last);
        assertThat(shown()).contains("Step " + last + ": Service files comes");
    }

    @Test
    void without_a_drawing_the_members_can_be_drawn_and_without_a_cluster_one_connects(
            FxRobot robot) {
        robot.interact(() -> design.set(null));
        press(robot, "plan-take");
        assertThat(window).containsExactly("take 3");
        robot.interact(() -> cluster.set(null));
        press(robot, "plan-connect");
        assertThat(window).last().isEqualTo("connect");
    }
}

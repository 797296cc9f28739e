package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import dev.belay.app.whatif.WhatIfModel;
import dev.belay.model.status.NodeState;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class TopologyViewTest {

    private final AtomicInteger asked = new AtomicInteger();
    private ObjectProperty<@Nullable LiveCluster> cluster = new SimpleObjectProperty<>();
    private @Nullable Ui madeUi;
    private @Nullable TopologyModel madeModel;
    private @Nullable TopologyView madeView;

    @Start
    void start(Stage stage) {
        var ui = new Ui(Language.ENGLISH, Look.LIGHT, 100);
        ui.reduceMotionProperty().set(true);
        cluster = new SimpleObjectProperty<>();
        var model = new TopologyModel(cluster, new EditorModel(), Runnable::run, Runnable::run);
        var view = new TopologyView(model, whatIf(model), ui, asked::incrementAndGet);
        var scene = new Scene(view, 960, 640);
        ui.dress(scene);
        stage.setScene(scene);
        stage.show();
        madeUi = ui;
        madeModel = model;
        madeView = view;
    }

    private TopologyModel model() {
        return Objects.requireNonNull(madeModel);
    }

    private TopologyView view() {
        return Objects.requireNonNull(madeView);
    }

    private void open(FxRobot robot, SampleCluster sample) {
        robot.interact(() -> cluster.set(sample.live()));
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> view().focusCanvas());
    }

    private static void until(BooleanSupplier wanted) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, wanted::getAsBoolean);
    }

    private @Nullable Node find(String id) {
        return view().lookup("#" + id);
    }

    @Test
    void without_a_cluster_it_says_what_it_is_for_and_leads_to_the_connections(FxRobot robot) {
        assertThat(find("topology-empty")).isNotNull();
        robot.clickOn("#topology-connect");
        assertThat(asked).hasValue(1);
    }

    @Test
    void each_member_is_a_card_in_its_state_with_a_sentence_for_those_who_do_not_see(
            FxRobot robot) {
        open(robot, SampleCluster.healthy());
        robot.interact(() -> model().zoomToActualSize());
        var card = Objects.requireNonNull(find("card-gw-3"));
        assertThat(card.getStyleClass()).contains("node-card", "standby", "near");
        assertThat(card.getAccessibleText()).matches("gw-3, Standby, seen by itself 0\\.\\d s ago");
        assertThat(find("topology-empty")).isNull();
    }

    @Test
    void a_node_that_falls_silent_turns_unknown_on_the_same_drawing(FxRobot robot) {
        var fixture = LiveClusterFixture.of("edge-tokyo", () -> 0);
        SampleCluster.healthy().feed(fixture);
        robot.interact(() -> cluster.set(fixture.cluster()));
        var card = Objects.requireNonNull(find("card-gw-2"));
        double x = card.getLayoutX();
        robot.interact(() -> SampleCluster.healthy().state("gw-2", NodeState.FAILED).feed(fixture));
        assertThat(card.getStyleClass()).contains("failed").doesNotContain("active");
        assertThat(card.getLayoutX()).isEqualTo(x);
    }

    @Test
    void arrow_keys_select_and_escape_lets_go(FxRobot robot) {
        open(robot, SampleCluster.healthy());
        robot.push(KeyCode.RIGHT);
        assertThat(model().selectionProperty().get()).isEqualTo("gw-1");
        robot.push(KeyCode.RIGHT);
        assertThat(model().selectionProperty().get()).isEqualTo("gw-2");
        assertThat(robot.lookup("#inspector-title").queryAs(Label.class).getText())
                .isEqualTo("gw-2");
        robot.push(KeyCode.ESCAPE);
        assertThat(model().selectionProperty().get()).isEmpty();
        assertThat(robot.lookup("#inspector-title").queryAs(Label.class).getText())
                .isEqualTo("edge-tokyo");
    }

    @Test
    void a_click_on_a_card_selects_it_and_a_click_beside_it_lets_go(FxRobot robot) {
        open(robot, SampleCluster.healthy());
        robot.clickOn("#card-gw-3");
        assertThat(model().selectionProperty().get()).isEqualTo("gw-3");
        robot.moveTo("#topology-canvas").moveBy(0, 200).clickOn();
        assertThat(model().selectionProperty().get()).isEmpty();
    }

    @Test
    void search_jumps_to_a_card_and_gives_the_keyboard_back(FxRobot robot) throws Exception {
        open(robot, SampleCluster.many(40, 4));
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("node-033");
        robot.push(KeyCode.ENTER);
        until(() -> model().selectionProperty().get().equals("node-033"));
        assertThat(find("topology-canvas")).matches(Node::isFocused);
    }

    @Test
    void enter_goes_to_the_inspector(FxRobot robot) {
        open(robot, SampleCluster.healthy());
        robot.push(KeyCode.RIGHT);
        robot.push(KeyCode.ENTER);
        assertThat(find("topology-inspector-scroll")).matches(Node::isFocused);
    }

    @Test
    void a_problem_leads_to_its_node(FxRobot robot) {
        open(robot, SampleCluster.oneDead());
        robot.clickOn("#problem-node-silent");
        assertThat(model().selectionProperty().get()).isEqualTo("gw-1");
    }

    @Test
    void problems_fold_away_and_come_back(FxRobot robot) {
        open(robot, SampleCluster.oneDead());
        var fold = robot.lookup("#topology-problems-fold").queryButton();
        robot.interact(fold::fire);
        assertThat(find("topology-problem-rows")).matches(node -> !node.isVisible());
        robot.interact(fold::fire);
        assertThat(find("topology-problem-rows")).matches(Node::isVisible);
    }

    @Test
    void a_cut_link_is_drawn_with_its_reason(FxRobot robot) {
        open(robot, SampleCluster.oneWayCut());
        var link = Objects.requireNonNull(find("link-gw-1~gw-3"));
        assertThat(link.getAccessibleText())
                .isEqualTo("gw-3 hears nothing from gw-1: 12 s. gw-1 still hears gw-3");
    }

    @Test
    void zoom_changes_the_level_of_detail_at_once(FxRobot robot) {
        open(robot, SampleCluster.healthy());
        var card = Objects.requireNonNull(find("card-gw-2"));
        robot.interact(() -> model().zoomAt(0.6, 300, 200));
        assertThat(card.getStyleClass()).contains("mid");
        robot.interact(() -> model().zoomAt(0.3, 300, 200));
        assertThat(card.getStyleClass()).contains("far");
        assertThat(card.getLayoutBounds().getWidth()).isEqualTo(34);
        assertThat(card.getLayoutBounds().getHeight()).isEqualTo(22);
    }

    @Test
    void what_is_out_of_view_is_not_in_the_scene_and_the_minimap_shows_it(FxRobot robot) {
        open(robot, SampleCluster.many(40, 4));
        assertThat(find("topology-minimap")).matches(node -> !node.isVisible());
        robot.interact(() -> {
            model().zoomAt(1, 0, 0);
            model().jumpTo("node-004");
        });
        assertThat(find("card-node-004")).isNotNull();
        assertThat(find("card-node-039")).isNull();
        assertThat(find("topology-minimap")).matches(Node::isVisible);
    }

    @Test
    void the_language_changes_on_the_spot(FxRobot robot) {
        open(robot, SampleCluster.healthy());
        robot.interact(
                () -> Objects.requireNonNull(madeUi).languageProperty().set(Language.JAPANESE));
        assertThat(robot.lookup("#topology-mode-live").queryAs(Labeled.class).getText())
                .isEqualTo("ライブ");
        var card = Objects.requireNonNull(find("card-gw-3"));
        assertThat(card.getAccessibleText()).startsWith("gw-3、待機");
    }

    @Test
    void a_design_is_edited_only_when_one_is_open(FxRobot robot) {
        var design = robot.lookup("#topology-mode-design").queryAs(Labeled.class);
        assertThat(design.isDisabled()).isTrue();
        assertThat(design.getAccessibleHelp()).contains("begin one");
        assertThat(view().lookup("#palette").isVisible()).isFalse();
    }

    private static WhatIfModel whatIf(TopologyModel of) {
        return new WhatIfModel(of.editor().designProperty(), Runnable::run, Runnable::run);
    }
}

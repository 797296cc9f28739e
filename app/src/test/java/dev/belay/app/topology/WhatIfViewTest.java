package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.place.Score;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
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
class WhatIfViewTest {

    private static final PseudoClass DOWN = PseudoClass.getPseudoClass("down");
    private static final PseudoClass MOVED = PseudoClass.getPseudoClass("moved");

    private final EditorModel editor = new EditorModel();
    private @Nullable TopologyScreen made;
    private @Nullable Scene scene;
    private @Nullable Ui madeUi;

    @Start
    void start(Stage stage) {
        var ui = new Ui(Language.ENGLISH, Look.DARK, 100);
        ui.reduceMotionProperty().set(true);
        var screen =
                new TopologyScreen(
                        new SimpleObjectProperty<@Nullable LiveCluster>(),
                        editor,
                        ui,
                        Runnable::run,
                        () -> {});
        var shown = new Scene(screen.root(), 1200, 760);
        ui.dress(shown);
        stage.setScene(shown);
        stage.show();
        screen.shown();
        made = screen;
        scene = shown;
        madeUi = ui;
    }

    private void open(FxRobot robot) throws Exception {
        var file = Path.of("..", "examples", "gateway-cluster.belay");
        if (DesignFormat.read(Files.readString(file)) instanceof Reading.Read(Design read, int _)) {
            robot.interact(() -> editor.begun(read));
            robot.interact(() -> Objects.requireNonNull(made).shown());
        }
    }

    private static void until(BooleanSupplier wanted) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, wanted::getAsBoolean);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Node find(String id) {
        return Objects.requireNonNull(
                Objects.requireNonNull(scene).lookup("#" + id), "nothing is called " + id);
    }

    private boolean is(String id, PseudoClass state) {
        return find(id).getPseudoClassStates().contains(state);
    }

    private String text(String id) {
        return ((Labeled) find(id)).getText();
    }

    @Test
    void without_a_design_it_is_disabled_and_says_why(FxRobot robot) {
        assertThat(find("topology-mode-whatif").isDisabled()).isTrue();
        assertThat(find("topology-mode-whatif").getAccessibleHelp())
                .contains("Open a design with nodes");
        robot.push(KeyCode.W);
        assertThat(find("whatif-banner").isVisible()).isFalse();
    }

    @Test
    void a_click_takes_a_node_down_and_the_panel_says_what_becomes_of_the_services(FxRobot robot)
            throws Exception {
        open(robot);
        robot.clickOn("#topology-mode-whatif");
        assertThat(find("whatif-banner").isVisible()).isTrue();
        assertThat(find("topology-inspector").isVisible()).isFalse();
        robot.clickOn("#card-gw-1");
        until(() -> is("card-gw-1", DOWN));
        until(() -> is("card-portal", MOVED));
        assertThat(text("sign-gw-1")).isEqualTo("Down");
        assertThat(find("whatif-service-portal").getAccessibleText())
                .contains("moves")
                .contains("gw-1 → gw-2");
        robot.clickOn("#card-gw-1");
        until(() -> !is("card-gw-1", DOWN));
        robot.clickOn("#whatif-leave");
        assertThat(find("whatif-banner").isVisible()).isFalse();
        assertThat(find("design-form").isVisible()).as("back where one was").isTrue();
    }

    @Test
    void keys_do_it_all(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.W);
        robot.push(KeyCode.RIGHT);
        robot.interact(() -> Objects.requireNonNull(made).jumpTo("gw-2"));
        robot.push(KeyCode.SPACE);
        until(() -> is("card-gw-2", DOWN));
        robot.push(KeyCode.ESCAPE);
        assertThat(is("card-gw-2", DOWN)).isFalse();
        assertThat(find("topology-canvas").isFocused()).isTrue();
    }

    @Test
    void what_cannot_fail_says_so_where_one_looks(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.W);
        robot.clickOn("#card-portal");
        assertThat(text("whatif-hint")).startsWith("portal holds no full member");
    }

    @Test
    void a_container_goes_down_by_the_menu(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.W);
        var add = (MenuButton) find("whatif-add");
        robot.interact(() ->
                add.getItems().stream()
                        .filter(item -> item.getText().equals("Tokyo DC down"))
                        .findFirst()
                        .orElseThrow()
                        .fire());
        until(() -> is("container-dc", DOWN));
        until(() -> find("whatif-service-portal").getAccessibleText().contains("lost"));
    }

    @Test
    void a_sweep_lists_the_weak_points_and_enter_shows_one(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.W);
        robot.clickOn("#whatif-sweep");
        until(() -> find("whatif-weak-points").isVisible());
        assertThat(text("whatif-sweep-told")).contains("1 of ").contains("3 pairs more lose");
        robot.clickOn("#whatif-weak-points");
        robot.interact(() -> find("whatif-weak-points").requestFocus());
        robot.push(KeyCode.HOME);
        robot.push(KeyCode.ENTER);
        until(() -> is("container-dc", DOWN));
        robot.clickOn("#whatif-sweep-close");
        assertThat(find("whatif-sweep-panel").isVisible()).isFalse();
    }

    @Test
    void the_language_changes_on_the_spot(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.W);
        robot.clickOn("#card-gw-1");
        until(() -> is("card-gw-1", DOWN));
        robot.interact(
                () -> Objects.requireNonNull(madeUi).languageProperty().set(Language.JAPANESE));
        until(() -> text("sign-gw-1").equals("停止"));
        assertThat(find("whatif-service-portal").getAccessibleText()).contains("移る");
    }

    @Test
    void a_weak_point_is_mended_by_its_button_as_one_step_to_undo(FxRobot robot) throws Exception {
        open(robot);
        ThingId portal = new ThingId("portal");
        List<Constraint> never =
                List.of(
                        new LocationConstraint(new ThingId("gw-2"), -Score.INFINITY),
                        new LocationConstraint(new ThingId("gw-3"), -Score.INFINITY));
        robot.interact(() ->
                editor.edit(
                        EditName.of("change", "portal"),
                        design ->
                                design.find(portal, Service.class)
                                        .map(one -> design.with(one.withConstraints(never)))
                                        .orElse(design)));
        Design bound = Objects.requireNonNull(editor.designProperty().get());
        robot.clickOn("#topology-mode-whatif");
        robot.clickOn("#whatif-sweep");
        until(() -> Objects.requireNonNull(scene).lookup("#weak-fix-2") != null);
        assertThat(text("weak-fix-2")).isEqualTo("Allow portal on gw-2");
        robot.clickOn("#weak-fix-2");
        until(() -> !bound.equals(editor.designProperty().get()));
        assertThat(
                        Objects.requireNonNull(editor.designProperty().get())
                                .find(portal, Service.class)
                                .orElseThrow()
                                .constraints())
                .containsExactly(never.getLast());
        assertThat(find("whatif-sweep-panel").isVisible()).as("of the design before").isFalse();
        robot.interact(editor::undo);
        assertThat(editor.designProperty().get()).isEqualTo(bound);
    }
}

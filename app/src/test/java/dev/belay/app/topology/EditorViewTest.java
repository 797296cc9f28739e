package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.editor.EditorModel;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import dev.belay.app.whatif.WhatIfModel;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigFile;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
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
class EditorViewTest {

    private final EditorModel editor = new EditorModel();
    private @Nullable Ui madeUi;
    private @Nullable TopologyModel madeModel;
    private @Nullable TopologyView madeView;

    @Start
    void start(Stage stage) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100);
        ui.reduceMotionProperty().set(true);
        TopologyModel model =
                new TopologyModel(
                        new SimpleObjectProperty<>(), editor, Runnable::run, Runnable::run);
        TopologyView view = new TopologyView(model, whatIf(model), ui, () -> {});
        Scene scene = new Scene(view, 1280, 760);
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

    private void begin(FxRobot robot) {
        robot.interact(() -> {
            editor.begun(Design.empty(ClusterSettings.of("new", "new", TimingProfile.STANDARD)));
            view().focusCanvas();
        });
        WaitForAsyncUtils.waitForFxEvents();
        // Places on the screen are known once the palette has taken its room.
        robot.interact(() -> view().layout());
    }

    private Design design() {
        return Objects.requireNonNull(editor.designProperty().get());
    }

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    /// Where on the screen a place of the drawing is.
    private Point2D onScreen(double x, double y) {
        var canvas = view().lookup("#topology-canvas");
        Spot at = model().viewportProperty().get().onScreen(new Spot(x, y));
        return canvas.localToScreen(at.x(), at.y());
    }

    private Point2D middleOf(String id) {
        Spot middle = model().layoutProperty().get().box(id).center();
        return onScreen(middle.x(), middle.y());
    }

    private void drop(FxRobot robot, String entry, double x, double y) throws Exception {
        int before = design().things().all().size();
        robot.moveTo("#palette-" + entry)
                .press(MouseButton.PRIMARY)
                .moveTo(onScreen(x, y))
                .release(MouseButton.PRIMARY);
        until(() -> design().things().all().size() > before);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void until(BooleanSupplier wanted) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, wanted::getAsBoolean);
    }

    @Test
    void a_cluster_is_drawn_by_mouse_and_all_of_it_is_undone_and_done_again(FxRobot robot)
            throws Exception {
        begin(robot);
        Design empty = design();
        robot.interact(() -> model().zoomToActualSize());
        drop(robot, "zone", 40, 40);
        drop(robot, "admin", 80, 120);
        drop(robot, "service", 480, 60);
        drop(robot, "vip", 480, 200);
        assertThat(design().find(id("admin-1")).orElseThrow().within()).contains(id("zone-1"));
        Box service = model().layoutProperty().get().box("service-1");
        robot.clickOn(middleOf("service-1"));
        robot.moveTo(onScreen(service.center().x(), service.bottom()))
                .press(MouseButton.PRIMARY)
                .moveTo(middleOf("vip-1"))
                .release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(design().find(id("service-1"), Service.class).orElseThrow().resources())
                .singleElement()
                .isInstanceOf(VirtualIpResource.class);
        robot.clickOn(middleOf("vip-1"));
        robot.clickOn("#field-address").write("10.0.1.9");
        assertThat(design().virtualIps().getFirst().address())
                .contains(IpAddress.parse("10.0.1.9").orThrow());
        robot.moveTo(middleOf("zone-1").add(0, 80))
                .press(MouseButton.PRIMARY)
                .moveBy(-20, -20)
                .release(MouseButton.PRIMARY);
        robot.clickOn("#topology-undo");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(design().virtualIps().getFirst().address())
                .as("what was typed in one go is one step")
                .isEmpty();
        robot.clickOn("#topology-redo");
        WaitForAsyncUtils.waitForFxEvents();
        Design drawn = design();
        while (editor.undoesProperty().get().isPresent()) {
            robot.interact(editor::undo);
        }
        assertThat(design()).isEqualTo(empty);
        while (editor.redoesProperty().get().isPresent()) {
            robot.interact(editor::redo);
        }
        assertThat(design()).isEqualTo(drawn);
    }

    @ParameterizedTest
    @EnumSource
    void a_cluster_is_drawn_by_keyboard_alone(Language language, FxRobot robot) {
        robot.interact(() -> Objects.requireNonNull(madeUi).languageProperty().set(language));
        begin(robot);
        Label hint = robot.lookup("#topology-hint").queryAs(Label.class);
        assertThat(hint.getText()).contains(language == Language.JAPANESE ? "パレット" : "palette");
        put(robot, "admin");
        put(robot, "service");
        robot.push(KeyCode.C);
        WaitForAsyncUtils.waitForFxEvents();
        robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(design().find(id("service-1"), Service.class).orElseThrow().constraints())
                .hasSize(1);
        robot.interact(() -> model().select("admin-1"));
        robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        robot.push(KeyCode.TAB);
        robot.push(KeyCode.SHORTCUT, KeyCode.A).write("gw-1");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(design().find(id("admin-1"), Node.class).orElseThrow().name()).isEqualTo("gw-1");
        robot.interact(editor::undo);
        assertThat(design().find(id("admin-1"), Node.class).orElseThrow().name())
                .as("a name that is typed is one step")
                .isEqualTo("admin-1");
        robot.interact(editor::redo);
        robot.push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(view().lookup("#topology-canvas").isFocused()).isTrue();
        robot.push(KeyCode.SHIFT, KeyCode.RIGHT);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(editor.undoesProperty().get().orElseThrow().key()).isEqualTo("move");
        robot.push(KeyCode.DELETE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(design().nodes()).isEmpty();
    }

    private void put(FxRobot robot, String entry) {
        robot.push(KeyCode.P);
        WaitForAsyncUtils.waitForFxEvents();
        for (int steps = 0; steps < 30 && !isFocused("palette-" + entry); steps++) {
            robot.push(KeyCode.DOWN);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertThat(isFocused("palette-" + entry)).isTrue();
        robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private boolean isFocused(String id) {
        return view().lookup("#" + id).isFocused();
    }

    @Test
    void what_is_typed_wrong_is_told_below_its_field_and_changes_nothing(FxRobot robot)
            throws Exception {
        begin(robot);
        drop(robot, "vip", 80, 80);
        robot.clickOn("#field-address").write("10.0.1.900");
        WaitForAsyncUtils.waitForFxEvents();
        Label complaint = robot.lookup("#complaint-address").queryAs(Label.class);
        assertThat(complaint.isVisible()).isTrue();
        assertThat(complaint.getText()).contains("10.0.1.900");
        assertThat(design().virtualIps().getFirst().address())
                .as("the last that was an address")
                .contains(IpAddress.parse("10.0.1.90").orThrow());
        robot.push(KeyCode.BACK_SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(complaint.isVisible()).isFalse();
    }

    @Test
    void a_problem_leads_to_its_thing_and_is_mended_by_a_button(FxRobot robot) throws Exception {
        begin(robot);
        VirtualIp vip =
                VirtualIp.of(id("vip"), "vip").withRouteTables(List.of(id("no-such-table")));
        robot.interact(() -> editor.edit(EditName.of("add", "vip"), design -> design.with(vip)));
        until(() -> view().lookup("#mend-unknown-reference") != null);
        robot.clickOn("#problem-unknown-reference");
        until(() -> !editor.selectionProperty().get().isEmpty());
        assertThat(editor.selectionProperty().get()).containsExactly(id("vip"));
        robot.clickOn("#mend-unknown-reference");
        until(() -> design().virtualIps().getFirst().routeTables().isEmpty());
        robot.interact(editor::undo);
        assertThat(design().virtualIps()).containsExactly(vip);
    }

    @Test
    void escape_leaves_off_what_was_taken_from_the_palette(FxRobot robot) {
        begin(robot);
        robot.clickOn("#palette-worker");
        assertThat(model().edit().gestureProperty().get()).isInstanceOf(Gesture.Placing.class);
        robot.push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(model().edit().gestureProperty().get()).isInstanceOf(Gesture.None.class);
        robot.clickOn("#palette-worker").clickOn(onScreen(200, 120));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(design().nodes()).hasSize(1);
    }

    private static WhatIfModel whatIf(TopologyModel of) {
        return new WhatIfModel(of.editor().designProperty(), Runnable::run, Runnable::run);
    }

    private String text(String id) {
        return ((Labeled) view().lookup(id)).getText();
    }

    @Test
    void a_config_set_is_drawn_filled_in_found_and_taken_away_by_keyboard_alone(FxRobot robot)
            throws Exception {
        begin(robot);
        robot.interact(() -> view().lookup("#palette-config-set").requestFocus());
        robot.push(KeyCode.ENTER);
        assertThat(text("#design-form-title")).isEqualTo("config-1");
        robot.push(KeyCode.SHORTCUT, KeyCode.A).write("nginx");
        assertThat(text("#design-form-title")).isEqualTo("nginx");
        robot.interact(() -> view().lookup("#field-files").requestFocus());
        robot.push(KeyCode.SPACE);
        robot.interact(() -> view().lookup("#field-files-0-path").requestFocus());
        robot.write("etc");
        assertThat(design().configSets())
                .containsExactly(ConfigSet.of("nginx").withFiles(List.of(ConfigFile.of("etc"))));
        assertThat(view().lookupAll(".field-problem"))
                .extracting(one -> ((Labeled) one).getText())
                .containsExactly(
                        "'nginx' has the path 'etc'; wanted one that begins with '/'."
                                + " Write the whole path.");
        robot.push(KeyCode.HOME).write("/");
        assertThat(view().lookupAll(".field-problem")).isEmpty();
        robot.push(KeyCode.ESCAPE);
        robot.interact(() -> editor.select(List.of()));
        robot.push(KeyCode.SHORTCUT, KeyCode.F).write("/ETC").push(KeyCode.ENTER);
        assertThat(editor.configSetProperty().get()).contains(0);
        assertThat(view().lookup("#topology-remove").isDisabled()).isFalse();
        robot.interact(() -> view().lookup("#config-set-remove").requestFocus());
        robot.push(KeyCode.SPACE);
        assertThat(design().configSets()).isEmpty();
        assertThat(view().lookup("#topology-remove").isDisabled()).isTrue();
        assertThat(view().lookup("#field-configSets").isFocused()).isTrue();
        robot.interact(editor::undo);
        robot.interact(editor::undo);
        // All that was typed into the path was one step.
        assertThat(design().configSets())
                .containsExactly(ConfigSet.of("nginx").withFiles(List.of(ConfigFile.of(""))));
    }

    @Test
    void a_problem_of_a_config_set_leads_to_its_field_and_brings_it_into_view(FxRobot robot)
            throws Exception {
        begin(robot);
        List<ConfigFile> files =
                IntStream.range(0, 8)
                        .mapToObj(number -> ConfigFile.of("/etc/" + number))
                        .map(file -> file.withMode(file.path().equals("/etc/7") ? "x" : "0600"))
                        .toList();
        List<ConfigSet> sets = List.of(ConfigSet.of("a"), ConfigSet.of("b").withFiles(files));
        robot.interact(() ->
                editor.edit(EditName.of("change.cluster"), design -> design.withConfigSets(sets)));
        until(() -> view().lookup("#problem-bad-file-mode") != null);
        robot.clickOn("#problem-bad-file-mode");
        until(() -> editor.configSetProperty().get().isPresent());
        assertThat(editor.configSetProperty().get()).contains(1);
        assertThat(view().lookup("#field-files-7-mode").isFocused()).isTrue();
        var scroll = (ScrollPane) view().lookup("#design-form-scroll");
        assertThat(scroll.getVvalue()).isPositive();
    }
}

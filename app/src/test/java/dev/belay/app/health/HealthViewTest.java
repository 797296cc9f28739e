package dev.belay.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.TunnelState;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Measure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class HealthViewTest {

    private final AtomicInteger connectionsOpened = new AtomicInteger();
    private final List<LiveNode> askedAgain = new ArrayList<>();
    private final ObjectProperty<@Nullable LiveCluster> cluster = new SimpleObjectProperty<>();
    private final HealthFixture fixture = new HealthFixture(HealthFixture.Mood.LATE);
    @TempDir private @Nullable Path folder;
    private @Nullable Path saved;
    private @Nullable Ui madeUi;
    private @Nullable HealthModel madeModel;
    private @Nullable HealthView madeView;

    @Start
    void start(Stage stage) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100);
        ui.reduceMotionProperty().set(true);
        HealthModel model = new HealthModel(cluster, fixture::wallMillis, askedAgain::add);
        SaveFile files =
                (owner, name, kind) -> {
                    Path path = Objects.requireNonNull(folder).resolve(name);
                    saved = path;
                    return Optional.of(path);
                };
        HealthView view = new HealthView(ui, model, files, connectionsOpened::incrementAndGet);
        Scene scene = new Scene(view.root(), 990, 900);
        ui.dress(scene);
        stage.setScene(scene);
        stage.show();
        madeUi = ui;
        madeModel = model;
        madeView = view;
    }

    private Ui ui() {
        return Objects.requireNonNull(madeUi);
    }

    private HealthModel model() {
        return Objects.requireNonNull(madeModel);
    }

    private void open(FxRobot robot) {
        robot.interact(() -> {
            cluster.set(fixture.cluster());
            fixture.feed();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void until(BooleanSupplier wanted) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, wanted::getAsBoolean);
    }

    private Node node(String id) {
        Node found = Objects.requireNonNull(madeView).root().lookup("#" + id);
        return Objects.requireNonNull(found, id);
    }

    private boolean has(String id) {
        return Objects.requireNonNull(madeView).root().lookup("#" + id) != null;
    }

    private String label(String id) {
        return ((Label) node(id)).getText();
    }

    private String reading() {
        StringBuilder text = new StringBuilder();
        ((TextFlow) node("health-reading"))
                .getChildren()
                .forEach(child -> {
                    if (child instanceof Text part) {
                        text.append(part.getText());
                    }
                });
        return text.toString().strip();
    }

    @Test
    void without_a_cluster_it_says_what_it_is_for_and_leads_to_the_connections(FxRobot robot) {
        robot.clickOn("#health-open-connections");
        assertThat(connectionsOpened).hasValue(1);
        assertThat(has("health-graphs")).isFalse();
    }

    @Test
    void six_graphs_show_the_values_of_now_for_each_node(FxRobot robot) {
        open(robot);
        for (Measure measure : HealthModel.FIRST_MEASURES) {
            assertThat(has("health-graph-" + measure.id())).as(measure.id()).isTrue();
        }
        assertThat(label("health-graph-cpu-value-gw-1")).matches("\\d+ %");
        assertThat(node("health-graph-cpu").getAccessibleText())
                .matches("CPU, gw-1 \\d+ %, gw-2 \\d+ %, gw-3 \\d+ %");
    }

    @Test
    void arrow_keys_move_the_crosshair_over_all_graphs_and_escape_takes_it_away(FxRobot robot) {
        open(robot);
        robot.interact(() -> node("health-graphs").requestFocus());
        for (int times = 0; times < 4; times++) {
            robot.press(KeyCode.SHIFT).type(KeyCode.LEFT).release(KeyCode.SHIFT);
        }
        Long at = Objects.requireNonNull(model().crosshairProperty().get());
        assertThat(fixture.wallMillis() - at).isEqualTo(80_000);
        assertThat(label("health-hint")).startsWith("Crosshair 14:30:58");
        assertThat(label("health-graph-cpu-value-gw-3")).as("inside its gap").isEqualTo("–");
        assertThat(label("health-graph-memory-value-gw-1")).matches("\\d+ %");
        robot.type(KeyCode.ESCAPE);
        assertThat(model().crosshairProperty().get()).isNull();
        assertThat(label("health-hint")).startsWith("Arrow keys");
    }

    @Test
    void plus_zooms_around_the_crosshair_and_minus_goes_back(FxRobot robot) {
        open(robot);
        robot.interact(() -> node("health-graphs").requestFocus());
        robot.type(KeyCode.HOME).type(KeyCode.ADD);
        assertThat(model().window().length()).isEqualTo(150_000);
        assertThat(label("health-hint")).startsWith("Crosshair");
        robot.type(KeyCode.SUBTRACT);
        assertThat(model().zoomProperty().get()).isNull();
    }

    @Test
    void a_drag_over_a_graph_zooms_to_what_was_dragged(FxRobot robot) {
        open(robot);
        Node graph = node("health-graph-cpu");
        robot.moveTo(graph).moveBy(-60, 0);
        robot.press(MouseButton.PRIMARY).moveBy(80, 0);
        robot.release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(model().window().length()).isBetween(40_000L, 160_000L);
    }

    @Test
    void a_chip_hides_the_lines_of_its_node_and_delete_takes_the_node_out(FxRobot robot) {
        open(robot);
        robot.clickOn("#health-node-gw-2");
        assertThat(has("health-graph-cpu-value-gw-2")).isFalse();
        assertThat(node("health-node-gw-2").getAccessibleText()).isEqualTo("gw-2, hidden");
        robot.clickOn("#health-node-gw-2");
        assertThat(has("health-graph-cpu-value-gw-2")).isTrue();
        assertThat(node("health-add-node").isDisabled()).isTrue();
        robot.type(KeyCode.DELETE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(has("health-node-gw-2")).isFalse();
        assertThat(node("health-add-node").isDisabled()).isFalse();
    }

    @Test
    void measures_are_chosen_from_a_menu(FxRobot robot) {
        open(robot);
        robot.interact(() -> model().toggle(Measure.DISK));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(has("health-graph-disk")).isTrue();
        assertThat(((MenuButton) node("health-measures")).getText()).isEqualTo("7 measures");
        robot.interact(() -> List.copyOf(model().measures()).forEach(model()::toggle));
        assertThat(has("health-graph-disk")).isFalse();
    }

    @Test
    void a_longer_range_shows_what_the_agents_stored(FxRobot robot) {
        open(robot);
        robot.clickOn("#health-range-day");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(model().window().length()).isEqualTo(Range.DAY.millis());
        assertThat(model().series().getFirst().points(Measure.CPU, Range.DAY.tier()).size())
                .isGreaterThan(1_400);
        assertThat(label("health-graph-cpu-value-gw-1")).matches("\\d+ %");
    }

    @Test
    void opinions_that_differ_are_ringed_and_explained_with_the_next_action(FxRobot robot) {
        open(robot);
        assertThat(label("health-differing")).isEqualTo("2 opinions differ");
        long ringed =
                Objects.requireNonNull(madeView).root().lookupAll(".opinion-cell").stream()
                        .filter(cell ->
                                cell.getPseudoClassStates()
                                        .contains(PseudoClass.getPseudoClass("differs")))
                        .count();
        assertThat(ringed).isEqualTo(2);
        assertThat(reading())
                .isEqualTo(
                        "gw-3 said this 3.8 s ago; term 42 began 3.1 s ago. Its tunnel is slow,"
                                + " not the node: gw-1 and gw-2 hear it now.");
        robot.interact(() -> ((Hyperlink) node("health-ask-again")).fire());
        assertThat(askedAgain).extracting(LiveNode::id).containsExactly("gw-3");
    }

    @Test
    void the_loss_meter_invents_no_figures(FxRobot robot) {
        open(robot);
        assertThat(node("health-loss").lookupAll(".label").stream().map(Label.class::cast))
                .extracting(Label::getText)
                .contains("No service yet")
                .noneMatch(text -> text.matches(".*\\d.*"));
    }

    @Test
    void nodes_that_answer_nothing_are_told_after_a_moment(FxRobot robot) throws Exception {
        LiveClusterFixture silent = LiveClusterFixture.of("edge", () -> 0);
        silent.histories((id, tier) -> {
            throw new IllegalStateException("the tunnel is down");
        });
        silent.tunnel("gw-1", TunnelState.BROKEN, "");
        robot.interact(() -> cluster.set(silent.cluster()));
        until(() -> has("health-ask-histories"));
        assertThat(node("health-history-failed").isVisible()).isTrue();
    }

    @Test
    void language_and_look_change_live(FxRobot robot) {
        open(robot);
        Color before = groundOfGraph(robot);
        robot.interact(() -> {
            ui().languageProperty().set(Language.JAPANESE);
            ui().lookProperty().set(Look.DARK);
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(label("health-differing")).isEqualTo("2 件の食い違い");
        assertThat(groundOfGraph(robot).getBrightness()).isLessThan(before.getBrightness() - 0.5);
        robot.interact(() -> ui().percentProperty().set(200));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(node("health-graph-cpu").getBoundsInParent().getHeight()).isGreaterThan(380);
    }

    private Color groundOfGraph(FxRobot robot) {
        Color[] colour = new Color[1];
        robot.interact(() -> {
            PixelReader pixels = node("health-graph-cpu").snapshot(null, null).getPixelReader();
            colour[0] = pixels.getColor(20, 8);
        });
        return colour[0];
    }

    @Test
    void values_and_graphs_are_saved_and_a_failure_says_why(FxRobot robot) throws Exception {
        open(robot);
        MenuButton export = (MenuButton) node("health-export");
        robot.interact(() -> export.getItems().get(0).fire());
        until(() -> node("health-notice").isVisible());
        assertThat(Files.readAllLines(Objects.requireNonNull(saved)).getFirst())
                .isEqualTo("time,node,measure,unit,min,mean,max");
        robot.clickOn("#health-notice-close");
        assertThat(node("health-notice").isVisible()).isFalse();
        robot.interact(() -> export.getItems().get(1).fire());
        until(() -> node("health-notice").isVisible());
        assertThat(Files.size(Objects.requireNonNull(saved))).isGreaterThan(10_000);
        folder = Objects.requireNonNull(folder).resolve("gone");
        robot.clickOn("#health-notice-close");
        robot.interact(() -> export.getItems().get(0).fire());
        until(() -> node("health-notice").getStyleClass().contains("bad"));
    }
}

package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import dev.belay.app.whatif.WhatIfModel;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// With many cards a picture moves in their place; one must not see it.
@ExtendWith(ApplicationExtension.class)
class MovingViewTest {

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 760;

    private static final double MOST_UNLIKE = 0.001;

    /// Whole pixels also at 125 % and 150 %: parts of one have lines drawn a little otherwise.
    private static final int STEP = 4;

    private @Nullable Ui madeUi;
    private @Nullable TopologyModel madeModel;
    private @Nullable TopologyView madeView;

    @Start
    void start(Stage stage) {
        var ui = new Ui(Language.ENGLISH, Look.LIGHT, 100);
        ui.reduceMotionProperty().set(true);
        var editor = new EditorModel();
        var model =
                new TopologyModel(
                        new SimpleObjectProperty<@Nullable LiveCluster>(),
                        editor,
                        step -> {},
                        Runnable::run);
        var view =
                new TopologyView(
                        model,
                        new WhatIfModel(editor.designProperty(), Runnable::run, Runnable::run),
                        ui,
                        () -> {});
        var scene = new Scene(view, WIDTH, HEIGHT);
        ui.dress(scene);
        stage.setScene(scene);
        stage.show();
        editor.begun(LargeDesign.of(300, 400));
        madeUi = ui;
        madeModel = model;
        madeView = view;
    }

    private TopologyModel model() {
        return Objects.requireNonNull(madeModel);
    }

    private Node world() {
        return Objects.requireNonNull(Objects.requireNonNull(madeView).lookup("#topology-world"));
    }

    private void lookAt(FxRobot robot, double zoom) {
        robot.interact(() -> {
            model().zoomAt(zoom, 0, 0);
            model().pan(-300, -200);
        });
        rest();
    }

    private void rest() {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> world().getOpacity() == 1);
        } catch (Exception e) {
            throw new AssertionError("the view does not come to rest", e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private WritableImage taken() {
        return Objects.requireNonNull(madeView).getScene().snapshot(null);
    }

    /// What one sees while the view moves, and what when it rests.
    private double unlike(FxRobot robot, Runnable move) {
        WritableImage[] moving = new WritableImage[1];
        robot.interact(() -> {
            move.run();
            assertThat(world().getOpacity()).isZero();
            moving[0] = taken();
        });
        rest();
        WritableImage[] resting = new WritableImage[1];
        robot.interact(() -> resting[0] = taken());
        return unlike(moving[0], resting[0]);
    }

    private static double unlike(WritableImage one, WritableImage other) {
        int many = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                var a = one.getPixelReader().getColor(x, y);
                var b = other.getPixelReader().getColor(x, y);
                many += distance(a, b) > 0.15 ? 1 : 0;
            }
        }
        return (double) many / (WIDTH * HEIGHT);
    }

    private static double distance(Color a, Color b) {
        return Math.max(
                Math.abs(a.getRed() - b.getRed()),
                Math.max(
                        Math.abs(a.getGreen() - b.getGreen()),
                        Math.abs(a.getBlue() - b.getBlue())));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 125, 150})
    void a_view_that_is_moved_shows_the_same_as_one_that_rests(int percent, FxRobot robot) {
        robot.interact(() -> Objects.requireNonNull(madeUi).percentProperty().set(percent));
        lookAt(robot, percent > 125 ? 0.35 : 0.6);
        assertThat(unlike(robot, () -> model().pan(-3 * STEP, -2 * STEP))).isLessThan(MOST_UNLIKE);
    }

    @Test
    void what_comes_into_view_on_a_long_way_is_there_at_once(FxRobot robot) {
        lookAt(robot, 0.6);
        double unlike =
                unlike(
                        robot,
                        () -> {
                            for (int step = 0; step < 20; step++) {
                                model().pan(step < 12 ? -61 : 43, step % 2 == 0 ? -37 : 3);
                            }
                        });
        assertThat(unlike).isLessThan(MOST_UNLIKE);
    }

    @Test
    void where_one_zooms_out_of_the_picture_cards_are_outlined(FxRobot robot) {
        lookAt(robot, 0.8);
        WritableImage[] moving = new WritableImage[1];
        robot.interact(() -> {
            model().zoomAt(0.6, WIDTH / 2.0, HEIGHT / 2.0);
            model().zoomAt(0.46, WIDTH / 2.0, HEIGHT / 2.0);
            moving[0] = taken();
        });
        rest();
        WritableImage[] resting = new WritableImage[1];
        robot.interact(() -> resting[0] = taken());
        assertThat(edges(moving[0], 100)).isGreaterThan(edges(resting[0], 100) / 3);
    }

    /// How often the colour changes along the canvas' left edge.
    private static int edges(WritableImage image, int x) {
        int many = 0;
        for (int y = 80; y < HEIGHT - 80; y++) {
            var reader = image.getPixelReader();
            many += distance(reader.getColor(x, y), reader.getColor(x, y - 1)) > 0.05 ? 1 : 0;
        }
        return many;
    }

    @Test
    void what_is_hidden_after_a_zoom_is_not_hit_where_it_was(FxRobot robot) {
        lookAt(robot, 0.6);
        robot.interact(() -> {
            model().pan(-3, 0);
            assertThat(world().isMouseTransparent()).isFalse();
            model().zoomAt(0.7, 10, 10);
            assertThat(world().isMouseTransparent()).isTrue();
        });
        rest();
        assertThat(world().isMouseTransparent()).isFalse();
    }

    @Test
    void another_look_is_seen_at_once_also_while_the_view_moves(FxRobot robot) {
        lookAt(robot, 0.6);
        robot.interact(() -> {
            model().pan(-3, 0);
            Objects.requireNonNull(madeUi).lookProperty().set(Look.DARK);
            assertThat(world().getOpacity()).isOne();
        });
    }

    @Test
    void something_selected_while_the_view_moves_is_shown_as_selected_at_once(FxRobot robot) {
        lookAt(robot, 0.6);
        robot.interact(() -> {
            model().pan(-3, 0);
            assertThat(world().getOpacity()).isZero();
            model().select("node-7");
            assertThat(world().getOpacity()).isOne();
        });
    }
}

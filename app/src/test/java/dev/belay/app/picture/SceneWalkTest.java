package dev.belay.app.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.picture.Contour.Step;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import org.junit.jupiter.api.Test;

class SceneWalkTest {

    private static final Ink BLACK = new Ink(0, 0, 0, 1);

    private static List<Double> xs(Contour contour) {
        return contour.steps().stream()
                .flatMap(step ->
                        switch (step) {
                            case Step.Move(var x, var y) -> List.of(x).stream();
                            case Step.Line(var x, var y) -> List.of(x).stream();
                            case Step.Curve curve -> List.of(curve.x()).stream();
                            case Step.Close close -> List.<Double>of().stream();
                        })
                .sorted()
                .toList();
    }

    @Test
    void what_is_not_visible_is_not_there() {
        var hidden = new Rectangle(10, 10);
        hidden.setVisible(false);
        var clear = new Rectangle(10, 10, Color.TRANSPARENT);
        var faded = new Rectangle(10, 10);
        faded.setOpacity(0);
        assertThat(SceneWalk.of(new Group(hidden, clear, faded))).isEmpty();
    }

    @Test
    void place_opacity_and_clip_are_those_of_a_group() {
        var box = new Rectangle(10, 20);
        box.setLayoutX(5);
        box.setOpacity(0.5);
        box.setClip(new Circle(5, 5, 3));
        assertThat(SceneWalk.of(new Group(box)))
                .containsExactly(
                        new Mark.Group(
                                new Matrix(1, 0, 0, 1, 5, 0),
                                0.5,
                                Contour.ellipse(5, 5, 3, 3),
                                List.of(new Mark.Area(Contour.rectangle(0, 0, 10, 20), BLACK))));
    }

    @Test
    void a_line_keeps_its_dashes() {
        var line = new Line(0, 0, 10, 0);
        line.setStroke(Color.BLACK);
        line.getStrokeDashArray().setAll(5.0, 4.0);
        var mark = (Mark.Stroke) SceneWalk.of(new Group(line)).getFirst();
        assertThat(mark.pen().dashes()).containsExactly(5.0, 4.0);
    }

    @Test
    void a_glyph_of_open_strokes_is_what_its_pen_covers() {
        var cross = new SVGPath();
        cross.setContent("M6 6l4 4M10 6l-4 4");
        cross.setFill(null);
        cross.setStroke(Color.BLACK);
        cross.setStrokeWidth(2);
        var mark = (Mark.Area) SceneWalk.of(new Group(cross)).getFirst();
        assertThat(xs(mark.contour()).getFirst()).isBetween(4.0, 6.0);
        assertThat(xs(mark.contour()).getLast()).isBetween(10.0, 12.0);
    }

    @Test
    void a_shape_fills_its_region() {
        var region = new Region();
        var shape = new SVGPath();
        shape.setContent("M0 0h16v8h-16z");
        region.setShape(shape);
        region.setBackground(
                new Background(new BackgroundFill(Color.BLACK, CornerRadii.EMPTY, null)));
        region.resize(32, 32);
        var mark = (Mark.Area) SceneWalk.of(region).getFirst();
        assertThat(xs(mark.contour()).getFirst()).isEqualTo(0);
        assertThat(xs(mark.contour()).getLast()).isEqualTo(32);
    }
}

package dev.belay.app.ui;

import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Scale;

/// Belay's mark: two nodes tied by a figure of eight, drawn on a grid of 64.
public final class Mark extends Region {
    private static final double GRID = 64;
    private static final String SMALL_ROPE =
            "M43.5 32A11.5 11.5 0 1 0 32 20.5L32 43.5A11.5 11.5 0 1 1 20.5 32";
    private static final String ROPE =
            "M42.46 32.49A11.5 11.5 0 1 0 31.51 21.54L32.49 42.46A11.5 11.5 0 1 1 21.54 31.51";

    private final Group drawing = new Group();
    private final Scale scale = new Scale(1, 1, 0, 0);

    /// The mark in the size of one of the classes `px-26` or `px-60`.
    public Mark(int pixels) {
        getStyleClass().addAll("mark", "px-" + pixels);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText("Belay");
        drawing.setManaged(false);
        drawing.getTransforms().add(scale);
        getChildren().add(drawing);
        Rectangle ground = new Rectangle(GRID, GRID);
        ground.setArcWidth(28);
        ground.setArcHeight(28);
        drawing.getChildren().add(styled(ground, "ground"));
        if (pixels < 48) {
            drawing.getChildren()
                    .addAll(
                            rope(SMALL_ROPE, "rope", 7.2),
                            rope("M43.5 32L20.5 32", "gap", 11.2),
                            rope("M43.5 32L20.5 32", "rope", 7.2),
                            styled(new Circle(43.5, 20.5, 4.8), "node"),
                            styled(new Circle(20.5, 43.5, 3.8), "node"));
        } else {
            drawing.getChildren()
                    .addAll(
                            rope(ROPE, "rope", 6.4),
                            strands(ROPE),
                            rope("M42.46 32.49L21.54 31.51", "gap", 9.8),
                            rope("M42.46 32.49L21.54 31.51", "rope", 6.4),
                            strands("M42.46 32.49L21.54 31.51"),
                            styled(new Circle(43, 21, 4.6), "node"),
                            styled(new Circle(21, 43, 3.5), "node-ring"));
        }
    }

    @Override
    protected void layoutChildren() {
        scale.setX(getWidth() / GRID);
        scale.setY(getHeight() / GRID);
    }

    private static SVGPath rope(String content, String style, double width) {
        SVGPath path = new SVGPath();
        path.setContent(content);
        path.setStrokeWidth(width);
        path.setStrokeLineJoin(StrokeLineJoin.ROUND);
        return styled(path, style);
    }

    private static SVGPath strands(String content) {
        SVGPath path = rope(content, "strand", 6.4);
        path.getStrokeDashArray().setAll(1.0, 4.2);
        return path;
    }

    private static <S extends Shape> S styled(S shape, String style) {
        shape.getStyleClass().add(style);
        return shape;
    }
}

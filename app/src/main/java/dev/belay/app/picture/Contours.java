package dev.belay.app.picture;

import javafx.scene.paint.Color;
import javafx.scene.shape.ArcTo;
import javafx.scene.shape.Circle;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.QuadCurveTo;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.shape.VLineTo;

/// The outlines of shapes.
final class Contours {

    private Contours() {}

    static Contour of(Shape shape) {
        return switch (shape) {
            case Path path when isPlain(path) -> plain(path);
            case Line line -> {
                var pen = new Contour.Drawer();
                pen.move(line.getStartX(), line.getStartY());
                pen.line(line.getEndX(), line.getEndY());
                yield pen.done(false);
            }
            case Rectangle box ->
                    Contour.rounded(
                            box.getX(),
                            box.getY(),
                            box.getWidth(),
                            box.getHeight(),
                            Contour.Corners.all(box.getArcWidth() / 2));
            case Circle circle ->
                    Contour.ellipse(
                            circle.getCenterX(),
                            circle.getCenterY(),
                            circle.getRadius(),
                            circle.getRadius());
            case Ellipse ellipse ->
                    Contour.ellipse(
                            ellipse.getCenterX(),
                            ellipse.getCenterY(),
                            ellipse.getRadiusX(),
                            ellipse.getRadiusY());
            case SVGPath path -> area(path);
            default -> plain((Path) Shape.union(shape, new Rectangle()));
        };
    }

    /// The toolkit reads what is written in the path: what comes back is its area.
    private static Contour area(SVGPath path) {
        var copy = new SVGPath();
        copy.setContent(path.getContent());
        copy.setFillRule(path.getFillRule());
        copy.setFill(Color.BLACK);
        copy.setStroke(null);
        return plain((Path) Shape.union(copy, new Rectangle()));
    }

    static Contour line(SVGPath path) {
        // What the line covers, for only the toolkit can read the path itself.
        var copy = new SVGPath();
        copy.setContent(path.getContent());
        copy.setFill(null);
        copy.setStroke(Color.BLACK);
        copy.setStrokeWidth(path.getStrokeWidth());
        copy.setStrokeLineCap(path.getStrokeLineCap());
        copy.setStrokeLineJoin(path.getStrokeLineJoin());
        copy.getStrokeDashArray().setAll(path.getStrokeDashArray());
        return plain((Path) Shape.union(copy, new Rectangle()));
    }

    private static boolean isPlain(Path path) {
        return path.getElements().stream()
                .allMatch(element -> element.isAbsolute() && !(element instanceof ArcTo));
    }

    private static Contour plain(Path path) {
        var pen = new Contour.Drawer();
        for (PathElement element : path.getElements()) {
            switch (element) {
                case MoveTo to -> pen.move(to.getX(), to.getY());
                case LineTo to -> pen.line(to.getX(), to.getY());
                case HLineTo to -> pen.line(to.getX(), pen.y());
                case VLineTo to -> pen.line(pen.x(), to.getY());
                case QuadCurveTo to ->
                        pen.quad(to.getControlX(), to.getControlY(), to.getX(), to.getY());
                case CubicCurveTo to ->
                        pen.curve(
                                to.getControlX1(),
                                to.getControlY1(),
                                to.getControlX2(),
                                to.getControlY2(),
                                to.getX(),
                                to.getY());
                case ClosePath close -> pen.close();
                default -> throw new IllegalStateException("no plain element: " + element);
            }
        }
        return pen.done(path.getFillRule() == FillRule.EVEN_ODD);
    }
}

package dev.belay.app.picture;

import dev.belay.app.picture.Contour.Corners;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.BorderStroke;
import javafx.scene.layout.BorderStrokeStyle;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.RadialGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.shape.StrokeType;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// Reads what a scene shows, from the bottom to the top, as marks. On the FX thread; the scene has
/// to be laid out.
///
/// Grounds, borders, shapes, texts, opacity, clips and transforms are read. Effects, images and
/// what is painted on a canvas are not, for the drawing has none; a gradient becomes the mean of
/// its colours.
final class SceneWalk {

    private final Map<String, Contour> silhouettes = new HashMap<>();

    private SceneWalk() {}

    static List<Mark> of(Node root) {
        var walk = new SceneWalk();
        var marks = new ArrayList<Mark>();
        walk.node(root, marks);
        return List.copyOf(marks);
    }

    private void node(Node node, List<Mark> into) {
        if (!node.isVisible() || node.getOpacity() == 0) {
            return;
        }
        var marks = new ArrayList<Mark>();
        switch (node) {
            case Region region -> region(region, marks);
            case Text text -> text(text, marks);
            case Shape shape -> shape(shape, marks);
            default -> {}
        }
        if (node instanceof Parent parent) {
            for (var child : parent.getChildrenUnmodifiable()) {
                node(child, marks);
            }
        }
        if (marks.isEmpty()) {
            return;
        }
        var clip = node.getClip() instanceof Shape shape ? clip(shape) : null;
        var matrix = matrix(node);
        if (clip == null && node.getOpacity() == 1 && matrix.equals(Matrix.IDENTITY)) {
            into.addAll(marks);
        } else {
            into.add(new Mark.Group(matrix, node.getOpacity(), clip, marks));
        }
    }

    private static Matrix matrix(Node node) {
        var map = node.getLocalToParentTransform();
        return new Matrix(
                map.getMxx(), map.getMyx(), map.getMxy(), map.getMyy(), map.getTx(), map.getTy());
    }

    private static Contour clip(Shape shape) {
        return Contours.of(shape).mapped(matrix(shape));
    }

    private void region(Region region, List<Mark> marks) {
        double width = region.getWidth();
        double height = region.getHeight();
        if (width <= 0 || height <= 0) {
            return;
        }
        var background = region.getBackground();
        if (background != null) {
            for (var fill : background.getFills()) {
                var ink = ink(fill.getFill());
                if (ink != null) {
                    marks.add(new Mark.Area(ground(region, fill, width, height), ink));
                }
            }
        }
        var border = region.getBorder();
        if (border != null && region.getShape() == null) {
            for (var stroke : border.getStrokes()) {
                border(stroke, width, height, marks);
            }
        }
    }

    private Contour ground(Region region, BackgroundFill fill, double width, double height) {
        var in = fill.getInsets();
        double w = Math.max(0, width - in.getLeft() - in.getRight());
        double h = Math.max(0, height - in.getTop() - in.getBottom());
        var silhouette = region.getShape();
        if (silhouette != null) {
            return silhouette(region, silhouette, in, w, h);
        }
        return Contour.rounded(in.getLeft(), in.getTop(), w, h, corners(fill.getRadii(), w, h));
    }

    /// A shape fills its region, or stands in the middle of it.
    private Contour silhouette(Region region, Shape shape, Insets in, double w, double h) {
        var bounds = shape.getLayoutBounds();
        if (bounds.getWidth() <= 0 || bounds.getHeight() <= 0) {
            return new Contour(List.of(), false);
        }
        boolean scaled = region.isScaleShape();
        double sx = scaled ? w / bounds.getWidth() : 1;
        double sy = scaled ? h / bounds.getHeight() : 1;
        boolean centred = scaled || region.isCenterShape();
        double dx = centred ? in.getLeft() + (w - bounds.getWidth() * sx) / 2 : 0;
        double dy = centred ? in.getTop() + (h - bounds.getHeight() * sy) / 2 : 0;
        double x = centred ? bounds.getMinX() * sx : 0;
        double y = centred ? bounds.getMinY() * sy : 0;
        return outlineOf(shape).mapped(new Matrix(sx, 0, 0, sy, dx - x, dy - y));
    }

    private Contour outlineOf(Shape shape) {
        return shape instanceof SVGPath path
                ? silhouettes.computeIfAbsent(
                        path.getFillRule() + path.getContent(), key -> Contours.of(path))
                : Contours.of(shape);
    }

    private static Corners corners(@Nullable CornerRadii radii, double w, double h) {
        if (radii == null) {
            return Corners.SHARP;
        }
        double side = Math.min(w, h);
        return new Corners(
                radius(
                        radii.getTopLeftHorizontalRadius(),
                        radii.isTopLeftHorizontalRadiusAsPercentage(),
                        side),
                radius(
                        radii.getTopRightHorizontalRadius(),
                        radii.isTopRightHorizontalRadiusAsPercentage(),
                        side),
                radius(
                        radii.getBottomRightHorizontalRadius(),
                        radii.isBottomRightHorizontalRadiusAsPercentage(),
                        side),
                radius(
                        radii.getBottomLeftHorizontalRadius(),
                        radii.isBottomLeftHorizontalRadiusAsPercentage(),
                        side));
    }

    private static double radius(double value, boolean isPart, double side) {
        return isPart ? value * side : value;
    }

    private static void border(BorderStroke stroke, double width, double height, List<Mark> marks) {
        var in = stroke.getInsets();
        var widths = stroke.getWidths();
        double top = widths.getTop();
        boolean isUniform =
                stroke.isStrokeUniform()
                        && top == widths.getRight()
                        && top == widths.getBottom()
                        && top == widths.getLeft();
        double x = in.getLeft();
        double y = in.getTop();
        double right = width - in.getRight();
        double bottom = height - in.getBottom();
        if (isUniform) {
            var pen = pen(stroke.getTopStroke(), stroke.getTopStyle(), top);
            if (pen != null) {
                double half = inward(stroke.getTopStyle(), top);
                double w = right - x - 2 * half;
                double h = bottom - y - 2 * half;
                var corners = corners(stroke.getRadii(), w, h);
                marks.add(new Mark.Stroke(Contour.rounded(x + half, y + half, w, h, corners), pen));
            }
            return;
        }
        double t = inward(stroke.getTopStyle(), widths.getTop());
        double r = inward(stroke.getRightStyle(), widths.getRight());
        double b = inward(stroke.getBottomStyle(), widths.getBottom());
        double l = inward(stroke.getLeftStyle(), widths.getLeft());
        side(
                marks,
                stroke.getTopStroke(),
                stroke.getTopStyle(),
                widths.getTop(),
                x,
                y + t,
                right,
                y + t);
        side(
                marks,
                stroke.getRightStroke(),
                stroke.getRightStyle(),
                widths.getRight(),
                right - r,
                y,
                right - r,
                bottom);
        side(
                marks,
                stroke.getBottomStroke(),
                stroke.getBottomStyle(),
                widths.getBottom(),
                x,
                bottom - b,
                right,
                bottom - b);
        side(
                marks,
                stroke.getLeftStroke(),
                stroke.getLeftStyle(),
                widths.getLeft(),
                x + l,
                y,
                x + l,
                bottom);
    }

    private static double inward(BorderStrokeStyle style, double width) {
        return style.getType() == StrokeType.INSIDE
                ? width / 2
                : style.getType() == StrokeType.OUTSIDE ? -width / 2 : 0;
    }

    private static void side(
            List<Mark> marks,
            Paint paint,
            BorderStrokeStyle style,
            double width,
            double x1,
            double y1,
            double x2,
            double y2) {
        var pen = pen(paint, style, width);
        if (pen != null) {
            var line = new Contour.Drawer();
            line.move(x1, y1);
            line.line(x2, y2);
            marks.add(new Mark.Stroke(line.done(false), pen));
        }
    }

    private static @Nullable Pen pen(Paint paint, BorderStrokeStyle style, double width) {
        var ink = ink(paint);
        if (ink == null || width <= 0 || style.equals(BorderStrokeStyle.NONE)) {
            return null;
        }
        return new Pen(
                ink,
                width,
                dashes(style.getDashArray()),
                style.getDashOffset(),
                cap(style.getLineCap()),
                join(style.getLineJoin()));
    }

    /// A row of nothing but gaps would be no line at all.
    private static List<Double> dashes(List<Double> dashes) {
        return dashes.stream().anyMatch(dash -> dash > 0) ? List.copyOf(dashes) : List.of();
    }

    private static Pen.Cap cap(StrokeLineCap cap) {
        return switch (cap) {
            case BUTT -> Pen.Cap.BUTT;
            case ROUND -> Pen.Cap.ROUND;
            case SQUARE -> Pen.Cap.SQUARE;
        };
    }

    private static Pen.Join join(StrokeLineJoin join) {
        return switch (join) {
            case MITER -> Pen.Join.MITER;
            case ROUND -> Pen.Join.ROUND;
            case BEVEL -> Pen.Join.BEVEL;
        };
    }

    private void shape(Shape shape, List<Mark> marks) {
        var fill = ink(shape.getFill());
        var line = ink(shape.getStroke());
        if (fill == null && line == null) {
            return;
        }
        var contour = outlineOf(shape);
        if (fill != null && !contour.isEmpty()) {
            marks.add(new Mark.Area(contour, fill));
        }
        if (line != null && shape instanceof SVGPath path) {
            marks.add(new Mark.Area(Contours.line(path), line));
            return;
        }
        if (contour.isEmpty()) {
            return;
        }
        if (line != null && shape.getStrokeWidth() > 0) {
            marks.add(
                    new Mark.Stroke(
                            contour,
                            new Pen(
                                    line,
                                    shape.getStrokeWidth(),
                                    dashes(shape.getStrokeDashArray()),
                                    shape.getStrokeDashOffset(),
                                    cap(shape.getStrokeLineCap()),
                                    join(shape.getStrokeLineJoin()))));
        }
    }

    private static void text(Text text, List<Mark> marks) {
        var ink = ink(text.getFill());
        if (ink == null || text.getText().isBlank()) {
            return;
        }
        var font = text.getFont();
        var face = Typeface.of(font.getFamily(), font.getStyle());
        var bounds = text.getLayoutBounds();
        double baseline = bounds.getMinY() + text.getBaselineOffset();
        var layout = text.getLayoutInfo();
        var lines = layout.getTextLines(false);
        double left = lines.stream().mapToDouble(line -> line.bounds().getMinX()).min().orElse(0);
        for (var line : lines) {
            var letters = text.getText().substring(line.start(), line.end()).stripTrailing();
            if (!letters.isBlank()) {
                marks.add(
                        new Mark.Words(
                                letters,
                                face,
                                font.getSize(),
                                bounds.getMinX() + line.bounds().getMinX() - left,
                                baseline
                                        + line.bounds().getMinY()
                                        - lines.getFirst().bounds().getMinY(),
                                line.bounds().getWidth(),
                                ink));
            }
        }
        if (text.isStrikethrough() || text.isUnderline()) {
            double y =
                    text.isUnderline()
                            ? baseline + font.getSize() / 8
                            : baseline - font.getSize() / 3;
            var line = new Contour.Drawer();
            line.move(bounds.getMinX(), y);
            line.line(bounds.getMaxX(), y);
            marks.add(
                    new Mark.Stroke(
                            line.done(false), Pen.solid(ink, Math.max(1, font.getSize() / 14))));
        }
    }

    /// Null for what is not to be seen.
    private static @Nullable Ink ink(@Nullable Paint paint) {
        var colour =
                switch (paint) {
                    case Color one -> one;
                    case LinearGradient gradient -> mean(gradient.getStops());
                    case RadialGradient gradient -> mean(gradient.getStops());
                    case null, default -> null;
                };
        if (colour == null || colour.getOpacity() == 0) {
            return null;
        }
        return new Ink(colour.getRed(), colour.getGreen(), colour.getBlue(), colour.getOpacity());
    }

    private static @Nullable Color mean(List<Stop> stops) {
        Color mean = null;
        int taken = 0;
        for (var stop : stops) {
            taken++;
            mean = mean == null ? stop.getColor() : mean.interpolate(stop.getColor(), 1.0 / taken);
        }
        return mean;
    }
}

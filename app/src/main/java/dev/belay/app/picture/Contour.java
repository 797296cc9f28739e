package dev.belay.app.picture;

import java.util.ArrayList;
import java.util.List;

/// An outline of straight lines and cubic curves.
///
/// @param evenOdd which rule says what is inside; otherwise the one of windings that are not zero
record Contour(List<Step> steps, boolean evenOdd) {

    /// How far a control point is away for a quarter of a circle.
    private static final double KAPPA = 0.5522847498;

    sealed interface Step {
        record Move(double x, double y) implements Step {}

        record Line(double x, double y) implements Step {}

        record Curve(double x1, double y1, double x2, double y2, double x, double y)
                implements Step {}

        record Close() implements Step {}
    }

    Contour {
        steps = List.copyOf(steps);
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    static Contour rectangle(double x, double y, double width, double height) {
        return rounded(x, y, width, height, Corners.SHARP);
    }

    /// Radii of the four corners, clockwise from the top left.
    record Corners(double topLeft, double topRight, double bottomRight, double bottomLeft) {

        static final Corners SHARP = new Corners(0, 0, 0, 0);

        static Corners all(double radius) {
            return new Corners(radius, radius, radius, radius);
        }

        /// Not larger than the rectangle has room for.
        private Corners within(double width, double height) {
            double most = Math.max(0, Math.min(width, height) / 2);
            return new Corners(
                    Math.min(topLeft, most),
                    Math.min(topRight, most),
                    Math.min(bottomRight, most),
                    Math.min(bottomLeft, most));
        }
    }

    static Contour rounded(double x, double y, double width, double height, Corners wanted) {
        var r = wanted.within(width, height);
        double right = x + width;
        double bottom = y + height;
        var pen = new Drawer();
        pen.move(x + r.topLeft(), y);
        pen.line(right - r.topRight(), y);
        pen.corner(right, y, right, y + r.topRight());
        pen.line(right, bottom - r.bottomRight());
        pen.corner(right, bottom, right - r.bottomRight(), bottom);
        pen.line(x + r.bottomLeft(), bottom);
        pen.corner(x, bottom, x, bottom - r.bottomLeft());
        pen.line(x, y + r.topLeft());
        pen.corner(x, y, x + r.topLeft(), y);
        pen.close();
        return pen.done(false);
    }

    static Contour ellipse(double cx, double cy, double rx, double ry) {
        double kx = rx * KAPPA;
        double ky = ry * KAPPA;
        var pen = new Drawer();
        pen.move(cx + rx, cy);
        pen.curve(cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry);
        pen.curve(cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy);
        pen.curve(cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry);
        pen.curve(cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy);
        pen.close();
        return pen.done(false);
    }

    Contour mapped(Matrix by) {
        var mapped = new ArrayList<Step>(steps.size());
        for (var step : steps) {
            mapped.add(
                    switch (step) {
                        case Step.Move(var x, var y) -> new Step.Move(by.x(x, y), by.y(x, y));
                        case Step.Line(var x, var y) -> new Step.Line(by.x(x, y), by.y(x, y));
                        case Step.Curve(var x1, var y1, var x2, var y2, var x, var y) ->
                                new Step.Curve(
                                        by.x(x1, y1),
                                        by.y(x1, y1),
                                        by.x(x2, y2),
                                        by.y(x2, y2),
                                        by.x(x, y),
                                        by.y(x, y));
                        case Step.Close close -> close;
                    });
        }
        return new Contour(mapped, evenOdd);
    }

    /// Draws a contour step by step.
    static final class Drawer {
        private final List<Step> steps = new ArrayList<>();
        private double startX;
        private double startY;
        private double atX;
        private double atY;

        double x() {
            return atX;
        }

        double y() {
            return atY;
        }

        void move(double x, double y) {
            steps.add(new Step.Move(x, y));
            startX = x;
            startY = y;
            at(x, y);
        }

        void line(double x, double y) {
            if (x != atX || y != atY) {
                steps.add(new Step.Line(x, y));
                at(x, y);
            }
        }

        void curve(double x1, double y1, double x2, double y2, double x, double y) {
            steps.add(new Step.Curve(x1, y1, x2, y2, x, y));
            at(x, y);
        }

        /// A quadratic curve, as the cubic one that is the same.
        void quad(double cx, double cy, double x, double y) {
            curve(
                    atX + (cx - atX) * 2 / 3,
                    atY + (cy - atY) * 2 / 3,
                    x + (cx - x) * 2 / 3,
                    y + (cy - y) * 2 / 3,
                    x,
                    y);
        }

        /// A quarter of an ellipse around a corner of its box.
        void corner(double cx, double cy, double x, double y) {
            if (x != atX || y != atY) {
                curve(
                        atX + (cx - atX) * KAPPA,
                        atY + (cy - atY) * KAPPA,
                        x + (cx - x) * KAPPA,
                        y + (cy - y) * KAPPA,
                        x,
                        y);
            }
        }

        void close() {
            steps.add(new Step.Close());
            at(startX, startY);
        }

        private void at(double x, double y) {
            atX = x;
            atY = y;
        }

        Contour done(boolean evenOdd) {
            return new Contour(steps, evenOdd);
        }
    }
}

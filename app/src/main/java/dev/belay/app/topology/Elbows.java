package dev.belay.app.topology;

import java.util.List;

/// Ways of edges with right angles, without looking for what is between: quick enough to follow a
/// hand.
final class Elbows {

    private static final double SIDE = 12;

    private Elbows() {}

    /// Bends from one box to the other, ends included; empty where one is inside the other.
    static List<Spot> between(Box from, Box to) {
        if (from.contains(to) || to.contains(from)) {
            return List.of();
        }
        double left = Math.max(from.x(), to.x()) + SIDE;
        double right = Math.min(from.right(), to.right()) - SIDE;
        if (left <= right) {
            double x = clamp(from.center().x(), left, right);
            boolean isBelow = to.center().y() > from.center().y();
            return List.of(
                    new Spot(x, isBelow ? from.bottom() : from.y()),
                    new Spot(x, isBelow ? to.y() : to.bottom()));
        }
        double top = Math.max(from.y(), to.y()) + SIDE;
        double bottom = Math.min(from.bottom(), to.bottom()) - SIDE;
        boolean isRight = to.center().x() > from.center().x();
        Spot start = new Spot(isRight ? from.right() : from.x(), from.center().y());
        Spot end = new Spot(isRight ? to.x() : to.right(), to.center().y());
        if (top <= bottom) {
            double y = clamp(from.center().y(), top, bottom);
            return List.of(new Spot(start.x(), y), new Spot(end.x(), y));
        }
        double middle = (start.x() + end.x()) / 2;
        boolean isRoom = isRight ? end.x() - start.x() > SIDE : start.x() - end.x() > SIDE;
        if (isRoom) {
            return List.of(start, new Spot(middle, start.y()), new Spot(middle, end.y()), end);
        }
        boolean isBelow = to.center().y() > from.center().y();
        Spot below = new Spot(from.center().x(), isBelow ? from.bottom() : from.y());
        Spot above = new Spot(to.center().x(), isBelow ? to.y() : to.bottom());
        double half = (below.y() + above.y()) / 2;
        return List.of(below, new Spot(below.x(), half), new Spot(above.x(), half), above);
    }

    private static double clamp(double value, double least, double most) {
        return Math.min(most, Math.max(least, value));
    }
}

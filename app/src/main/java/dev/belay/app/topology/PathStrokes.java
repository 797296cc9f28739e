package dev.belay.app.topology;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// Marks on a hop of a packet path: where it leads, and where it is broken. In screen pixels.
final class PathStrokes {

    private static final double ARROW = 6;
    private static final double HIGH = 9;
    private static final double WIDE = 30;

    private PathStrokes() {}

    /// A tip at the end.
    static void arrow(Path arrow, List<Spot> spots) {
        Spot end = spots.getLast();
        Spot before = spots.get(spots.size() - 2);
        Spot back = Strokes.towards(end, before, ARROW);
        double dx = (end.y() - back.y()) * 0.6;
        double dy = (back.x() - end.x()) * 0.6;
        arrow.getElements()
                .setAll(
                        new MoveTo(back.x() + dx, back.y() + dy),
                        new LineTo(end.x(), end.y()),
                        new LineTo(back.x() - dx, back.y() - dy));
    }

    /// The end of the longest stretch, as an index.
    static int longest(List<Spot> spots) {
        int longest = 1;
        for (int i = 1; i < spots.size(); i++) {
            if (length(spots, i) > length(spots, longest) + 0.5) {
                longest = i;
            }
        }
        return longest;
    }

    /// A place of the longest stretch.
    ///
    /// @param share of its length
    static Spot on(List<Spot> spots, double share) {
        int at = longest(spots);
        return Strokes.towards(spots.get(at - 1), spots.get(at), length(spots, at) * share);
    }

    static double longestLength(List<Spot> spots) {
        return length(spots, longest(spots));
    }

    /// The same way with a zigzag in its longest stretch.
    ///
    /// @param share of that stretch at which the zigzag's middle is
    static List<Spot> broken(List<Spot> spots, double share) {
        int at = longest(spots);
        Spot from = spots.get(at - 1);
        Spot to = spots.get(at);
        double length = length(spots, at);
        double wide = Math.min(WIDE, length * 0.7);
        double high = Math.min(HIGH, wide / 2);
        double middle = Math.clamp(length * share, wide / 2, length - wide / 2);
        double ux = (to.x() - from.x()) / length;
        double uy = (to.y() - from.y()) / length;
        List<Spot> next = new ArrayList<>(spots.subList(0, at));
        double[] ups = {0, 0.7, -1, 1, -0.7, 0};
        for (int i = 0; i < ups.length; i++) {
            double along = middle - wide / 2 + wide * i / (ups.length - 1);
            double up = ups[i] * high;
            next.add(new Spot(from.x() + ux * along - uy * up, from.y() + uy * along + ux * up));
        }
        next.addAll(spots.subList(at, spots.size()));
        return next;
    }

    /// A line with sharp corners.
    static void draw(Path line, List<Spot> spots) {
        line.getElements().setAll(new MoveTo(spots.getFirst().x(), spots.getFirst().y()));
        for (Spot spot : spots.subList(1, spots.size())) {
            line.getElements().add(new LineTo(spot.x(), spot.y()));
        }
    }

    private static double length(List<Spot> spots, int i) {
        return spots.get(i).distance(spots.get(i - 1));
    }
}

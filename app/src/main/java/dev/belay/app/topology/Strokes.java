package dev.belay.app.topology;

import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.QuadCurveTo;
import javafx.scene.transform.Scale;

/// Lines with round corners, and where their labels go.
final class Strokes {

    private static final double CORNER = 8;
    private static final double PILL_HEIGHT = 20;
    static final double LEAST_PILL_SCALE = 0.85;

    private Strokes() {}

    /// Along these places of the screen.
    static void draw(Path line, List<Spot> spots) {
        var elements = line.getElements();
        elements.clear();
        elements.add(new MoveTo(spots.getFirst().x(), spots.getFirst().y()));
        for (int i = 1; i < spots.size() - 1; i++) {
            var corner = spots.get(i);
            double room =
                    Math.min(
                            CORNER,
                            Math.min(
                                    corner.distance(spots.get(i - 1)) / 2,
                                    corner.distance(spots.get(i + 1)) / 2));
            var in = towards(corner, spots.get(i - 1), room);
            var out = towards(corner, spots.get(i + 1), room);
            elements.add(new LineTo(in.x(), in.y()));
            elements.add(new QuadCurveTo(corner.x(), corner.y(), out.x(), out.y()));
        }
        elements.add(new LineTo(spots.getLast().x(), spots.getLast().y()));
    }

    /// On the middle of the longest stretch; gone when far.
    static void placePill(Region pill, Scale pillScale, List<Spot> spots, double zoom) {
        int longest = 1;
        for (int i = 1; i < spots.size(); i++) {
            if (length(spots, i) > length(spots, longest) + 0.5) {
                longest = i;
            }
        }
        double factor = Math.max(LEAST_PILL_SCALE, zoom);
        pillScale.setX(factor);
        pillScale.setY(factor);
        pill.applyCss();
        double width = Math.ceil(pill.prefWidth(-1));
        var a = spots.get(longest - 1);
        var b = spots.get(longest);
        pill.setVisible(DetailLevel.of(zoom) != DetailLevel.FAR);
        pill.resizeRelocate(
                Math.rint((a.x() + b.x()) / 2 - width * factor / 2),
                Math.rint((a.y() + b.y()) / 2 - PILL_HEIGHT * factor / 2),
                width,
                PILL_HEIGHT);
    }

    private static double length(List<Spot> spots, int i) {
        return spots.get(i).distance(spots.get(i - 1));
    }

    /// The place so far from one towards another.
    static Spot towards(Spot from, Spot to, double by) {
        double length = from.distance(to);
        if (length == 0) {
            return from;
        }
        return new Spot(
                from.x() + (to.x() - from.x()) * by / length,
                from.y() + (to.y() - from.y()) * by / length);
    }
}

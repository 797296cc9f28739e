package dev.belay.app.health;

import java.util.Arrays;
import java.util.List;

/// How the line of a node looks besides its colour, so that it is told apart without colours too.
final class LineStyle {

    /// Colours and dashes repeat after so many lines.
    static final int DISTINCT = 6;

    /// Lines that repeat a colour carry a marker every so many pixels.
    static final int MARKER_PIXELS = 40;

    private static final double[][] DASHES = {{}, {6, 3}, {2, 2.5}, {8, 3, 2, 3}, {4, 4}, {1, 3}};

    private LineStyle() {}

    /// Lengths of dashes and holes in pixels at 100 %; empty for a solid line.
    static double[] dashes(int line, double zoom) {
        double[] dashes = DASHES[line % DISTINCT].clone();
        for (int index = 0; index < dashes.length; index++) {
            dashes[index] *= zoom;
        }
        return dashes;
    }

    static List<Double> dashList(int line) {
        return Arrays.stream(DASHES[line % DISTINCT]).boxed().toList();
    }

    static boolean hasMarkers(int line) {
        return line >= DISTINCT;
    }
}

package dev.belay.app.picture;

import java.util.List;

/// How a line is drawn.
///
/// @param dashes lengths of strokes and gaps in turn; empty for none
/// @param phase where in the dashes it begins
record Pen(Ink ink, double width, List<Double> dashes, double phase, Cap cap, Join join) {

    enum Cap {
        BUTT,
        ROUND,
        SQUARE
    }

    enum Join {
        MITER,
        ROUND,
        BEVEL
    }

    Pen {
        dashes = List.copyOf(dashes);
    }

    static Pen solid(Ink ink, double width) {
        return new Pen(ink, width, List.of(), 0, Cap.BUTT, Join.MITER);
    }
}

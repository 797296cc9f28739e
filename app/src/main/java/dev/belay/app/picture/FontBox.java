package dev.belay.app.picture;

import dev.belay.app.picture.Contour.Step;
import dev.belay.app.picture.Glyphs.Glyph;
import java.util.List;

/// A box around all letters, control points of their curves included.
record FontBox(int left, int bottom, int right, int top) {

    static FontBox of(List<Glyph> glyphs) {
        double[] box = {0, 0, 0, 0};
        for (var glyph : glyphs) {
            for (var step : glyph.contour().steps()) {
                switch (step) {
                    case Step.Move(var x, var y) -> extend(box, x, y);
                    case Step.Line(var x, var y) -> extend(box, x, y);
                    case Step.Curve(var x1, var y1, var x2, var y2, var x, var y) -> {
                        extend(box, x1, y1);
                        extend(box, x2, y2);
                        extend(box, x, y);
                    }
                    case Step.Close close -> {}
                }
            }
        }
        return new FontBox(
                (int) Math.floor(box[0]),
                (int) Math.floor(box[1]),
                (int) Math.ceil(box[2]),
                (int) Math.ceil(box[3]));
    }

    private static void extend(double[] box, double x, double y) {
        box[0] = Math.min(box[0], x);
        box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x);
        box[3] = Math.max(box[3], y);
    }
}

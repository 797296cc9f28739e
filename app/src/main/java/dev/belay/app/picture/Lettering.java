package dev.belay.app.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Sets the texts of one document, and remembers which letters of which typeface it needed.
final class Lettering {

    /// Letters of one typeface side by side.
    ///
    /// @param x where they begin
    /// @param width all of them together
    record Run(Typeface face, String text, double x, double width) {}

    private final Map<Typeface, Glyphs> glyphs = new EnumMap<>(Typeface.class);
    private final Map<Typeface, Subset> subsets = new EnumMap<>(Typeface.class);

    /// What was needed up to now.
    Map<Typeface, Subset> subsets() {
        return subsets;
    }

    Subset subset(Typeface face) throws IOException {
        var there = subsets.get(face);
        if (there == null) {
            there = new Subset(face, glyphs(face));
            subsets.put(face, there);
        }
        return there;
    }

    List<Run> set(Mark.Words words) throws IOException {
        var runs = new ArrayList<Run>();
        var letters = new StringBuilder();
        var face = words.face();
        double x = words.x();
        double width = 0;
        for (int codePoint : words.text().codePoints().toArray()) {
            if (Character.isISOControl(codePoint)) {
                continue;
            }
            var next = faceFor(codePoint, words.face());
            if (next != face && !letters.isEmpty()) {
                runs.add(new Run(face, letters.toString(), x, width));
                letters.setLength(0);
                x += width;
                width = 0;
            }
            face = next;
            letters.appendCodePoint(codePoint);
            var subset = subset(face);
            width += subset.advance(subset.idOf(codePoint)) * words.size() / Glyphs.UNITS;
        }
        if (!letters.isEmpty()) {
            runs.add(new Run(face, letters.toString(), x, width));
        }
        return runs;
    }

    /// The shapes of an icon, where it stands.
    List<Mark.Area> icons(Mark.Words words) throws IOException {
        var areas = new ArrayList<Mark.Area>();
        double x = words.x();
        double scale = words.size() / Glyphs.UNITS;
        for (int codePoint : words.text().codePoints().toArray()) {
            var glyph = glyphs(words.face()).glyph(codePoint);
            var to = new Matrix(scale, 0, 0, -scale, x, words.baseline());
            areas.add(new Mark.Area(glyph.contour().mapped(to), words.ink()));
            x += glyph.advance() * scale;
        }
        return areas;
    }

    private Typeface faceFor(int codePoint, Typeface wanted) throws IOException {
        boolean isBold = wanted == Typeface.INTER_SEMI_BOLD || wanted == Typeface.JAPANESE_BOLD;
        var japanese = isBold ? Typeface.JAPANESE_BOLD : Typeface.JAPANESE;
        for (var face : List.of(wanted, japanese, Typeface.INTER, Typeface.MONO)) {
            if (glyphs(face).has(codePoint)) {
                return face;
            }
        }
        return wanted;
    }

    private Glyphs glyphs(Typeface face) throws IOException {
        var there = glyphs.get(face);
        if (there == null) {
            there = Glyphs.of(face);
            glyphs.put(face, there);
        }
        return there;
    }
}

package dev.belay.app.picture;

import dev.belay.app.picture.Glyphs.Glyph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The letters of a typeface that one document needs, numbered anew from 1 as they come; 0 is the
/// one for what is missing.
final class Subset {

    private static final int MISSING_ADVANCE = 500;

    private final Typeface face;
    private final Glyphs source;
    private final List<Glyph> glyphs = new ArrayList<>();
    private final Map<Integer, Integer> ids = new LinkedHashMap<>();

    Subset(Typeface face, Glyphs source) {
        this.face = face;
        this.source = source;
        glyphs.add(new Glyph(new Contour.Drawer().done(false), MISSING_ADVANCE));
    }

    Typeface face() {
        return face;
    }

    int idOf(int codePoint) throws IOException {
        Integer there = ids.get(codePoint);
        if (there != null) {
            return there;
        }
        glyphs.add(source.glyph(codePoint));
        ids.put(codePoint, glyphs.size() - 1);
        return glyphs.size() - 1;
    }

    int advance(int id) {
        return glyphs.get(id).advance();
    }

    List<Glyph> glyphs() {
        return glyphs;
    }

    /// Which letter has which number, in the order of the numbers.
    Map<Integer, Integer> ids() {
        return ids;
    }

    int ascent() throws IOException {
        return source.ascent();
    }

    int descent() throws IOException {
        return source.descent();
    }
}

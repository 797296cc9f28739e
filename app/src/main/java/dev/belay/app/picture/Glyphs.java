package dev.belay.app.picture;

import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.cff.CFFCIDFont;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/// The shapes of a typeface's letters, on a square of 1000 units, y upwards.
final class Glyphs {

    static final int UNITS = 1000;

    /// A letter.
    ///
    /// @param advance to the next one
    record Glyph(Contour contour, int advance) {}

    private final TrueTypeFont font;
    private final CmapLookup letters;
    private final double scale;
    private final Map<Integer, Glyph> known = new HashMap<>();

    private Glyphs(TrueTypeFont font) throws IOException {
        this.font = font;
        this.letters = font.getUnicodeCmapLookup();
        this.scale = (double) UNITS / font.getUnitsPerEm();
    }

    static Glyphs of(Typeface face) throws IOException {
        byte[] bytes = face.read();
        boolean isPostScript = bytes[0] == 'O';
        return new Glyphs(
                isPostScript
                        ? new OTFParser(false).parse(new RandomAccessReadBuffer(bytes))
                        : new TTFParser(false).parse(new RandomAccessReadBuffer(bytes)));
    }

    boolean has(int codePoint) {
        return letters.getGlyphId(codePoint) != 0;
    }

    /// The letter; the one for what is missing where there is none.
    Glyph glyph(int codePoint) throws IOException {
        int id = letters.getGlyphId(codePoint);
        var there = known.get(id);
        if (there == null) {
            there =
                    new Glyph(
                            contour(path(id)), (int) Math.round(font.getAdvanceWidth(id) * scale));
            known.put(id, there);
        }
        return there;
    }

    int ascent() throws IOException {
        return (int) Math.round(font.getHorizontalHeader().getAscender() * scale);
    }

    int descent() throws IOException {
        return (int) Math.round(font.getHorizontalHeader().getDescender() * scale);
    }

    private @Nullable GeneralPath path(int id) throws IOException {
        if (font instanceof OpenTypeFont open && open.isPostScript()) {
            CFFFont outlines = open.getCFF().getFont();
            int name = outlines instanceof CFFCIDFont ? outlines.getCharset().getCIDForGID(id) : id;
            return outlines.getType2CharString(name).getPath();
        }
        var glyph = font.getGlyph().getGlyph(id);
        return glyph == null ? null : glyph.getPath();
    }

    private Contour contour(@Nullable GeneralPath path) {
        var pen = new Contour.Drawer();
        if (path != null) {
            double[] c = new double[6];
            for (var at = path.getPathIterator(null); !at.isDone(); at.next()) {
                int kind = at.currentSegment(c);
                for (int i = 0; i < c.length; i++) {
                    c[i] *= scale;
                }
                switch (kind) {
                    case PathIterator.SEG_MOVETO -> pen.move(c[0], c[1]);
                    case PathIterator.SEG_LINETO -> pen.line(c[0], c[1]);
                    case PathIterator.SEG_QUADTO -> pen.quad(c[0], c[1], c[2], c[3]);
                    case PathIterator.SEG_CUBICTO -> pen.curve(c[0], c[1], c[2], c[3], c[4], c[5]);
                    case PathIterator.SEG_CLOSE -> pen.close();
                    default -> throw new IllegalStateException("no such segment: " + kind);
                }
            }
        }
        return pen.done(false);
    }
}

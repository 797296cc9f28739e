package dev.belay.app.picture;

import dev.belay.app.picture.Contour.Step;
import dev.belay.app.picture.Glyphs.Glyph;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes letters as a font in the Compact Font Format (Adobe Technical Notes 5176 and 5177): what
/// PDF embeds, and the heart of an OpenType font.
///
/// The bundled typefaces have outlines of that format in the main, which PDFBox reads but does not
/// subset.
final class CffFont {

    private static final int STANDARD_STRINGS = 391;
    private static final int R_MOVE_TO = 21;
    private static final int R_LINE_TO = 5;
    private static final int R_R_CURVE_TO = 8;
    private static final int END_CHAR = 14;
    private static final int CHARSET = 15;
    private static final int CHAR_STRINGS = 17;
    private static final int PRIVATE = 18;
    private static final int FONT_BOX = 5;
    private static final int DEFAULT_WIDTH = 20;
    private static final int NOMINAL_WIDTH = 21;

    private CffFont() {}

    /// @param glyphs the first one stands for what is missing
    static byte[] write(String name, List<Glyph> glyphs) {
        byte[] header = {1, 0, 4, 4};
        byte[] names = index(List.of(name.getBytes(StandardCharsets.US_ASCII)));
        byte[] strings = index(glyphNames(glyphs.size()));
        byte[] subroutines = index(List.of());
        byte[] charset = charset(glyphs.size());
        byte[] charStrings = index(glyphs.stream().map(CffFont::charString).toList());
        byte[] privates = privates();
        // Numbers in it take five bytes each, whatever they are: its own length is known
        // beforehand.
        int top = index(List.of(top(glyphs, 0, 0, 0, 0))).length;
        int atCharset = header.length + names.length + top + strings.length + subroutines.length;
        int atCharStrings = atCharset + charset.length;
        int atPrivate = atCharStrings + charStrings.length;
        var out = new ByteArrayOutputStream();
        out.writeBytes(header);
        out.writeBytes(names);
        out.writeBytes(
                index(List.of(top(glyphs, atCharset, atCharStrings, privates.length, atPrivate))));
        out.writeBytes(strings);
        out.writeBytes(subroutines);
        out.writeBytes(charset);
        out.writeBytes(charStrings);
        out.writeBytes(privates);
        return out.toByteArray();
    }

    private static List<byte[]> glyphNames(int count) {
        var names = new ArrayList<byte[]>();
        for (int i = 1; i < count; i++) {
            names.add(("g" + i).getBytes(StandardCharsets.US_ASCII));
        }
        return names;
    }

    /// One range of own names, after the one for what is missing.
    private static byte[] charset(int count) {
        var out = new ByteArrayOutputStream();
        out.write(2);
        if (count > 1) {
            u16(out, STANDARD_STRINGS);
            u16(out, count - 2);
        }
        return out.toByteArray();
    }

    private static byte[] top(
            List<Glyph> glyphs, int charset, int charStrings, int privateSize, int atPrivate) {
        var out = new ByteArrayOutputStream();
        var box = FontBox.of(glyphs);
        for (int edge : new int[] {box.left(), box.bottom(), box.right(), box.top()}) {
            number(out, edge);
        }
        out.write(FONT_BOX);
        number(out, charset);
        out.write(CHARSET);
        number(out, charStrings);
        out.write(CHAR_STRINGS);
        number(out, privateSize);
        number(out, atPrivate);
        out.write(PRIVATE);
        return out.toByteArray();
    }

    private static byte[] privates() {
        var out = new ByteArrayOutputStream();
        number(out, 0);
        out.write(DEFAULT_WIDTH);
        number(out, 0);
        out.write(NOMINAL_WIDTH);
        return out.toByteArray();
    }

    private static byte[] charString(Glyph glyph) {
        var out = new ByteArrayOutputStream();
        shorter(out, glyph.advance());
        int x = 0;
        int y = 0;
        for (var step : glyph.contour().steps()) {
            switch (step) {
                case Step.Move(var toX, var toY) -> {
                    x = delta(out, x, toX);
                    y = delta(out, y, toY);
                    out.write(R_MOVE_TO);
                }
                case Step.Line(var toX, var toY) -> {
                    x = delta(out, x, toX);
                    y = delta(out, y, toY);
                    out.write(R_LINE_TO);
                }
                case Step.Curve(var x1, var y1, var x2, var y2, var toX, var toY) -> {
                    x = delta(out, x, x1);
                    y = delta(out, y, y1);
                    x = delta(out, x, x2);
                    y = delta(out, y, y2);
                    x = delta(out, x, toX);
                    y = delta(out, y, toY);
                    out.write(R_R_CURVE_TO);
                }
                // Every contour of a letter is closed.
                case Step.Close close -> {}
            }
        }
        out.write(END_CHAR);
        return out.toByteArray();
    }

    private static int delta(ByteArrayOutputStream out, int from, double to) {
        int rounded = (int) Math.round(to);
        shorter(out, rounded - from);
        return rounded;
    }

    private static byte[] index(List<byte[]> items) {
        var out = new ByteArrayOutputStream();
        u16(out, items.size());
        if (!items.isEmpty()) {
            out.write(4);
            int offset = 1;
            u32(out, offset);
            for (byte[] item : items) {
                offset += item.length;
                u32(out, offset);
            }
            items.forEach(out::writeBytes);
        }
        return out.toByteArray();
    }

    /// A number of a dictionary.
    private static void number(ByteArrayOutputStream out, int value) {
        out.write(29);
        u32(out, value);
    }

    /// A number of a letter's outline.
    private static void shorter(ByteArrayOutputStream out, int value) {
        if (value >= -107 && value <= 107) {
            out.write(value + 139);
        } else {
            out.write(28);
            u16(out, value);
        }
    }

    private static void u16(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }

    private static void u32(ByteArrayOutputStream out, int value) {
        u16(out, value >> 16);
        u16(out, value);
    }
}

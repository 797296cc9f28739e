package dev.belay.app.picture;

import dev.belay.app.picture.Contour.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;

/// Writes marks as a PDF of one page: text stays text, and the letters that it needs are embedded.
///
/// PDFBox keeps the file; the page and its fonts are written here, for PDFBox embeds no typeface
/// with PostScript outlines as all but one of ours are.
final class PdfWriter {

    /// Points that a pixel takes.
    private static final double POINTS = 0.75;

    /// The largest page that every reader shows; beyond it the unit grows.
    private static final double LARGEST = 14_400;

    private static final int LETTERS_A_BLOCK = 100;

    private final Lettering lettering = new Lettering();
    private final StringBuilder page = new StringBuilder();
    private final Map<Integer, String> alphas = new TreeMap<>();
    private final Map<Typeface, String> names = new HashMap<>();
    private double opacity = 1;

    private PdfWriter() {}

    static byte[] write(Marks marks) throws IOException {
        return new PdfWriter().document(marks);
    }

    private byte[] document(Marks marks) throws IOException {
        double unit = Math.max(1, Math.max(marks.width(), marks.height()) * POINTS / LARGEST);
        double points = POINTS / unit;
        double height = marks.height() * points;
        page.append(numbers(points, 0, 0, -points, 0, height)).append("cm\n");
        for (var mark : marks.marks()) {
            write(mark);
        }
        try (var document = new PDDocument()) {
            var sheet =
                    new PDPage(new PDRectangle((float) (marks.width() * points), (float) height));
            document.setVersion(1.6f);
            if (unit > 1) {
                sheet.getCOSObject()
                        .setItem(COSName.getPDFName("UserUnit"), new COSFloat((float) unit));
            }
            var content = new PDStream(document);
            try (var out = content.createOutputStream(COSName.FLATE_DECODE)) {
                out.write(page.toString().getBytes(StandardCharsets.US_ASCII));
            }
            sheet.setContents(content);
            sheet.setResources(new PDResources(resources()));
            document.addPage(sheet);
            document.getDocumentInformation().setTitle(marks.title());
            document.getDocumentInformation().setCreator("Belay Studio");
            document.getDocumentCatalog().setLanguage(marks.language());
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private void write(Mark mark) throws IOException {
        switch (mark) {
            case Mark.Group group -> group(group);
            case Mark.Area area -> area(area);
            case Mark.Stroke stroke -> stroke(stroke);
            case Mark.Words words -> words(words);
        }
    }

    private void group(Mark.Group group) throws IOException {
        double around = opacity;
        opacity *= group.opacity();
        page.append("q\n");
        var m = group.matrix();
        if (!m.equals(Matrix.IDENTITY)) {
            page.append(numbers(m.a(), m.b(), m.c(), m.d(), m.e(), m.f())).append("cm\n");
        }
        var clip = group.clip();
        if (clip != null) {
            path(clip);
            page.append(clip.evenOdd() ? "W* n\n" : "W n\n");
        }
        for (var mark : group.marks()) {
            write(mark);
        }
        page.append("Q\n");
        opacity = around;
    }

    private void area(Mark.Area area) {
        alpha(area.ink());
        colour(area.ink(), "rg");
        path(area.contour());
        page.append(area.contour().evenOdd() ? "f*\n" : "f\n");
    }

    private void stroke(Mark.Stroke stroke) {
        var pen = stroke.pen();
        alpha(pen.ink());
        colour(pen.ink(), "RG");
        page.append(numbers(pen.width())).append("w ").append(code(pen.cap())).append(" J ");
        page.append(code(pen.join())).append(" j [");
        pen.dashes().forEach(dash -> page.append(numbers(dash)));
        page.append("] ").append(numbers(pen.phase())).append("d\n");
        path(stroke.contour());
        page.append("S\n");
    }

    private static int code(Pen.Cap cap) {
        return switch (cap) {
            case BUTT -> 0;
            case ROUND -> 1;
            case SQUARE -> 2;
        };
    }

    private static int code(Pen.Join join) {
        return switch (join) {
            case MITER -> 0;
            case ROUND -> 1;
            case BEVEL -> 2;
        };
    }

    private void words(Mark.Words words) throws IOException {
        if (words.face() == Typeface.ICONS) {
            lettering.icons(words).forEach(this::area);
            return;
        }
        alpha(words.ink());
        colour(words.ink(), "rg");
        for (var run : lettering.set(words)) {
            var subset = lettering.subset(run.face());
            page.append("BT /").append(name(run.face())).append(' ').append(numbers(words.size()));
            page.append("Tf ").append(numbers(1, 0, 0, -1, run.x(), words.baseline()));
            page.append("Tm <");
            for (int codePoint : run.text().codePoints().toArray()) {
                page.append(hex(subset.idOf(codePoint)));
            }
            page.append("> Tj ET\n");
        }
    }

    private String name(Typeface face) {
        return names.computeIfAbsent(face, next -> "F" + names.size());
    }

    private void colour(Ink ink, String operator) {
        page.append(numbers(ink.red(), ink.green(), ink.blue())).append(operator).append('\n');
    }

    private void alpha(Ink ink) {
        int percent = (int) Math.round(ink.alpha() * opacity * 100);
        page.append('/').append(alphas.computeIfAbsent(percent, one -> "A" + one)).append(" gs\n");
    }

    private void path(Contour contour) {
        for (var step : contour.steps()) {
            switch (step) {
                case Step.Move(var x, var y) -> page.append(numbers(x, y)).append("m\n");
                case Step.Line(var x, var y) -> page.append(numbers(x, y)).append("l\n");
                case Step.Curve(var x1, var y1, var x2, var y2, var x, var y) ->
                        page.append(numbers(x1, y1, x2, y2, x, y)).append("c\n");
                case Step.Close close -> page.append("h\n");
            }
        }
    }

    /// Each with a blank after it.
    private static String numbers(double... values) {
        var text = new StringBuilder();
        for (double value : values) {
            text.append(SvgWriter.n(value)).append(' ');
        }
        return text.toString();
    }

    private static String hex(int value) {
        return "%04X".formatted(value);
    }

    private COSDictionary resources() throws IOException {
        var fonts = new COSDictionary();
        for (var face : names.entrySet()) {
            fonts.setItem(
                    COSName.getPDFName(face.getValue()), font(lettering.subset(face.getKey())));
        }
        var states = new COSDictionary();
        alphas.forEach((percent, name) -> {
            var state = dictionary("ExtGState");
            state.setItem(COSName.getPDFName("ca"), new COSFloat(percent / 100f));
            state.setItem(COSName.getPDFName("CA"), new COSFloat(percent / 100f));
            states.setItem(COSName.getPDFName(name), state);
        });
        var resources = new COSDictionary();
        resources.setItem(COSName.FONT, fonts);
        resources.setItem(COSName.EXT_G_STATE, states);
        return resources;
    }

    /// A composite font whose codes are the numbers of the subset's letters (ISO 32000-1, 9.7).
    private static COSDictionary font(Subset subset) throws IOException {
        // Six capitals say that it is a part of a typeface only.
        String name = "BELAYS+" + subset.face().postScriptName();
        var font = dictionary("Font");
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setName(COSName.BASE_FONT, name + "-Identity-H");
        font.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        var descendants = new COSArray();
        descendants.add(descendant(subset, name));
        font.setItem(COSName.DESCENDANT_FONTS, descendants);
        font.setItem(
                COSName.TO_UNICODE,
                stream(toUnicode(subset.ids()).getBytes(StandardCharsets.US_ASCII)));
        return font;
    }

    private static COSDictionary descendant(Subset subset, String name) throws IOException {
        var font = dictionary("Font");
        font.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE0);
        font.setName(COSName.BASE_FONT, name);
        var system = new COSDictionary();
        system.setItem(COSName.REGISTRY, new COSString("Adobe"));
        system.setItem(COSName.ORDERING, new COSString("Identity"));
        system.setInt(COSName.SUPPLEMENT, 0);
        font.setItem(COSName.CIDSYSTEMINFO, system);
        font.setInt(COSName.DW, Glyphs.UNITS);
        var widths = new COSArray();
        for (var glyph : subset.glyphs()) {
            widths.add(COSInteger.get(glyph.advance()));
        }
        font.setItem(COSName.W, array(COSInteger.ZERO, widths));
        font.setItem(COSName.FONT_DESC, descriptor(subset, name));
        return font;
    }

    private static COSDictionary descriptor(Subset subset, String name) throws IOException {
        var box = FontBox.of(subset.glyphs());
        var descriptor = dictionary("FontDescriptor");
        descriptor.setName(COSName.FONT_NAME, name);
        // Symbolic: its letters are not those of the standard set by number.
        descriptor.setInt(COSName.FLAGS, subset.face().isMono() ? 5 : 4);
        descriptor.setItem(
                COSName.FONT_BBOX,
                array(
                        COSInteger.get(box.left()),
                        COSInteger.get(box.bottom()),
                        COSInteger.get(box.right()),
                        COSInteger.get(box.top())));
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setInt(COSName.ASCENT, subset.ascent());
        descriptor.setInt(COSName.DESCENT, subset.descent());
        descriptor.setInt(COSName.CAP_HEIGHT, 700);
        descriptor.setInt(COSName.STEM_V, 80);
        var file = stream(CffFont.write(name, subset.glyphs()));
        file.setItem(COSName.SUBTYPE, COSName.getPDFName("CIDFontType0C"));
        descriptor.setItem(COSName.FONT_FILE3, file);
        return descriptor;
    }

    private static String toUnicode(Map<Integer, Integer> ids) {
        var map = new StringBuilder();
        map.append("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n");
        map.append("/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n");
        map.append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n");
        map.append("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        var letters = List.copyOf(ids.entrySet());
        for (int from = 0; from < letters.size(); from += LETTERS_A_BLOCK) {
            var block = letters.subList(from, Math.min(letters.size(), from + LETTERS_A_BLOCK));
            map.append(block.size()).append(" beginbfchar\n");
            for (var letter : block) {
                map.append('<').append(hex(letter.getValue())).append("> <");
                for (char unit : Character.toChars(letter.getKey())) {
                    map.append(hex(unit));
                }
                map.append(">\n");
            }
            map.append("endbfchar\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }

    private static COSDictionary dictionary(String type) {
        var dictionary = new COSDictionary();
        dictionary.setItem(COSName.TYPE, COSName.getPDFName(type));
        return dictionary;
    }

    private static COSArray array(COSBase... items) {
        return new COSArray(List.of(items));
    }

    private static COSStream stream(byte[] bytes) throws IOException {
        var stream = new COSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(bytes);
        }
        return stream;
    }
}

package dev.belay.app.picture;

import dev.belay.app.picture.Contour.Step;
import dev.belay.app.picture.Lettering.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes marks as SVG 1.1: text stays text, and the letters that it needs are embedded.
final class SvgWriter {

    private final Lettering lettering = new Lettering();
    private final StringBuilder body = new StringBuilder();
    private int clips;

    private SvgWriter() {}

    static byte[] write(Marks marks) throws IOException {
        return new SvgWriter().document(marks).getBytes(StandardCharsets.UTF_8);
    }

    private String document(Marks marks) throws IOException {
        for (var mark : marks.marks()) {
            write(mark);
        }
        var page = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        page.append("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" xml:lang=\"");
        page.append(marks.language()).append("\" width=\"").append(n(marks.width()));
        page.append("\" height=\"").append(n(marks.height())).append("\" viewBox=\"0 0 ");
        page.append(n(marks.width())).append(' ').append(n(marks.height())).append("\">\n");
        page.append("<title>").append(escaped(marks.title())).append("</title>\n<style>\n");
        for (var subset : lettering.subsets().values()) {
            page.append("@font-face{font-family:\"").append(embedded(subset.face()));
            page.append("\";src:url(data:font/otf;base64,");
            page.append(Base64.getEncoder().encodeToString(OpenTypeFile.write(subset)));
            page.append(") format(\"opentype\")}\n");
        }
        // Letters stand where the window had them, which knows no kerning.
        page.append("text{white-space:pre;font-kerning:none;font-variant-ligatures:none}\n");
        page.append("</style>\n").append(body).append("</svg>\n");
        return page.toString();
    }

    private static String embedded(Typeface face) {
        return "Belay " + face.family();
    }

    private static String families(Typeface face) {
        return "'%s','%s',%s"
                .formatted(
                        embedded(face), face.family(), face.isMono() ? "monospace" : "sans-serif");
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
        var clip = group.clip();
        String id = "";
        if (clip != null) {
            id = "clip" + ++clips;
            body.append("<clipPath id=\"").append(id).append("\"><path d=\"");
            body.append(path(clip)).append('"');
            if (clip.evenOdd()) {
                body.append(" clip-rule=\"evenodd\"");
            }
            body.append("/></clipPath>\n");
        }
        body.append("<g");
        var m = group.matrix();
        if (!m.equals(Matrix.IDENTITY)) {
            body.append(" transform=\"matrix(");
            body.append(numbers(List.of(m.a(), m.b(), m.c(), m.d(), m.e(), m.f()), " "));
            body.append(")\"");
        }
        if (group.opacity() < 1) {
            body.append(" opacity=\"").append(n(group.opacity())).append('"');
        }
        if (!id.isEmpty()) {
            // The clip is measured inside the group's own plane, as the path is.
            body.append(" clip-path=\"url(#").append(id).append(")\"");
        }
        body.append(">\n");
        for (var mark : group.marks()) {
            write(mark);
        }
        body.append("</g>\n");
    }

    private void area(Mark.Area area) {
        body.append("<path d=\"").append(path(area.contour())).append("\" fill=\"");
        body.append(area.ink().hex()).append('"');
        alpha("fill-opacity", area.ink());
        if (area.contour().evenOdd()) {
            body.append(" fill-rule=\"evenodd\"");
        }
        body.append("/>\n");
    }

    private void stroke(Mark.Stroke stroke) {
        var pen = stroke.pen();
        body.append("<path d=\"")
                .append(path(stroke.contour()))
                .append("\" fill=\"none\" stroke=\"");
        body.append(pen.ink().hex()).append("\" stroke-width=\"").append(n(pen.width()));
        body.append('"');
        alpha("stroke-opacity", pen.ink());
        if (!pen.dashes().isEmpty()) {
            body.append(" stroke-dasharray=\"").append(numbers(pen.dashes(), " ")).append('"');
            if (pen.phase() != 0) {
                body.append(" stroke-dashoffset=\"").append(n(pen.phase())).append('"');
            }
        }
        if (pen.cap() != Pen.Cap.BUTT) {
            body.append(" stroke-linecap=\"").append(word(pen.cap())).append('"');
        }
        if (pen.join() != Pen.Join.MITER) {
            body.append(" stroke-linejoin=\"").append(word(pen.join())).append('"');
        }
        body.append("/>\n");
    }

    private void words(Mark.Words words) throws IOException {
        if (words.face() == Typeface.ICONS) {
            lettering.icons(words).forEach(this::area);
            return;
        }
        var runs = lettering.set(words);
        if (runs.isEmpty()) {
            return;
        }
        body.append("<text y=\"").append(n(words.baseline())).append("\" font-size=\"");
        body.append(n(words.size())).append("\" fill=\"").append(words.ink().hex()).append('"');
        alpha("fill-opacity", words.ink());
        if (runs.size() == 1) {
            run(runs.getFirst());
        } else {
            body.append('>');
            for (var run : runs) {
                body.append("<tspan");
                run(run);
                body.append("</tspan>");
            }
        }
        body.append("</text>\n");
    }

    /// A program that does not know embedded letters takes its own, in the same width.
    private void run(Run run) {
        body.append(" x=\"").append(n(run.x())).append("\" font-family=\"");
        body.append(families(run.face())).append('"');
        if (run.text().length() > 1) {
            body.append(" textLength=\"").append(n(run.width()));
            body.append("\" lengthAdjust=\"spacingAndGlyphs\"");
        }
        body.append('>').append(escaped(run.text()));
    }

    private void alpha(String attribute, Ink ink) {
        if (ink.alpha() < 1) {
            body.append(' ').append(attribute).append("=\"").append(n(ink.alpha())).append('"');
        }
    }

    private static String path(Contour contour) {
        var path = new StringBuilder();
        for (var step : contour.steps()) {
            switch (step) {
                case Step.Move(var x, var y) ->
                        path.append('M').append(n(x)).append(' ').append(n(y));
                case Step.Line(var x, var y) ->
                        path.append('L').append(n(x)).append(' ').append(n(y));
                case Step.Curve(var x1, var y1, var x2, var y2, var x, var y) ->
                        path.append('C').append(numbers(List.of(x1, y1, x2, y2, x, y), " "));
                case Step.Close close -> path.append('Z');
            }
        }
        return path.toString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String numbers(List<Double> values, String between) {
        return values.stream().map(SvgWriter::n).collect(Collectors.joining(between));
    }

    /// To a thousandth of a pixel, without zeros at the end.
    static String n(double value) {
        long thousandths = Math.round(value * 1000);
        if (thousandths % 1000 == 0) {
            return Long.toString(thousandths / 1000);
        }
        return Double.toString(thousandths / 1000.0);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

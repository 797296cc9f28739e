package dev.belay.model.cib;

import java.util.Map;

/// Writes a CIB as XML: the same CIB always gives the same text.
public final class CibText {

    private static final String INDENT = "  ";

    private CibText() {}

    /// A whole document, which ends with a line feed.
    public static String of(CibElement root) {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(root, "", text);
        return text.toString();
    }

    private static void write(CibElement element, String indent, StringBuilder text) {
        text.append(indent).append('<').append(element.name());
        element.get("id").ifPresent(id -> write("id", id, text));
        for (Map.Entry<String, String> one : element.attributes().entrySet()) {
            if (!one.getKey().equals("id")) {
                write(one.getKey(), one.getValue(), text);
            }
        }
        if (element.children().isEmpty()) {
            text.append("/>\n");
            return;
        }
        text.append(">\n");
        element.children().forEach(child -> write(child, indent + INDENT, text));
        text.append(indent).append("</").append(element.name()).append(">\n");
    }

    private static void write(String name, String value, StringBuilder text) {
        text.append(' ').append(name).append("=\"");
        value.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> text.append("&amp;");
                        case '<' -> text.append("&lt;");
                        case '>' -> text.append("&gt;");
                        case '"' -> text.append("&quot;");
                        // As they are, a reader takes them for spaces.
                        case '\n', '\r', '\t' -> text.append("&#").append(c).append(';');
                        default -> text.appendCodePoint(isLegal(c) ? c : 0xFFFD);
                    }
                });
        text.append('"');
    }

    /// XML 1.0, "Characters".
    private static boolean isLegal(int c) {
        return (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }
}

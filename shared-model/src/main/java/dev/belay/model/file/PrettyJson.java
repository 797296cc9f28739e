package dev.belay.model.file;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Lays JSON out for people and for differences: each thing has a line for each of its fields, and
/// small records and lists in a field stand on one line.
final class PrettyJson {

    private static final int WIDTH = 100;
    private static final int STEP = 2;
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private final StringBuilder out = new StringBuilder();

    private PrettyJson() {}

    static String write(Map<String, Object> root) {
        PrettyJson pretty = new PrettyJson();
        pretty.value(root, 0, 0, false);
        return pretty.out.append('\n').toString();
    }

    private void value(Object value, int level, int used, boolean item) {
        switch (value) {
            case Map<?, ?> fields when mustOpen(fields, level, used, item) -> {
                Iterator<? extends Map.Entry<?, ?>> entries = fields.entrySet().iterator();
                out.append('{');
                while (entries.hasNext()) {
                    Map.Entry<?, ?> entry = entries.next();
                    newLine(level + 1);
                    int start = out.length();
                    name(entry.getKey().toString());
                    out.append(": ");
                    int taken = out.length() - start + (level + 1) * STEP;
                    value(entry.getValue(), level + 1, taken + 1, false);
                    out.append(entries.hasNext() ? "," : "");
                }
                newLine(level);
                out.append('}');
            }
            case List<?> items when mustOpen(items, level, used, item) -> {
                Iterator<?> each = items.iterator();
                out.append('[');
                while (each.hasNext()) {
                    newLine(level + 1);
                    value(each.next(), level + 1, (level + 1) * STEP + 1, true);
                    out.append(each.hasNext() ? "," : "");
                }
                newLine(level);
                out.append(']');
            }
            default -> flat(value);
        }
    }

    private static boolean mustOpen(Object value, int level, int used, boolean item) {
        if (value instanceof Map<?, ?> fields && fields.isEmpty()) {
            return false;
        }
        boolean thing = level == 2 && item;
        return level < 2 || thing || isDeep(value) || used + width(value) > WIDTH;
    }

    /// Whether it holds a record that has something of its own.
    private static boolean isDeep(Object value) {
        return switch (value) {
            case Map<?, ?> fields ->
                    fields.values().stream().anyMatch(v -> v instanceof Map || v instanceof List);
            case List<?> items ->
                    items.stream().anyMatch(v -> v instanceof Map || v instanceof List);
            default -> false;
        };
    }

    private static int width(Object value) {
        PrettyJson flat = new PrettyJson();
        flat.flat(value);
        return flat.out.length();
    }

    private void flat(Object value) {
        switch (value) {
            case Map<?, ?> fields -> {
                String separator = fields.isEmpty() ? "{" : "{ ";
                for (Map.Entry<?, ?> entry : fields.entrySet()) {
                    out.append(separator);
                    name(entry.getKey().toString());
                    out.append(": ");
                    flat(entry.getValue());
                    separator = ", ";
                }
                out.append(fields.isEmpty() ? "{}" : " }");
            }
            case List<?> items -> {
                String separator = "[";
                for (Object item : items) {
                    out.append(separator);
                    flat(item);
                    separator = ", ";
                }
                out.append(items.isEmpty() ? "[]" : "]");
            }
            case String text -> quote(text);
            default -> out.append(value);
        }
    }

    private void newLine(int level) {
        out.append('\n').repeat(' ', level * STEP);
    }

    /// JSON parsers refuse lone surrogates in names, so a name that has one gets the replacement
    /// character: better that than a file that can't be read.
    private void name(String text) {
        quote(LONE_SURROGATE.matcher(text).replaceAll("\uFFFD"));
    }

    /// As RFC 8259 asks; lone surrogates are escaped too, since UTF-8 can't carry them.
    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029 || isLone(text, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isLone(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c)
                && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}

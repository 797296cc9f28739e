package dev.belay.model.diff;

import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import dev.belay.model.shape.Words;
import dev.belay.model.value.DurationText;
import dev.belay.model.value.Port;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Values as people read them: as in the file, on one line, and fit for any terminal.
final class Printed {

    private static final int LONGEST = 160;

    private Printed() {}

    /// A text of unknown origin: control characters by their numbers, and not too long.
    static String of(String text) {
        var out = new StringBuilder();
        int[] points = text.codePoints().limit(LONGEST + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, LONGEST); i++) {
            int one = points[i];
            int kind = Character.getType(one);
            if (one == '\n') {
                out.append("\\n");
            } else if (Character.isISOControl(one)
                    || kind == Character.FORMAT
                    || kind == Character.SURROGATE
                    || kind == Character.LINE_SEPARATOR
                    || kind == Character.PARAGRAPH_SEPARATOR) {
                out.append(String.format("\\u%04x", one));
            } else {
                out.appendCodePoint(one);
            }
        }
        return points.length > LONGEST ? out.append('…').toString() : out.toString();
    }

    static String of(FieldType type, Object value) {
        return of(whole(type, value));
    }

    /// Neither shortened nor made fit for a terminal: different values stay different.
    static String whole(FieldType type, Object value) {
        return switch (type) {
            case FieldType.Scalar scalar ->
                    switch (scalar) {
                        case DURATION -> DurationText.of((Duration) value);
                        case PORT -> Integer.toString(((Port) value).number());
                        case TEXT, FLAG, INT, LONG, ID, ADDRESS, CIDR -> value.toString();
                    };
            case FieldType.Choice _ -> Words.of((Enum<?>) value);
            case FieldType.Nested _ -> braced(fields((Record) value));
            case FieldType.Union(Class<?> parent, var _) -> {
                List<String> fields = new ArrayList<>();
                fields.add(Words.tag(parent, value.getClass()));
                fields.addAll(fields((Record) value));
                yield braced(fields);
            }
            case FieldType.Maybe(FieldType of) ->
                    ((Optional<?>) value).map(one -> whole(of, one)).orElse("");
            case FieldType.Many(FieldType of) ->
                    "["
                            + String.join(
                                    ", ",
                                    ((List<?>) value).stream().map(one -> whole(of, one)).toList())
                            + "]";
            case FieldType.Texts _ -> braced(texts((SortedMap<?, ?>) value));
        };
    }

    private static String braced(List<String> fields) {
        return fields.isEmpty() ? "{}" : "{ " + String.join(", ", fields) + " }";
    }

    private static List<String> texts(Map<?, ?> texts) {
        return texts.entrySet().stream().map(one -> one.getKey() + ": " + one.getValue()).toList();
    }

    /// Those that say something.
    private static List<String> fields(Record owner) {
        List<String> all = new ArrayList<>();
        for (Field field : Shape.of(owner.getClass()).fields()) {
            String text = whole(field.type(), field.in(owner));
            if (!text.isEmpty() && !text.equals("[]") && !text.equals("{}")) {
                all.add(field.name() + ": " + text);
            }
        }
        return all;
    }
}

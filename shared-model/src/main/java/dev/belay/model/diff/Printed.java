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

    /// What is left of a long common part, so that a change can be seen in its place.
    private static final int AROUND = 20;

    private Printed() {}

    /// A text of unknown origin: control characters by their numbers, and not too long.
    static String of(String text) {
        int[] points = text.codePoints().limit(LONGEST + 1L).toArray();
        String shown = shown(points, 0, Math.min(points.length, LONGEST));
        return points.length > LONGEST ? shown + "…" : shown;
    }

    /// Not shortened: nothing of what comes or goes may stay unseen.
    static String all(FieldType type, Object value) {
        int[] points = whole(type, value).codePoints().toArray();
        return shown(points, 0, points.length);
    }

    /// Texts that differ, so that it can be seen where: what long ones have in common is shortened
    /// and nothing else. An empty one stands for what is not there.
    static List<String> apart(List<String> texts) {
        List<int[]> all = texts.stream().map(one -> one.codePoints().toArray()).toList();
        List<int[]> there = all.stream().filter(one -> one.length > 0).toList();
        int longest = there.stream().mapToInt(one -> one.length).max().orElse(0);
        int before = 0;
        int after = 0;
        if (longest > LONGEST && there.size() > 1) {
            int shortest = there.stream().mapToInt(one -> one.length).min().orElse(0);
            int[] first = there.getFirst();
            before = shortest;
            after = shortest;
            for (int[] other : there.subList(1, there.size())) {
                before = Math.min(before, same(first, other, 0, 1));
                after = Math.min(after, same(first, other, -1, -1));
            }
            after = Math.min(after, shortest - before);
        }
        int from = Math.max(0, before - AROUND);
        int left = Math.max(0, after - AROUND);
        return all.stream().map(one -> one.length == 0 ? "" : part(one, from, left)).toList();
    }

    /// How many stand in both, from one end on.
    private static int same(int[] one, int[] other, int first, int step) {
        int count = 0;
        int most = Math.min(one.length, other.length);
        while (count < most) {
            int at = first + count * step;
            if (one[at < 0 ? one.length + at : at] != other[at < 0 ? other.length + at : at]) {
                return count;
            }
            count++;
        }
        return count;
    }

    private static String part(int[] points, int from, int left) {
        return (from > 0 ? "…" : "")
                + shown(points, from, points.length - left)
                + (left > 0 ? "…" : "");
    }

    private static String shown(int[] points, int from, int to) {
        var out = new StringBuilder();
        for (int i = from; i < to; i++) {
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
        return out.toString();
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

package dev.belay.model.file;

import dev.belay.model.design.Design;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import dev.belay.model.shape.Words;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.DurationText;
import dev.belay.model.value.Port;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Writes a design; what is empty is left out, so that a file says only what somebody said.
final class DesignWriter {

    private DesignWriter() {}

    static String write(Design design) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(DesignReader.FORMAT, DesignFormat.NAME);
        root.put(DesignReader.VERSION, DesignFormat.VERSION);
        root.put(DesignReader.READ_SINCE, DesignFormat.READ_SINCE);
        root.put(DesignReader.CLUSTER, fields(design.cluster()));
        section(DesignReader.CONFIG_SETS, design.configSets(), root);
        for (ThingKind kind : ThingKind.values()) {
            section(kind.section(), design.things().of(kind), root);
        }
        section(DesignReader.LINKS, design.links(), root);
        return PrettyJson.write(root);
    }

    private static void section(String name, List<?> records, Map<String, Object> root) {
        if (!records.isEmpty()) {
            List<Object> list = new ArrayList<>();
            records.forEach(record -> list.add(fields((Record) record)));
            root.put(name, list);
        }
    }

    /// The fields of a record that have something to say, in their order.
    static Map<String, Object> fields(Record owner) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : Shape.of(owner.getClass()).fields()) {
            Object value = field.in(owner);
            Optional<Object> json = json(field.type(), value);
            if (json.isPresent()) {
                fields.put(field.name(), json.get());
            } else if (value.equals("") && !field.otherwise().equals(Optional.of(""))) {
                fields.put(field.name(), "");
            }
        }
        return fields;
    }

    private static Optional<Object> json(FieldType type, Object value) {
        return switch (type) {
            case FieldType.Scalar scalar ->
                    value.equals("") ? Optional.empty() : Optional.of(scalar(scalar, value));
            case FieldType.Choice _ -> Optional.of(Words.of((Enum<?>) value));
            case FieldType.Nested _ -> Optional.of(fields((Record) value));
            case FieldType.Union(Class<?> parent, var _) -> {
                Map<String, Object> tagged = new LinkedHashMap<>();
                tagged.put(Binder.TAG, Words.tag(parent, value.getClass()));
                tagged.putAll(fields((Record) value));
                yield Optional.of(tagged);
            }
            case FieldType.Maybe(FieldType of) ->
                    ((Optional<?>) value).flatMap(present -> Optional.of(whole(of, present)));
            case FieldType.Many(FieldType of) -> many(of, (List<?>) value);
            case FieldType.Texts _ ->
                    ((SortedMap<?, ?>) value).isEmpty() ? Optional.empty() : Optional.of(value);
        };
    }

    /// An entry is written even if it is an empty text: that it is there is what it says.
    private static Object whole(FieldType of, Object value) {
        return json(of, value).orElse("");
    }

    private static Optional<Object> many(FieldType of, List<?> values) {
        List<Object> list = new ArrayList<>();
        values.forEach(value -> list.add(whole(of, value)));
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private static Object scalar(FieldType.Scalar type, Object value) {
        return switch (type) {
            case TEXT, FLAG, INT, LONG -> value;
            case PORT -> ((Port) value).number();
            case DURATION -> DurationText.of((Duration) value);
            case ID, ADDRESS, CIDR -> value.toString();
        };
    }
}

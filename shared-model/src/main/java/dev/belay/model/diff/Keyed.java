package dev.belay.model.diff;

import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import dev.belay.model.shape.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The entries of a list by what tells them apart, so that two lists can be compared entry by
/// entry.
final class Keyed {

    private Keyed() {}

    /// In the order of the list; empty when two entries have the same key, or when the list is one
    /// value for all its entries, as the words of a command are.
    static Optional<SequencedMap<String, Object>> of(FieldType of, List<?> items) {
        if (of == FieldType.Scalar.TEXT) {
            return Optional.empty();
        }
        SequencedMap<String, Object> byKey = new LinkedHashMap<>();
        for (Object item : items) {
            if (byKey.put(key(of, item), item) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(byKey);
    }

    /// The first component of a record is what it is about, in all records of a design.
    private static String key(FieldType of, Object item) {
        return switch (of) {
            case FieldType.Nested _ -> first((Record) item);
            case FieldType.Union(Class<?> parent, var _) ->
                    Words.tag(parent, item.getClass()) + ":" + first((Record) item);
            case FieldType.Scalar _,
                    FieldType.Choice _,
                    FieldType.Maybe _,
                    FieldType.Many _,
                    FieldType.Texts _ ->
                    Printed.whole(of, item);
        };
    }

    private static String first(Record owner) {
        var field = Shape.of(owner.getClass()).fields().getFirst();
        return Printed.whole(field.type(), field.in(owner));
    }

    /// One step of a pointer, as RFC 6901 writes it.
    static String step(String key) {
        return "/" + Printed.of(key).replace("~", "~0").replace("/", "~1");
    }
}

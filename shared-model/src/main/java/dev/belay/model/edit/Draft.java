package dev.belay.model.edit;

import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A record that is being filled in: some of its fields may have no value yet.
///
/// @param shape of the record
/// @param values in the order of the fields; empty for one that has none yet
/// @param <R> the record type
public record Draft<R extends Record>(Shape<R> shape, List<Optional<Object>> values) {

    public Draft {
        values = List.copyOf(values);
    }

    /// One in which nothing was said yet: fields have their defaults, and those that no default can
    /// stand for, such as an address, have no value.
    public static <R extends Record> Draft<R> blank(Class<R> type) {
        Shape<R> shape = Shape.of(type);
        return new Draft<>(shape, shape.fields().stream().map(Draft::unsaid).toList());
    }

    /// One in which all is said.
    public static <R extends Record> Draft<R> of(R record) {
        @SuppressWarnings("unchecked")
        Shape<R> shape = Shape.of((Class<R>) record.getClass());
        return new Draft<>(
                shape, shape.fields().stream().map(one -> Optional.of(one.in(record))).toList());
    }

    /// The record; empty while a field has no value.
    public Optional<R> done() {
        return values.stream().allMatch(Optional::isPresent)
                ? Optional.of(shape.make(values.stream().map(Optional::orElseThrow).toList()))
                : Optional.empty();
    }

    /// With another value of a field.
    ///
    /// @param value of the field's type
    public Draft<R> with(Field field, Object value) {
        List<Optional<Object>> changed = new ArrayList<>(values);
        changed.set(index(field), Optional.of(value));
        return new Draft<>(shape, changed);
    }

    /// The value of a field; empty while it has none.
    public Optional<Object> value(Field field) {
        return values.get(index(field));
    }

    private int index(Field field) {
        int index = shape.fields().indexOf(field);
        if (index < 0) {
            throw new IllegalStateException(shape.type() + " has no field " + field.name());
        }
        return index;
    }

    private static Optional<Object> unsaid(Field field) {
        return switch (field.type()) {
            case FieldType.Maybe _ -> Optional.of(Optional.empty());
            case FieldType.Many _ -> Optional.of(List.of());
            case FieldType.Texts _ -> Optional.of(new TreeMap<String, String>());
            case FieldType.Nested(Class<? extends Record> type) ->
                    blank(type).done().map(Object.class::cast);
            case FieldType.Union _ -> Optional.empty();
            case FieldType.Choice(Class<? extends Enum<?>> type) ->
                    field.otherwise()
                            .flatMap(word -> Typed.constant(type, word))
                            .or(() -> Optional.of(type.getEnumConstants()[0]));
            case FieldType.Scalar scalar -> unsaid(field, scalar);
        };
    }

    private static Optional<Object> unsaid(Field field, FieldType.Scalar scalar) {
        Optional<Object> otherwise =
                field.otherwise().flatMap(text -> Typed.value(scalar, text).good());
        return otherwise.or(() ->
                switch (scalar) {
                    case TEXT -> Optional.of("");
                    case FLAG -> Optional.of(false);
                    case INT -> Optional.of(0);
                    case LONG, ID, ADDRESS, CIDR, PORT, DURATION -> Optional.empty();
                });
    }
}

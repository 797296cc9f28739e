package dev.belay.model.shape;

import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The ids that a record holds, wherever they are in it; the container of a thing is not among
/// them.
public final class References {

    private static final ClassValue<Boolean> HOLDS =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return Shape.of(type.asSubclass(Record.class)).fields().stream()
                            .anyMatch(field -> !field.refersTo().isEmpty() || holds(field.type()));
                }
            };

    private References() {}

    private static boolean holds(FieldType type) {
        return switch (type) {
            case FieldType.Maybe(FieldType of) -> holds(of);
            case FieldType.Many(FieldType of) -> holds(of);
            case FieldType.Nested(Class<? extends Record> nested) -> HOLDS.get(nested);
            case FieldType.Union(Class<?> _, var cases) ->
                    cases.values().stream().anyMatch(HOLDS::get);
            case FieldType.Scalar _, FieldType.Choice _, FieldType.Texts _ -> false;
        };
    }

    /// All of them, in the order of the fields.
    public static List<Reference> of(Record owner) {
        if (!HOLDS.get(owner.getClass())) {
            return List.of();
        }
        List<Reference> found = new ArrayList<>();
        collect(owner, "", found);
        return found;
    }

    private static void collect(Record owner, String pointer, List<Reference> into) {
        for (Field field : Shape.of(owner.getClass()).fields()) {
            if (!field.refersTo().isEmpty() || holds(field.type())) {
                collect(field, field.in(owner), pointer + "/" + field.name(), into);
            }
        }
    }

    private static void collect(Field field, Object value, String pointer, List<Reference> into) {
        switch (value) {
            case ThingId id -> into.add(new Reference(pointer, id, field.refersTo()));
            case Optional<?> maybe -> maybe.ifPresent(v -> collect(field, v, pointer, into));
            case List<?> many -> {
                for (int i = 0; i < many.size(); i++) {
                    collect(field, many.get(i), pointer + "/" + i, into);
                }
            }
            case Record nested when HOLDS.get(nested.getClass()) -> collect(nested, pointer, into);
            default -> {
                // A scalar that is no reference, such as a name.
            }
        }
    }

    /// The same record with each reference replaced by what {@code change} makes of it; where it
    /// makes nothing of one, the reference goes, and with it the entry of a list that can't do
    /// without it. Empty when the record itself can't do without it.
    public static <R extends Record> Optional<R> rewritten(
            R owner, Function<ThingId, Optional<ThingId>> change) {
        if (!HOLDS.get(owner.getClass())) {
            return Optional.of(owner);
        }
        @SuppressWarnings("unchecked")
        Shape<R> shape = Shape.of((Class<R>) owner.getClass());
        List<Object> values = new ArrayList<>();
        for (Field field : shape.fields()) {
            Object value = field.in(owner);
            boolean concerned = !field.refersTo().isEmpty() || holds(field.type());
            Optional<Object> changed = concerned ? rewrite(value, change) : Optional.of(value);
            if (changed.isEmpty()) {
                return Optional.empty();
            }
            values.add(changed.get());
        }
        return Optional.of(shape.make(values));
    }

    private static Optional<Object> rewrite(
            Object value, Function<ThingId, Optional<ThingId>> change) {
        return switch (value) {
            case ThingId id -> change.apply(id).map(Function.identity());
            case Optional<?> maybe -> Optional.of(maybe.flatMap(v -> rewrite(v, change)));
            case List<?> many ->
                    Optional.of(many.stream().flatMap(v -> rewrite(v, change).stream()).toList());
            case Record nested -> rewritten(nested, change).map(Function.identity());
            default -> Optional.of(value);
        };
    }
}

package dev.belay.model.file;

import dev.belay.model.check.Nearest;
import dev.belay.model.check.ProblemCode;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes records of JSON values; goes on after a fault, so that all of them are found.
final class Binder {

    /// What tells the cases of a sealed interface apart.
    static final String TAG = "type";

    private final Faults faults;
    private final ScalarBinder scalars;

    Binder(Faults faults) {
        this.faults = faults;
        this.scalars = new ScalarBinder(faults);
    }

    <R extends Record> Optional<R> record(Class<R> type, Json json, Pointer at) {
        return record(type, json, at, Set.of());
    }

    private <R extends Record> Optional<R> record(
            Class<R> type, Json json, Pointer at, Set<String> besides) {
        if (!(json instanceof Json.Fields(Spot spot, Map<String, Json> members))) {
            faults.add(ProblemCode.WANTED_OBJECT, json.spot().at(at), at.step(), json.excerpt());
            return Optional.empty();
        }
        Shape<R> shape = Shape.of(type);
        Set<String> known = new LinkedHashSet<>(besides);
        shape.fields().forEach(field -> known.add(field.name()));
        refuseUnknown(members, known, at);
        List<Object> values = new ArrayList<>();
        for (Field field : shape.fields()) {
            Json value = members.get(field.name());
            Optional<Object> bound =
                    value == null
                            ? absent(field, spot, at)
                            : value(field.type(), value, at.to(field.name()));
            bound.ifPresent(values::add);
        }
        return values.size() == shape.fields().size()
                ? Optional.of(shape.make(values))
                : Optional.empty();
    }

    void refuseUnknown(Map<String, Json> members, Collection<String> known, Pointer at) {
        members.forEach((name, value) -> {
            if (!known.contains(name)) {
                String nearest = Nearest.to(name, known);
                faults.add(
                        nearest.isEmpty() ? ProblemCode.UNKNOWN_FIELD : ProblemCode.MISSPELT_FIELD,
                        value.spot().at(at.to(name)),
                        Json.shortened(name),
                        nearest.isEmpty() ? String.join(", ", known) : nearest);
            }
        });
    }

    private Optional<Object> absent(Field field, Spot owner, Pointer at) {
        if (field.otherwise().isPresent()) {
            return Optional.of(otherwise(field.type(), field.otherwise().get()));
        }
        return switch (field.type()) {
            case FieldType.Maybe _ -> Optional.of(Optional.empty());
            case FieldType.Many _ -> Optional.of(List.of());
            case FieldType.Texts _ -> Optional.of(Collections.emptySortedMap());
            case FieldType.Scalar _, FieldType.Choice _, FieldType.Nested _, FieldType.Union _ -> {
                faults.add(ProblemCode.FIELD_MISSING, owner.at(at), field.name());
                yield Optional.empty();
            }
        };
    }

    /// What our own code wrote in the annotation; it is never wrong.
    private static Object otherwise(FieldType type, String text) {
        Faults none = new Faults();
        Spot spot = new Spot(1, 1);
        Json json =
                switch (type) {
                    case FieldType.Nested _ -> new Json.Fields(spot, Map.of());
                    case FieldType.Scalar scalar ->
                            switch (scalar) {
                                case FLAG -> new Json.Flag(spot, Boolean.parseBoolean(text));
                                case INT, LONG, PORT -> new Json.Numeral(spot, text);
                                case TEXT, ID, ADDRESS, CIDR, DURATION -> new Json.Text(spot, text);
                            };
                    case FieldType.Choice _ -> new Json.Text(spot, text);
                    case FieldType.Maybe _,
                            FieldType.Many _,
                            FieldType.Texts _,
                            FieldType.Union _ ->
                            throw new IllegalStateException(type + " needs no text to be empty");
                };
        return new Binder(none)
                .value(type, json, Pointer.ROOT)
                .orElseThrow(() -> new IllegalStateException("'" + text + "' is no " + type));
    }

    private Optional<Object> value(FieldType type, Json json, Pointer at) {
        return switch (type) {
            case FieldType.Scalar scalar -> scalars.scalar(scalar, json, at);
            case FieldType.Choice(Class<? extends Enum<?>> choices) ->
                    scalars.choice(choices, json, at);
            case FieldType.Nested(Class<? extends Record> nested) ->
                    record(nested, json, at).map(record -> record);
            case FieldType.Union union -> oneOf(union, json, at);
            case FieldType.Maybe(FieldType of) -> value(of, json, at).map(Optional::of);
            case FieldType.Many(FieldType of) -> many(of, json, at);
            case FieldType.Texts _ -> texts(json, at);
        };
    }

    private Optional<Object> oneOf(FieldType.Union union, Json json, Pointer at) {
        if (!(json instanceof Json.Fields(Spot spot, Map<String, Json> members))) {
            faults.add(ProblemCode.WANTED_OBJECT, json.spot().at(at), at.step(), json.excerpt());
            return Optional.empty();
        }
        Json tag = members.get(TAG);
        if (tag == null) {
            faults.add(ProblemCode.FIELD_MISSING, spot.at(at), TAG);
            return Optional.empty();
        }
        Class<? extends Record> type =
                tag instanceof Json.Text(Spot _, String text) ? union.cases().get(text) : null;
        if (type == null) {
            scalars.refuseChoice(union.cases().keySet(), tag, at.to(TAG));
            return Optional.empty();
        }
        return record(type, json, at, Set.of(TAG)).map(record -> record);
    }

    private Optional<Object> many(FieldType of, Json json, Pointer at) {
        if (!(json instanceof Json.Items(Spot _, List<Json> items))) {
            faults.add(ProblemCode.WANTED_LIST, json.spot().at(at), at.step(), json.excerpt());
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            value(of, items.get(i), at.to(i)).ifPresent(values::add);
        }
        return values.size() == items.size() ? Optional.of(values) : Optional.empty();
    }

    private Optional<Object> texts(Json json, Pointer at) {
        if (!(json instanceof Json.Fields(Spot _, Map<String, Json> members))) {
            faults.add(ProblemCode.WANTED_OBJECT, json.spot().at(at), at.step(), json.excerpt());
            return Optional.empty();
        }
        SortedMap<String, String> texts = new TreeMap<>();
        members.forEach((name, value) ->
                scalars.scalar(FieldType.Scalar.TEXT, value, at.to(name))
                        .ifPresent(text -> texts.put(name, (String) text)));
        return texts.size() == members.size() ? Optional.of(texts) : Optional.empty();
    }
}

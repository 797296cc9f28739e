package dev.belay.model.shape;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/// One component of a record.
///
/// @param name of the component, and of the field in the file
/// @param type what it holds
/// @param otherwise what it is when nothing was said, as text; empty when it has to be said
/// @param refersTo kinds of things that its ids have to be of; empty when it holds no references
/// @param accessor reads it
public record Field(
        String name,
        FieldType type,
        Optional<String> otherwise,
        List<ThingKind> refersTo,
        Method accessor) {

    static Field of(RecordComponent component) {
        Otherwise otherwise = component.getAnnotation(Otherwise.class);
        RefersTo refersTo = component.getAnnotation(RefersTo.class);
        return new Field(
                component.getName(),
                FieldTypes.of(component.getGenericType()),
                Optional.ofNullable(otherwise).map(Otherwise::value),
                refersTo == null ? List.of() : List.of(refersTo.value()),
                component.getAccessor());
    }

    /// Its value in a record.
    public Object in(Record owner) {
        try {
            return accessor.invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("record component " + accessor + " is not readable", e);
        }
    }

    /// Whether a file may leave it out.
    public boolean optional() {
        return otherwise.isPresent()
                || switch (type) {
                    case FieldType.Maybe _, FieldType.Many _, FieldType.Texts _ -> true;
                    case FieldType.Scalar _,
                            FieldType.Choice _,
                            FieldType.Nested _,
                            FieldType.Union _ ->
                            false;
                };
    }
}

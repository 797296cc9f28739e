package dev.belay.model.shape;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/// The fields of a record type, found once.
///
/// @param type the record type
/// @param fields its components, in their order
/// @param constructor the canonical one
/// @param <R> the record type
public record Shape<R extends Record>(
        Class<R> type, List<Field> fields, Constructor<R> constructor) {

    private static final ClassValue<Shape<?>> KNOWN =
            new ClassValue<>() {
                @Override
                protected Shape<?> computeValue(Class<?> type) {
                    return find(type.asSubclass(Record.class));
                }
            };

    @SuppressWarnings("unchecked")
    public static <R extends Record> Shape<R> of(Class<R> type) {
        return (Shape<R>) KNOWN.get(type);
    }

    private static <R extends Record> Shape<R> find(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return new Shape<>(
                    type,
                    Arrays.stream(components).map(Field::of).toList(),
                    type.getConstructor(types));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no public canonical constructor", e);
        }
    }

    /// A record of these values, in the order of the fields.
    public R make(List<Object> values) {
        try {
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            Throwable cause =
                    e instanceof InvocationTargetException wrapped ? wrapped.getCause() : e;
            throw new IllegalStateException(type + " can't be made of " + values, cause);
        }
    }
}

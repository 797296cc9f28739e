package dev.belay.model.shape;

import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;

/// From Java's types of record components to the few that a design is made of.
final class FieldTypes {

    private static final Map<Class<?>, FieldType> SCALARS =
            Map.of(
                    String.class, FieldType.Scalar.TEXT,
                    boolean.class, FieldType.Scalar.FLAG,
                    int.class, FieldType.Scalar.INT,
                    Long.class, FieldType.Scalar.LONG,
                    ThingId.class, FieldType.Scalar.ID,
                    IpAddress.class, FieldType.Scalar.ADDRESS,
                    Cidr.class, FieldType.Scalar.CIDR,
                    Port.class, FieldType.Scalar.PORT,
                    Duration.class, FieldType.Scalar.DURATION);

    private FieldTypes() {}

    static FieldType of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type inner = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return new FieldType.Maybe(of(inner));
            }
            if (generic.getRawType() == List.class) {
                return new FieldType.Many(of(inner));
            }
            if (generic.getRawType() == SortedMap.class) {
                return new FieldType.Texts();
            }
        } else if (type instanceof Class<?> plain) {
            return ofClass(plain);
        }
        throw new IllegalStateException("a design can't hold a " + type);
    }

    @SuppressWarnings("unchecked")
    private static FieldType ofClass(Class<?> type) {
        FieldType scalar = SCALARS.get(type);
        if (scalar != null) {
            return scalar;
        }
        if (type.isEnum()) {
            return new FieldType.Choice((Class<? extends Enum<?>>) type);
        }
        if (type.isRecord()) {
            return new FieldType.Nested(type.asSubclass(Record.class));
        }
        if (type.isSealed()) {
            return new FieldType.Union(type, cases(type));
        }
        throw new IllegalStateException("a design can't hold a " + type);
    }

    private static SequencedMap<String, Class<? extends Record>> cases(Class<?> parent) {
        SequencedMap<String, Class<? extends Record>> cases = new LinkedHashMap<>();
        for (Class<?> type : parent.getPermittedSubclasses()) {
            cases.put(Words.tag(parent, type), type.asSubclass(Record.class));
        }
        return cases;
    }
}

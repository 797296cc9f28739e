package dev.belay.api;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// Makes records of JSON, as the mapper does, for a program that reads one answer in its life.
///
/// The mapper looks at every type from all sides before it reads the first value, which took longer
/// than everything else that `belay status` does. The parser below is the same; only what the API's
/// own records are made of is known here: texts, numbers, flags, times, choices, lists, maps with
/// texts as keys, and records. What is left out is null or zero, what is unknown is passed over.
public final class RecordReader {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final JsonParser parser;

    /// Shapes that this document has needed so far.
    private final Map<Class<?>, Shape> shapes = new HashMap<>();

    private RecordReader(JsonParser parser) {
        this.parser = parser;
    }

    /// Reads a whole document; null when it says null.
    ///
    /// @param type a record of the API, or an array of them
    /// @throws JacksonException when it is no JSON, or holds something else where a component of
    ///   the type is wanted, with the place
    public static <T> @Nullable T read(String json, Class<T> type) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            RecordReader reader = new RecordReader(parser);
            parser.nextToken();
            @Nullable Object value = reader.value(type, Map.of());
            if (parser.nextToken() != null) {
                throw reader.wrong("nothing after the value");
            }
            @SuppressWarnings("unchecked")
            T read = (T) value;
            return read;
        }
    }

    /// What a record is made of.
    private record Shape(Constructor<?> constructor, Map<String, Part> parts, Object[] empty) {}

    private record Part(int at, Type type) {}

    private @Nullable Object value(Type type, Map<String, Type> arguments) {
        // Nearly all are; the switch is made when it is needed first, which takes longer than to
        // read a short answer.
        return type instanceof Class<?> plain ? plain(plain, arguments) : other(type, arguments);
    }

    private @Nullable Object other(Type type, Map<String, Type> arguments) {
        return switch (type) {
            case ParameterizedType generic -> generic(generic, arguments);
            case TypeVariable<?> variable -> value(bound(variable, arguments), Map.of());
            default -> throw new IllegalArgumentException("no value of " + type + " is read here");
        };
    }

    private @Nullable Object generic(ParameterizedType type, Map<String, Type> arguments) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        Type[] of = type.getActualTypeArguments();
        for (int i = 0; i < of.length; i++) {
            of[i] = of[i] instanceof TypeVariable<?> variable ? bound(variable, arguments) : of[i];
        }
        if (type.getRawType() == List.class) {
            return list(of[0]);
        }
        if (type.getRawType() == Map.class && of[0] == String.class) {
            return map(of[1]);
        }
        if (type.getRawType() instanceof Class<?> raw && raw.isRecord()) {
            Map<String, Type> bound = new HashMap<>();
            for (int i = 0; i < of.length; i++) {
                bound.put(raw.getTypeParameters()[i].getName(), of[i]);
            }
            return made(raw, bound);
        }
        throw new IllegalArgumentException("no value of " + type + " is read here");
    }

    private static Type bound(TypeVariable<?> variable, Map<String, Type> arguments) {
        Type found = arguments.get(variable.getName());
        if (found == null) {
            throw new IllegalArgumentException("nothing says what " + variable + " is");
        }
        return found;
    }

    private @Nullable Object plain(Class<?> type, Map<String, Type> arguments) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            if (type.isPrimitive()) {
                throw wrong("a value of " + type);
            }
            return null;
        }
        if (type.isRecord()) {
            return made(type, arguments);
        }
        if (type == String.class) {
            return text("a text");
        }
        if (type.isEnum()) {
            return choice(type);
        }
        if (type == boolean.class || type == Boolean.class) {
            return flag();
        }
        if (type.isArray()) {
            return array(type.getComponentType());
        }
        if (type == Instant.class || type == Duration.class) {
            return time(type);
        }
        return number(type);
    }

    private Object number(Class<?> type) {
        // Not a number and the infinities are written as texts.
        if (type == double.class || type == Double.class) {
            return parser.currentToken() == JsonToken.VALUE_STRING
                    ? (Object) notFinite(parser.getString())
                    : (Object) numeral().getDoubleValue();
        }
        if (type == int.class || type == Integer.class) {
            return numeral().getIntValue();
        }
        if (type == long.class || type == Long.class) {
            return numeral().getLongValue();
        }
        throw new IllegalArgumentException("no value of " + type + " is read here");
    }

    private JsonParser numeral() {
        JsonToken token = parser.currentToken();
        if (token == null || !token.isNumeric()) {
            throw wrong("a number");
        }
        return parser;
    }

    private double notFinite(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw wrong("a number");
        };
    }

    private boolean flag() {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> throw wrong("true or false");
        };
    }

    private String text(String wanted) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(wanted);
        }
        return parser.getString();
    }

    private Object choice(Class<?> type) {
        String name = text("a name of " + type.getSimpleName());
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw wrong("a name of " + type.getSimpleName());
    }

    private Object time(Class<?> type) {
        String text = text("a time");
        try {
            return type == Instant.class ? Instant.parse(text) : Duration.parse(text);
        } catch (DateTimeException e) {
            throw wrong("a time of ISO 8601");
        }
    }

    private List<@Nullable Object> list(Type of) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("a list");
        }
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(of, Map.of()));
        }
        return items;
    }

    private Object array(Class<?> of) {
        List<@Nullable Object> items = list(of);
        Object array = Array.newInstance(of, items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(array, i, items.get(i));
        }
        return array;
    }

    private Map<String, @Nullable Object> map(Type of) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("an object");
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            entries.put(name, value(of, Map.of()));
        }
        return entries;
    }

    private Object made(Class<?> type, Map<String, Type> arguments) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("an object");
        }
        Shape shape = shapes.get(type);
        if (shape == null) {
            shape = shapeOf(type);
            shapes.put(type, shape);
        }
        @Nullable Object[] values = shape.empty().clone();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            Part part = shape.parts().get(name);
            if (part == null) {
                parser.skipChildren();
            } else {
                values[part.at()] = value(part.type(), arguments);
            }
        }
        try {
            return shape.constructor().newInstance(values);
        } catch (InvocationTargetException e) {
            throw wrong("what makes a " + type.getSimpleName() + " (" + e.getCause() + ")");
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record of the API has a constructor: " + type, e);
        }
    }

    private static Shape shapeOf(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] raw = new Class<?>[components.length];
        Object[] empty = new Object[components.length];
        Map<String, Part> parts = new HashMap<>();
        for (int i = 0; i < components.length; i++) {
            raw[i] = components[i].getType();
            if (raw[i].isPrimitive()) {
                empty[i] = Array.get(Array.newInstance(raw[i], 1), 0);
            }
            parts.put(components[i].getName(), new Part(i, components[i].getGenericType()));
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(raw);
            constructor.setAccessible(true);
            return new Shape(constructor, parts, empty);
        } catch (NoSuchMethodException e) {
            throw new LinkageError("a record has a constructor of its components", e);
        }
    }

    private StreamReadException wrong(String wanted) {
        JsonToken token = parser.currentToken();
        String found =
                token == null
                        ? "the end"
                        : token.isScalarValue() ? parser.getString() : token.name();
        return new StreamReadException(
                parser,
                "wanted "
                        + wanted
                        + ", found '"
                        + found
                        + "' at "
                        + parser.streamReadContext().pathAsPointer());
    }
}

package dev.belay.api;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/// Writes the API's own records as JSON, as the mapper does, for a program that writes few of them
/// in its life; see {@link RecordReader}.
public final class RecordWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;

    private RecordWriter(JsonGenerator out) {
        this.out = out;
    }

    /// The value as a whole document.
    ///
    /// @param value a record of the API, or a list of them
    public static String write(Object value) {
        var bytes = new ByteArrayBuilder();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            new RecordWriter(out).value(value);
        }
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    /// What a command line asks consists of these; the switch for all others is made when it is
    /// needed first, which takes longer than to write a whole request.
    private void value(@Nullable Object value) {
        if (value instanceof Record record) {
            record(record);
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value == null) {
            out.writeNull();
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else {
            other(value);
        }
    }

    private void other(Object value) {
        switch (value) {
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Enum<?> choice -> out.writeString(choice.name());
            case Instant time -> out.writeString(time.toString());
            case Duration time -> out.writeString(time.toString());
            case Iterable<?> items -> items(items);
            case Map<?, ?> entries -> entries(entries);
            default -> array(value);
        }
    }

    private void items(Iterable<?> items) {
        out.writeStartArray();
        items.forEach(this::value);
        out.writeEndArray();
    }

    private void entries(Map<?, ?> entries) {
        out.writeStartObject();
        entries.forEach((name, value) -> {
            out.writeName(String.valueOf(name));
            value(value);
        });
        out.writeEndObject();
    }

    private void array(Object array) {
        if (!array.getClass().isArray()) {
            throw new IllegalArgumentException("no " + array.getClass() + " is written here");
        }
        out.writeStartArray();
        for (int i = 0; i < Array.getLength(array); i++) {
            value(Array.get(array, i));
        }
        out.writeEndArray();
    }

    private void record(Record record) {
        out.writeStartObject();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            out.writeName(component.getName());
            value(of(record, component));
        }
        out.writeEndObject();
    }

    private static @Nullable Object of(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a component of a record is read by its accessor", e);
        }
    }
}

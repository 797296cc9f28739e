package dev.belay.model.edit;

import dev.belay.model.check.Place;
import dev.belay.model.check.Problem;
import dev.belay.model.check.ProblemCode;
import dev.belay.model.check.ValueProblems;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Words;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.DurationText;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Parsed;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a person types into a field of a form, and what it means: both ways. The rules and the
/// sentences are those of the design's file.
public final class Typed {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

    private Typed() {}

    /// What a text comes to.
    public sealed interface Outcome {

        /// A value of the field's type.
        record Good(Object value) implements Outcome {}

        /// No value: what was wanted, and what was found.
        record Bad(Problem problem) implements Outcome {}
    }

    /// A value as text: one line, or one line for each of several.
    public static String text(Object value) {
        return switch (value) {
            case Optional<?> maybe -> maybe.map(Typed::text).orElse("");
            case List<?> many -> many.stream().map(Typed::text).collect(Collectors.joining("\n"));
            case Map<?, ?> texts ->
                    texts.entrySet().stream()
                            .map(one -> one.getKey() + "=" + one.getValue())
                            .collect(Collectors.joining("\n"));
            case Duration duration -> DurationText.of(duration);
            case Enum<?> constant -> Words.of(constant);
            case ThingId id -> id.text();
            default -> value.toString();
        };
    }

    /// Reads a text for a field of single values, of several of them, or of texts by name.
    ///
    /// @param label what people call the field, for the sentence
    /// @param text an empty one stands for nothing, where that may be, else for the default
    public static Outcome read(Field field, String label, String text) {
        return read(field.type(), field.otherwise(), label, text);
    }

    private static Outcome read(
            FieldType type, Optional<String> otherwise, String label, String text) {
        return switch (type) {
            case FieldType.Maybe(FieldType of) ->
                    text.isBlank()
                            ? new Outcome.Good(Optional.empty())
                            : switch (read(of, Optional.empty(), label, text)) {
                                case Outcome.Good(Object value) ->
                                        new Outcome.Good(Optional.of(value));
                                case Outcome.Bad bad -> bad;
                            };
            case FieldType.Many(FieldType of) -> several(of, label, text);
            case FieldType.Texts _ -> new Outcome.Good(byName(text));
            case FieldType.Choice(Class<? extends Enum<?>> choice) ->
                    constant(choice, text.strip())
                            .<Outcome>map(Outcome.Good::new)
                            .orElseGet(() -> bad(ProblemCode.WANTED_TEXT, label, text));
            case FieldType.Scalar scalar -> {
                String said = text.isBlank() ? otherwise.orElse(text) : text;
                yield one(scalar, label, said);
            }
            case FieldType.Nested _, FieldType.Union _ ->
                    throw new IllegalStateException("a record has no text: " + label);
        };
    }

    private static Outcome several(FieldType of, String label, String text) {
        List<Object> values = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty()) {
                continue;
            }
            switch (read(of, Optional.empty(), label, line)) {
                case Outcome.Good(Object value) -> values.add(value);
                case Outcome.Bad bad -> {
                    return bad;
                }
            }
        }
        return new Outcome.Good(List.copyOf(values));
    }

    private static SortedMap<String, String> byName(String text) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? line : line.substring(0, equals).strip();
            if (!name.isEmpty()) {
                texts.put(name, equals < 0 ? "" : line.substring(equals + 1).strip());
            }
        }
        return texts;
    }

    private static Outcome one(FieldType.Scalar type, String label, String text) {
        String said = text.strip();
        return switch (type) {
            case INT -> whole(label, said, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(label, said, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLAG ->
                    said.equals("true") || said.equals("false")
                            ? new Outcome.Good(said.equals("true"))
                            : bad(ProblemCode.WANTED_FLAG, label, said);
            case TEXT -> new Outcome.Good(text);
            case ID, ADDRESS, CIDR, PORT, DURATION ->
                    switch (value(type, said)) {
                        case Parsed.Good<Object>(Object value) -> new Outcome.Good(value);
                        case Parsed.Bad<Object>(var fault, String found, String hint) ->
                                bad(ValueProblems.codeOf(fault), label, found, hint);
                    };
        };
    }

    private static Outcome whole(String label, String text, long least, long most) {
        if (!WHOLE.matcher(text).matches()) {
            return bad(ProblemCode.WANTED_NUMBER, label, text);
        }
        BigInteger number = new BigInteger(text);
        boolean isInside =
                number.compareTo(BigInteger.valueOf(least)) >= 0
                        && number.compareTo(BigInteger.valueOf(most)) <= 0;
        if (!isInside) {
            return bad(
                    ProblemCode.NUMBER_OUT_OF_RANGE,
                    label,
                    text,
                    Long.toString(least),
                    Long.toString(most));
        }
        return new Outcome.Good(
                most == Integer.MAX_VALUE
                        ? (Object) number.intValueExact()
                        : (Object) number.longValueExact());
    }

    private static Outcome bad(ProblemCode code, String... args) {
        return new Outcome.Bad(Problem.of(code, new Place.AtCluster(""), args));
    }

    /// A single value that a text of our own says.
    static Parsed<Object> value(FieldType.Scalar type, String text) {
        return switch (type) {
            case TEXT -> Parsed.good(text);
            case FLAG -> Parsed.good(Boolean.parseBoolean(text));
            case INT -> Parsed.good(Integer.parseInt(text));
            case LONG -> Parsed.good(Long.parseLong(text));
            case ID -> ThingId.parse(text).map(one -> one);
            case ADDRESS -> IpAddress.parse(text).map(one -> one);
            case CIDR -> Cidr.parse(text).map(one -> one);
            case PORT -> Port.parse(text).map(one -> one);
            case DURATION -> DurationText.parse(text).map(one -> one);
        };
    }

    /// The constant that is written so.
    static Optional<Object> constant(Class<? extends Enum<?>> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> Words.of(one).equals(word))
                .findFirst()
                .map(one -> one);
    }
}

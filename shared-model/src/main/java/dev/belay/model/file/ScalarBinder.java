package dev.belay.model.file;

import dev.belay.model.check.Nearest;
import dev.belay.model.check.ProblemCode;
import dev.belay.model.check.ValueProblems;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Words;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.DurationText;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Parsed;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Makes single values of JSON values.
final class ScalarBinder {

    private static final String WHOLE = "-?(0|[1-9][0-9]{0,18})";

    private final Faults faults;

    ScalarBinder(Faults faults) {
        this.faults = faults;
    }

    Optional<Object> scalar(FieldType.Scalar type, Json json, Pointer at) {
        return switch (type) {
            case TEXT -> text(json, at).map(text -> text);
            case FLAG -> flag(json, at);
            case INT -> whole(json, at, Integer.MIN_VALUE, Integer.MAX_VALUE).map(Long::intValue);
            case LONG -> whole(json, at, Long.MIN_VALUE, Long.MAX_VALUE).map(number -> number);
            case PORT -> port(json, at);
            case ID -> text(json, at).flatMap(text -> parsed(ThingId.parse(text), json, at));
            case ADDRESS -> text(json, at).flatMap(text -> parsed(IpAddress.parse(text), json, at));
            case CIDR -> text(json, at).flatMap(text -> parsed(Cidr.parse(text), json, at));
            case DURATION ->
                    text(json, at).flatMap(text -> parsed(DurationText.parse(text), json, at));
        };
    }

    Optional<Object> choice(Class<? extends Enum<?>> type, Json json, Pointer at) {
        Enum<?>[] constants = type.getEnumConstants();
        for (Enum<?> constant : constants) {
            if (json instanceof Json.Text(Spot _, String text) && text.equals(Words.of(constant))) {
                return Optional.of(constant);
            }
        }
        refuseChoice(Arrays.stream(constants).map(Words::of).toList(), json, at);
        return Optional.empty();
    }

    void refuseChoice(Collection<String> choices, Json json, Pointer at) {
        String nearest = Nearest.to(json.excerpt(), choices);
        List<String> all = List.copyOf(choices);
        faults.add(
                nearest.isEmpty() ? ProblemCode.UNKNOWN_CHOICE : ProblemCode.MISSPELT_CHOICE,
                json.spot().at(at),
                at.step(),
                json.excerpt(),
                nearest.isEmpty() ? String.join(", ", all) : nearest);
    }

    private Optional<String> text(Json json, Pointer at) {
        if (json instanceof Json.Text(Spot _, String text)) {
            return Optional.of(text);
        }
        return wrong(ProblemCode.WANTED_TEXT, json, at);
    }

    private Optional<Object> flag(Json json, Pointer at) {
        if (json instanceof Json.Flag(Spot _, boolean value)) {
            return Optional.of(value);
        }
        return wrong(ProblemCode.WANTED_FLAG, json, at);
    }

    private Optional<Object> port(Json json, Pointer at) {
        if (json instanceof Json.Numeral(Spot _, String literal)) {
            return parsed(Port.parse(literal), json, at);
        }
        return wrong(ProblemCode.WANTED_NUMBER, json, at);
    }

    private Optional<Long> whole(Json json, Pointer at, long least, long most) {
        if (!(json instanceof Json.Numeral(Spot _, String literal)) || !literal.matches(WHOLE)) {
            return wrong(ProblemCode.WANTED_NUMBER, json, at);
        }
        BigDecimal number = new BigDecimal(literal);
        if (number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            faults.add(
                    ProblemCode.NUMBER_OUT_OF_RANGE,
                    json.spot().at(at),
                    at.step(),
                    json.excerpt(),
                    Long.toString(least),
                    Long.toString(most));
            return Optional.empty();
        }
        return Optional.of(number.longValueExact());
    }

    private <T> Optional<T> wrong(ProblemCode code, Json json, Pointer at) {
        faults.add(code, json.spot().at(at), at.step(), json.excerpt());
        return Optional.empty();
    }

    private <T> Optional<Object> parsed(Parsed<T> parsed, Json json, Pointer at) {
        return switch (parsed) {
            case Parsed.Good<T>(T value) -> Optional.of(value);
            case Parsed.Bad<T> bad -> {
                faults.add(
                        ValueProblems.codeOf(bad.fault()),
                        json.spot().at(at),
                        at.step(),
                        Json.shortened(bad.found()),
                        bad.hint());
                yield Optional.empty();
            }
        };
    }
}

package dev.belay.model.file;

import dev.belay.model.check.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Reads a JSON text into values with places.
final class JsonText {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DesignFormat.DEEPEST * 2)
                                    .maxStringLength(DesignFormat.LARGEST_BYTES)
                                    .maxNameLength(DesignFormat.LARGEST_BYTES)
                                    .build())
                    .build();

    private final JsonParser parser;
    private final Faults faults;

    private JsonText(JsonParser parser, Faults faults) {
        this.parser = parser;
        this.faults = faults;
    }

    /// The value; empty when the text is no JSON.
    static Optional<Json> read(String text, Faults faults) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonText reading = new JsonText(parser, faults);
            if (parser.nextToken() == null) {
                faults.add(ProblemCode.FILE_EMPTY, new Spot(1, 1).at(Pointer.ROOT));
                return Optional.empty();
            }
            Optional<Json> root = reading.value(Pointer.ROOT, 1);
            if (root.isPresent() && parser.nextToken() != null) {
                faults.add(
                        ProblemCode.FILE_NOT_JSON,
                        reading.spot().at(Pointer.ROOT),
                        Json.shortened(parser.getString()));
            }
            return root;
        } catch (UnexpectedEndOfInputException e) {
            faults.add(ProblemCode.FILE_TRUNCATED, spot(e.getLocation()).at(Pointer.ROOT));
        } catch (JacksonException e) {
            Spot spot = spot(e.getLocation());
            faults.add(ProblemCode.FILE_NOT_JSON, spot.at(Pointer.ROOT), around(text, spot));
        }
        return Optional.empty();
    }

    private Optional<Json> value(Pointer at, int depth) {
        Spot spot = spot();
        if (depth > DesignFormat.DEEPEST) {
            faults.add(
                    ProblemCode.FILE_TOO_DEEP,
                    spot.at(Pointer.ROOT),
                    Integer.toString(DesignFormat.DEEPEST));
            return Optional.empty();
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(spot, at, depth);
            case START_ARRAY -> items(spot, at, depth);
            case VALUE_STRING -> Optional.of(new Json.Text(spot, parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    Optional.of(new Json.Numeral(spot, parser.getString()));
            case VALUE_TRUE, VALUE_FALSE ->
                    Optional.of(new Json.Flag(spot, parser.getBooleanValue()));
            case VALUE_NULL -> Optional.of(new Json.Null(spot));
            default -> throw new IllegalStateException("no value: " + parser.currentToken());
        };
    }

    private Optional<Json> fields(Spot spot, Pointer at, int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Spot nameSpot = spot();
            parser.nextToken();
            Optional<Json> value = value(at.to(name), depth + 1);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (members.putIfAbsent(name, value.get()) != null) {
                faults.add(
                        ProblemCode.DUPLICATE_KEY, nameSpot.at(at.to(name)), Json.shortened(name));
            }
        }
        return Optional.of(new Json.Fields(spot, members));
    }

    private Optional<Json> items(Spot spot, Pointer at, int depth) {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Optional<Json> value = value(at.to(items.size()), depth + 1);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            items.add(value.get());
        }
        return Optional.of(new Json.Items(spot, items));
    }

    private Spot spot() {
        return spot(parser.currentTokenLocation());
    }

    private static Spot spot(@Nullable TokenStreamLocation location) {
        return location == null
                ? new Spot(1, 1)
                : new Spot(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    /// The line of the fault from its beginning to a little behind the fault.
    private static String around(String text, Spot spot) {
        List<String> lines = text.lines().skip(spot.line() - 1L).limit(1).toList();
        if (lines.isEmpty()) {
            return "";
        }
        String line = lines.getFirst();
        int end = Math.min(line.length(), spot.column() + 8);
        return line.substring(Math.max(0, end - Json.LONGEST_EXCERPT), end).strip();
    }
}

package dev.belay.model.file;

import java.util.List;
import java.util.Map;

/// A JSON value that knows where it stood in its text.
sealed interface Json {

    /// Longest excerpt that a problem quotes.
    int LONGEST_EXCERPT = 40;

    Spot spot();

    /// An object; of members with the same name it has the first.
    record Fields(Spot spot, Map<String, Json> members) implements Json {}

    record Items(Spot spot, List<Json> items) implements Json {}

    record Text(Spot spot, String text) implements Json {}

    record Numeral(Spot spot, String literal) implements Json {}

    record Flag(Spot spot, boolean value) implements Json {}

    record Null(Spot spot) implements Json {}

    /// How a problem quotes it.
    default String excerpt() {
        String text =
                switch (this) {
                    case Fields(Spot _, Map<String, Json> members) ->
                            members.isEmpty() ? "{}" : "{…}";
                    case Items(Spot _, List<Json> items) -> items.isEmpty() ? "[]" : "[…]";
                    case Text(Spot _, String value) -> value;
                    case Numeral(Spot _, String literal) -> literal;
                    case Flag(Spot _, boolean value) -> Boolean.toString(value);
                    case Null _ -> "null";
                };
        return shortened(text);
    }

    static String shortened(String text) {
        return text.length() <= LONGEST_EXCERPT
                ? text
                : text.substring(0, LONGEST_EXCERPT - 1) + "…";
    }
}

package dev.belay.model.cib;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes elements of a CIB, each with an id of its own.
final class CibTree {

    private final Set<String> ids = new HashSet<>();

    /// A free id: the word itself, or the word and the lowest number from 2.
    String id(String word) {
        String id = word;
        for (int number = 2; !ids.add(id); number++) {
            id = word + "-" + number;
        }
        return id;
    }

    /// Whether a name may be an id as it is: in XML, and in the lists of Pacemaker.
    static boolean isId(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9._-]*");
    }

    static CibElement element(
            String tag, Map<String, String> attributes, List<CibElement> children) {
        return new CibElement(tag, new TreeMap<>(attributes), children);
    }

    static CibElement element(String tag, List<CibElement> children) {
        return element(tag, Map.of(), children);
    }

    /// A set of pairs, where there is one.
    ///
    /// @param owner id of what has it
    List<CibElement> pairs(String tag, String owner, Map<String, String> values) {
        return values.isEmpty() ? List.of() : List.of(set(tag, owner + "-" + tag, values));
    }

    /// A set of pairs.
    ///
    /// @param word its id, if it is free
    CibElement set(String tag, String word, Map<String, String> values) {
        String id = id(word);
        SortedMap<String, String> sorted = new TreeMap<>(values);
        List<CibElement> pairs = new ArrayList<>();
        sorted.forEach((name, value) ->
                pairs.add(
                        element(
                                "nvpair",
                                Map.of(
                                        "id",
                                        id(id + "-" + name.replaceAll("[^A-Za-z0-9._-]", "-")),
                                        "name",
                                        name,
                                        "value",
                                        value),
                                List.of())));
        return element(tag, Map.of("id", id), pairs);
    }

    CibElement operation(String owner, String name, Duration interval, Duration timeout) {
        return element(
                "op",
                Map.of(
                        "id", id(owner + "-" + name + "-" + time(interval)),
                        "name", name,
                        "interval", time(interval),
                        "timeout", time(timeout)),
                List.of());
    }

    /// In seconds, or in milliseconds, rounded up.
    static String time(Duration time) {
        return time.equals(Duration.ofSeconds(time.toSeconds()))
                ? time.toSeconds() + "s"
                : time.plusNanos(999_999).toMillis() + "ms";
    }
}

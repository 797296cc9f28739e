package dev.belay.model.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What of a design is taken over as one: no step ever takes half of it.
///
/// @param kind what it is
/// @param id of the thing or the link, name of the config set; empty for what there is once
public record Part(Kind kind, String id) implements Comparable<Part> {

    /// What can be taken over as one.
    public enum Kind {
        /// What holds for the whole cluster, without its timing and its fencing.
        CLUSTER,
        TIMING,
        /// Whether a lost node is fenced.
        FENCING,
        CONFIG_SET,
        /// All config sets, where their names do not tell them apart.
        CONFIG_SETS,
        THING,
        LINK,
        /// All links, where their ids do not tell them apart.
        LINKS,
        /// In which order the file has what stands in both designs.
        ORDER
    }

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final Comparator<Part> SORTED =
            Comparator.comparing(Part::kind).thenComparing(Part::id);

    /// One that there is once.
    static Part of(Kind kind) {
        return new Part(kind, "");
    }

    /// A part as a text, as journals have it: `THING web`.
    public static Optional<Part> parse(String text) {
        String[] words = text.split(" ", 2);
        return KINDS.stream()
                .filter(kind -> kind.name().equals(words[0]))
                .findFirst()
                .map(kind -> new Part(kind, words.length == 2 ? words[1] : ""));
    }

    @Override
    public String toString() {
        return id.isEmpty() ? kind.name() : kind + " " + id;
    }

    @Override
    public int compareTo(Part other) {
        return SORTED.compare(this, other);
    }
}

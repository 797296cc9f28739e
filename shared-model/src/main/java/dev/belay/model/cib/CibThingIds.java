package dev.belay.model.cib;

import dev.belay.model.value.ThingId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Ids for things, made out of the ids of a CIB; the same CIB always gives the same.
final class CibThingIds {

    private static final int LONGEST = 56;

    private final Set<ThingId> used = new HashSet<>();

    /// @param otherwise what it is called when no letter of the name is left
    ThingId free(String name, String otherwise) {
        String word =
                name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^[-0-9]+|-+$", "");
        if (word.isEmpty()) {
            word = (otherwise + "-" + name.replaceAll("[^0-9]+", "")).replaceAll("-$", "");
        }
        word = word.substring(0, Math.min(LONGEST, word.length()));
        ThingId id = new ThingId(word);
        for (int number = 2; !used.add(id); number++) {
            id = new ThingId(word + "-" + number);
        }
        return id;
    }
}

package dev.belay.app.design;

import dev.belay.model.design.Design;
import dev.belay.model.service.Resource;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Names for what a wizard adds, so that nothing that is there already is written over.
public final class Free {
    private Free() {}

    /// The word, or the word with the first number from 2 on, that nothing in the design has.
    ///
    /// @param isSame tells what the wizard has put there before, which keeps its id
    public static ThingId id(Design design, String word, Predicate<Thing> isSame) {
        for (int number = 1; ; number++) {
            ThingId id = new ThingId(number == 1 ? word : word + "-" + number);
            if (design.find(id).map(isSame::test).orElseGet(() -> !isLink(design, id))) {
                return id;
            }
        }
    }

    private static boolean isLink(Design design, ThingId id) {
        return design.links().stream().anyMatch(one -> one.id().equals(id));
    }

    /// The word, or the word with the first number from 2 on, that no resource has.
    public static String resource(Design design, String word) {
        Set<String> taken =
                design.services().stream()
                        .flatMap(one -> one.resources().stream())
                        .map(Resource::name)
                        .collect(Collectors.toSet());
        String name = word;
        for (int number = 2; taken.contains(name); number++) {
            name = word + "-" + number;
        }
        return name;
    }
}

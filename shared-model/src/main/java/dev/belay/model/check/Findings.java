package dev.belay.model.check;

import dev.belay.model.thing.Thing;
import java.util.ArrayList;
import java.util.List;

/// The problems of one design, while they are being found.
final class Findings {

    private final List<Problem> problems = new ArrayList<>();

    void add(Problem problem) {
        problems.add(problem);
    }

    /// A problem of a whole thing.
    void add(ProblemCode code, Thing thing, String... args) {
        problems.add(Problem.of(code, new Place.AtThing(thing.id(), ""), args));
    }

    List<Problem> all() {
        return problems;
    }

    /// What people call a thing, or its id as long as they call it nothing.
    static String label(Thing thing) {
        return thing.name().isBlank() ? thing.id().text() : thing.name();
    }
}

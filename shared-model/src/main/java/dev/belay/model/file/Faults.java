package dev.belay.model.file;

import dev.belay.model.check.Place;
import dev.belay.model.check.Problem;
import dev.belay.model.check.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/// The problems of one text, collected; after the first thousand they are only counted, since a
/// hostile file can hold a million.
final class Faults {

    private static final int MOST = 1_000;

    private final List<Problem> problems = new ArrayList<>();
    private int more;

    void add(ProblemCode code, Place place, String... args) {
        if (problems.size() < MOST) {
            problems.add(Problem.of(code, place, args));
        } else {
            more++;
        }
    }

    boolean none() {
        return problems.isEmpty();
    }

    List<Problem> all() {
        List<Problem> all = new ArrayList<>(problems);
        if (more > 0) {
            all.add(
                    Problem.of(
                            ProblemCode.MORE_PROBLEMS,
                            new Place.InFile("", 1, 1),
                            Integer.toString(more)));
        }
        return List.copyOf(all);
    }
}

package dev.belay.agent.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a look at all places of a virtual IP's routes found. Pure.
///
/// @param wrong places that a change may set right
/// @param found what is wrong there, for people
/// @param dark places that could not be looked at: why not
/// @param lacking what the design names and is not there, for people
/// @param here how many tables are right in the first place
/// @param others how many are in the others
record RouteSight(
        List<RouteGoal> wrong,
        List<String> found,
        List<String> dark,
        List<String> lacking,
        long here,
        long others) {

    static RouteSight of(List<RouteMoves.Look> looks) {
        List<RouteGoal> wrong = new ArrayList<>();
        List<String> found = new ArrayList<>();
        List<String> dark = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        List<Long> right = new ArrayList<>();
        for (RouteMoves.Look look : looks) {
            if (!(look.seen() instanceof CloudAnswer.Done<RouteSurvey>(RouteSurvey survey))) {
                dark.add(look.seen().why());
                right.add(0L);
                continue;
            }
            right.add(survey.rightTables());
            if (!survey.isRightWhereThere()) {
                wrong.add(look.goal());
                found.add(survey.words().isEmpty() ? "in no table" : survey.words());
            } else if (!survey.isRight()) {
                lacking.add(survey.words());
            }
        }
        long all = right.stream().mapToLong(Long::longValue).sum();
        return new RouteSight(
                wrong, found, dark, lacking, right.getFirst(), all - right.getFirst());
    }

    /// What is wrong, for people.
    String words() {
        return String.join("; ", found);
    }

    /// What no change sets right now, for people.
    String rest() {
        return Stream.concat(dark.stream(), lacking.stream())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /// Where the wrong ones are to lead, for people.
    String targets() {
        return wrong.stream()
                .map(one -> "'" + one.to().id() + "'")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /// For people.
    String rightTables() {
        return here + " tables" + (others == 0 ? "" : ", and follows in " + others + " others");
    }
}

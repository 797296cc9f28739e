package dev.belay.agent.cib;

import dev.belay.model.place.Placement;
import dev.belay.model.place.Role;
import dev.belay.model.place.Schedule;
import dev.belay.model.place.Step;
import dev.belay.model.place.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What our schedule and Pacemaker's differ in.
final class CrmComparison {

    private CrmComparison() {}

    /// One sentence with all differences.
    ///
    /// @param clones whether there are any: whether a further instance starts those anew that come
    ///   after its clone depends on the order in which Pacemaker looks at its actions, so what is
    ///   started anew where it is does not count
    /// @return empty when there is no difference
    static String difference(CrmSimulate.Answer said, Schedule schedule, boolean clones) {
        List<String> parts = new ArrayList<>();
        Map<String, Set<String>> got = places(schedule);
        said.places()
                .forEach((resource, places) -> {
                    Set<String> theirs = withoutRoles(resource, places, said.anew());
                    Set<String> ours =
                            withoutRoles(
                                    resource, got.getOrDefault(resource, Set.of()), said.anew());
                    if (!theirs.equals(ours)) {
                        parts.add(resource + " wanted " + theirs + ", got " + ours);
                    }
                });
        Set<String> steps = steps(schedule, clones);
        Set<String> actions = new TreeSet<>(said.actions());
        if (clones) {
            actions.removeIf(action -> action.startsWith("re") && !action.startsWith("recover"));
        }
        if (!steps.equals(actions)) {
            parts.add("actions wanted " + actions + ", got " + steps);
        }
        return String.join("; ", parts);
    }

    /// Without the roles of those that are started anew.
    private static Set<String> withoutRoles(String resource, Set<String> places, Set<String> anew) {
        Set<String> all = new TreeSet<>();
        for (String place : places) {
            String host = place.replace(" Promoted", "");
            all.add(anew.contains(resource + " " + host) ? host : place);
        }
        return all;
    }

    private static Map<String, Set<String>> places(Schedule schedule) {
        Map<String, Set<String>> places = new TreeMap<>();
        for (Placement placement : schedule.placements()) {
            String role = placement.role() == Role.PROMOTED ? " Promoted" : "";
            Set<String> of =
                    places.computeIfAbsent(
                            CrmSimulate.plain(placement.resource()), _ -> new TreeSet<>());
            placement.host().ifPresent(host -> of.add(host + role));
        }
        // Two instances of a group may meet on a host, and are one for its histories.
        places.values().forEach(of -> of.removeIf(place -> of.contains(place + " Promoted")));
        return places;
    }

    private static Set<String> steps(Schedule schedule, boolean clones) {
        Set<String> words = new TreeSet<>();
        List<Step> steps = schedule.steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean promotedAnew =
                    i + 1 < steps.size()
                            && steps.get(i + 1).resource().equals(step.resource())
                            && steps.get(i + 1).kind() == StepKind.PROMOTE;
            boolean anew =
                    step.kind() == StepKind.RESTART
                            || (step.kind() == StepKind.DEMOTE && promotedAnew);
            if (!anew || !clones) {
                words.add(words(step));
            } else if (promotedAnew) {
                i++;
            }
        }
        return words;
    }

    private static String words(Step step) {
        String where = step.from().map(from -> from + ">" + step.host()).orElse(step.host());
        return step.kind().name().toLowerCase(Locale.ROOT)
                + " "
                + CrmSimulate.plain(Objects.requireNonNull(step.resource()))
                + " "
                + where;
    }
}

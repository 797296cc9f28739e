package dev.belay.model.plan;

import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Place;
import dev.belay.model.check.Problem;
import dev.belay.model.check.ProblemCode;
import dev.belay.model.design.Design;
import dev.belay.model.plan.Live.LiveService;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.status.Severity;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The way from the design in force to a wanted one.
///
/// All steps together give exactly the wanted design, and no design between has an error that
/// neither end has. Which steps there are depends on the two designs alone; what is known of the
/// running cluster only says what they will do.
///
/// @param base the design in force
/// @param version of it
/// @param wanted what it is to become
/// @param steps in the order in which they are taken
/// @param obstacles why it cannot begin now
public record Plan(
        Design base,
        long version,
        Design wanted,
        List<PlannedStep> steps,
        List<Obstacle> obstacles) {

    /// Until agents have begun what a step asks of them.
    private static final Duration MARGIN = Duration.ofSeconds(30);

    public Plan {
        steps = List.copyOf(steps);
        obstacles = List.copyOf(obstacles);
    }

    public static Plan of(Design base, long version, Design wanted, Live live) {
        List<Step> steps = new Sequence(base, wanted).steps();
        boolean isOtherTiming =
                steps.stream().flatMap(one -> one.parts().stream()).anyMatch(Plan::isTiming);
        return new Plan(
                base,
                version,
                wanted,
                foreseen(base, wanted, steps, live),
                isOtherTiming && live.isBusy() ? List.of(Obstacle.TIMING_IN_USE) : List.of());
    }

    private static boolean isTiming(Part part) {
        return part.kind() == Part.Kind.TIMING;
    }

    /// The design when so many steps have been taken.
    public Design after(int count) {
        return count == 0 ? base : steps.get(count - 1).after();
    }

    private static List<PlannedStep> foreseen(
            Design base, Design wanted, List<Step> steps, Live live) {
        Map<String, String> running = new LinkedHashMap<>();
        live.services().stream()
                .filter(one -> !one.node().isEmpty())
                .forEach(one -> running.put(one.id(), one.node()));
        if (live.hosts().isEmpty()) {
            new Foresight(base, live, Map.of())
                    .placements()
                    .forEach((id, one) -> one.host().ifPresent(host -> running.put(id, host)));
        }
        List<PlannedStep> planned = new ArrayList<>();
        Set<Part> taken = new HashSet<>();
        Set<String> outdated =
                live.services().stream()
                        .filter(LiveService::isOutdated)
                        .map(LiveService::id)
                        .collect(Collectors.toSet());
        Design before = base;
        for (Step step : steps) {
            taken.addAll(step.parts());
            Design after = Blend.of(base, wanted, taken);
            Effects effects = new Effects(before, after, live, running, outdated);
            planned.add(
                    new PlannedStep(
                            planned.size() + 1,
                            step,
                            before,
                            after,
                            gates(step),
                            effects.all(),
                            limit(before, after, step)));
            for (Effect effect : effects.all()) {
                String service = effect.service().toString();
                running.remove(service);
                effect.to().ifPresent(host -> running.put(service, host));
            }
            outdated = effects.outdated();
            before = after;
        }
        return planned;
    }

    private static List<Gate> gates(Step step) {
        boolean isOtherTiming = step.parts().stream().anyMatch(Plan::isTiming);
        return isOtherTiming
                ? List.of(Gate.QUORUM, Gate.BASE, Gate.HEALTH, Gate.IDLE)
                : List.of(Gate.QUORUM, Gate.BASE, Gate.HEALTH);
    }

    /// The time limits of all its resources.
    static Duration stopAndStart(Service service) {
        Duration all = Duration.ZERO;
        for (Resource one : service.resources()) {
            all = all.plus(one.operations().stop()).plus(one.operations().start());
        }
        return all;
    }

    /// The same whatever is known of the cluster: it is written down with the step.
    private static Duration limit(Design before, Design after, Step step) {
        if (step instanceof Step.Drawn) {
            // Nothing happens but what happens anyhow.
            return MARGIN.plus(
                    after.services().stream()
                            .map(Plan::stopAndStart)
                            .max(Duration::compareTo)
                            .orElse(Duration.ZERO));
        }
        Set<ThingId> moved = new HashSet<>();
        for (Part part : step.parts()) {
            ThingId.parse(part.id())
                    .good()
                    .filter(id -> isService(id, before) || isService(id, after))
                    .ifPresent(moved::add);
        }
        boolean isOfServices = !moved.isEmpty();
        follow(before, moved);
        follow(after, moved);
        Map<ThingId, Duration> times = new LinkedHashMap<>();
        Stream.concat(before.services().stream(), after.services().stream())
                .filter(one -> !isOfServices || moved.contains(one.id()))
                .forEach(one ->
                        times.merge(
                                one.id(), stopAndStart(one), (a, b) -> a.compareTo(b) < 0 ? b : a));
        // They may have to wait for each other.
        return times.values().stream().reduce(MARGIN, Duration::plus);
    }

    private static boolean isService(ThingId id, Design design) {
        return design.find(id, Service.class).isPresent();
    }

    /// Adds those that stop, start or move along with others.
    private static void follow(Design design, Set<ThingId> moved) {
        boolean isMore = !moved.isEmpty();
        while (isMore) {
            isMore = false;
            for (Service service : design.services()) {
                boolean follows = Atoms.leaders(service).anyMatch(moved::contains);
                isMore |= follows && moved.add(service.id());
            }
        }
    }

    /// The smallest steps, put together where one alone would be wrong.
    private static final class Sequence {

        /// An error, wherever it could be mended.
        private record Wrong(ProblemCode code, Place place, List<String> args) {}

        private final Design base;
        private final Design wanted;
        private final Set<Wrong> allowed = new HashSet<>();
        private final Set<Part> taken = new HashSet<>();
        private final List<Step> steps = new ArrayList<>();

        Sequence(Design base, Design wanted) {
            this.base = base;
            this.wanted = wanted;
            allowed.addAll(errors(base));
            allowed.addAll(errors(wanted));
        }

        List<Step> steps() {
            List<Step> left = new ArrayList<>(new Atoms(base, wanted).inOrder());
            while (!left.isEmpty()) {
                if (takeGround(left)) {
                    continue;
                }
                Optional<Step> next = left.stream().filter(one -> isGood(List.of(one))).findFirst();
                List<Step> together = next.map(List::of).orElseGet(() -> grown(left));
                take(together, left);
            }
            return steps;
        }

        /// What is only drawn goes in one step as far as it comes in one row.
        private boolean takeGround(List<Step> left) {
            List<Step> row = left.stream().takeWhile(one -> one instanceof Step.Drawn).toList();
            if (row.isEmpty() || !isGood(row)) {
                return false;
            }
            take(row, left);
            return true;
        }

        private void take(List<Step> together, List<Step> left) {
            left.removeAll(together);
            together.forEach(one -> taken.addAll(one.parts()));
            boolean isDrawn = together.stream().allMatch(one -> one instanceof Step.Drawn);
            if (!isDrawn) {
                steps.add(together.size() == 1 ? together.getFirst() : new Step.Together(together));
                return;
            }
            List<Step> drawn = new ArrayList<>(together);
            if (!steps.isEmpty() && steps.getLast() instanceof Step.Drawn) {
                drawn.addFirst(steps.removeLast());
            }
            steps.add(joined(drawn));
        }

        private static Step joined(List<Step> steps) {
            int added = 0;
            int changed = 0;
            int removed = 0;
            List<Part> parts = new ArrayList<>();
            for (Step step : steps) {
                if (step instanceof Step.Drawn(var more, var other, var less, var its)) {
                    added += more;
                    changed += other;
                    removed += less;
                    parts.addAll(its);
                }
            }
            return new Step.Drawn(added, changed, removed, parts);
        }

        /// The first one with as few others as it takes; with all of them it is the wanted design.
        private List<Step> grown(List<Step> left) {
            List<Step> group = new ArrayList<>(List.of(left.getFirst()));
            while (!isGood(group)) {
                Step best = left.getFirst();
                int fewest = Integer.MAX_VALUE;
                for (Step one : left) {
                    if (group.contains(one)) {
                        continue;
                    }
                    int wrong = wrong(with(group, one));
                    if (wrong < fewest) {
                        fewest = wrong;
                        best = one;
                    }
                }
                group.add(best);
            }
            return group;
        }

        private static List<Step> with(List<Step> group, Step one) {
            List<Step> more = new ArrayList<>(group);
            more.add(one);
            return more;
        }

        private boolean isGood(List<Step> more) {
            return wrong(more) == 0;
        }

        private int wrong(List<Step> more) {
            Set<Part> parts = new HashSet<>(taken);
            more.forEach(one -> parts.addAll(one.parts()));
            Set<Wrong> found = errors(Blend.of(base, wanted, parts));
            found.removeAll(allowed);
            return found.size();
        }

        private static Set<Wrong> errors(Design design) {
            Set<Wrong> found = new HashSet<>();
            for (Problem one : DesignChecks.check(design)) {
                if (one.severity() == Severity.ERROR) {
                    found.add(new Wrong(one.code(), one.place(), one.args()));
                }
            }
            return found;
        }
    }
}

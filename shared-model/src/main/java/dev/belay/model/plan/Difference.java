package dev.belay.model.plan;

import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What of a wanted design is other than in the one in force, and which step of the plan makes it
/// so.
///
/// @param part which
/// @param what becomes of it
/// @param step number of the step, from 1
public record Difference(Part part, What what, int step) {

    /// What becomes of a part.
    public enum What {
        /// The wanted design alone has it.
        ADDED,
        CHANGED,
        /// It is drawn elsewhere or annotated otherwise: nothing that an agent reads.
        REDRAWN,
        /// The design in force alone has it.
        REMOVED
    }

    /// All differences of a plan, in the order of its steps.
    public static List<Difference> of(Plan plan) {
        List<Difference> all = new ArrayList<>();
        for (PlannedStep step : plan.steps()) {
            for (Part part : step.step().parts()) {
                all.add(
                        new Difference(
                                part, what(part, plan.base(), plan.wanted()), step.number()));
            }
        }
        return List.copyOf(all);
    }

    private static What what(Part part, Design base, Design wanted) {
        return switch (part.kind()) {
            case CLUSTER, TIMING, FENCING, CONFIG_SETS, LINKS -> What.CHANGED;
            case ORDER -> What.REDRAWN;
            case THING -> {
                ThingId id = new ThingId(part.id());
                yield ofThing(base.find(id), wanted.find(id));
            }
            case LINK -> of(part, base.links(), wanted.links(), one -> one.id().toString());
            case CONFIG_SET -> of(part, base.configSets(), wanted.configSets(), ConfigSet::name);
        };
    }

    private static What ofThing(Optional<Thing> base, Optional<Thing> wanted) {
        if (base.isPresent() && wanted.isPresent()) {
            return Atoms.isSame(base, wanted) ? What.REDRAWN : What.CHANGED;
        }
        return base.isPresent() ? What.REMOVED : What.ADDED;
    }

    private static <T> What of(Part part, List<T> base, List<T> wanted, Function<T, String> name) {
        boolean isInBase = base.stream().map(name).anyMatch(part.id()::equals);
        boolean isInWanted = wanted.stream().map(name).anyMatch(part.id()::equals);
        if (isInBase && isInWanted) {
            return What.CHANGED;
        }
        return isInBase ? What.REMOVED : What.ADDED;
    }

    /// Whether it is one of this thing or link.
    public boolean isOf(ThingId id) {
        return (part.kind() == Part.Kind.THING || part.kind() == Part.Kind.LINK)
                && part.id().equals(id.toString());
    }
}

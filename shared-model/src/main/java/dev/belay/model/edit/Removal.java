package dev.belay.model.edit;

import dev.belay.model.design.Design;
import dev.belay.model.design.Things;
import dev.belay.model.network.Link;
import dev.belay.model.shape.References;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes things and links out of a design, and with them all that cannot be without them.
///
/// What is drawn in a container goes along with it. A link goes with either of its ends. Where a
/// thing that stays refers to one that goes, the reference goes, and with it the entry of a list
/// that cannot do without it, such as a resource of a service; a thing that as a whole cannot do
/// without it goes too.
public final class Removal {

    private Removal() {}

    /// The design without those.
    ///
    /// @param ids of things or links; others are passed over
    public static Design of(Design design, Collection<ThingId> ids) {
        Set<ThingId> gone = new HashSet<>();
        for (ThingId id : ids) {
            gone.add(id);
        }
        List<Thing> left = new ArrayList<>(design.things().all());
        boolean isSettled = false;
        while (!isSettled) {
            List<Thing> kept = new ArrayList<>();
            int before = gone.size();
            for (Thing thing : left) {
                keep(design, thing, gone).ifPresent(kept::add);
            }
            isSettled = gone.size() == before;
            left = kept;
        }
        List<Link> links =
                design.links().stream()
                        .filter(link ->
                                !gone.contains(link.id())
                                        && !gone.contains(link.from())
                                        && !gone.contains(link.to()))
                        .toList();
        boolean isSame =
                left.equals(design.things().all()) && links.size() == design.links().size();
        return isSame ? design : design.withThings(Things.of(left)).withLinks(links);
    }

    /// What would go, things and links, those named included.
    public static Set<ThingId> reach(Design design, Collection<ThingId> ids) {
        Design after = of(design, ids);
        Set<ThingId> gone = new HashSet<>();
        design.things().forEach(one -> gone.add(one.id()));
        design.links().forEach(one -> gone.add(one.id()));
        after.things().forEach(one -> gone.remove(one.id()));
        after.links().forEach(one -> gone.remove(one.id()));
        return gone;
    }

    private static Optional<Thing> keep(Design design, Thing thing, Set<ThingId> gone) {
        boolean isInside =
                design.containersOf(thing).stream()
                        .anyMatch(container -> gone.contains(container.id()));
        if (isInside || gone.contains(thing.id())) {
            gone.add(thing.id());
            return Optional.empty();
        }
        if (!(thing instanceof Record owner)) {
            return Optional.of(thing);
        }
        Optional<? extends Record> without =
                References.rewritten(
                        owner, id -> gone.contains(id) ? Optional.empty() : Optional.of(id));
        if (without.isEmpty()) {
            gone.add(thing.id());
        }
        return without.map(Thing.class::cast);
    }
}

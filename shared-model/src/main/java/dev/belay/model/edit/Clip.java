package dev.belay.model.edit;

import dev.belay.model.design.Design;
import dev.belay.model.design.Kinds;
import dev.belay.model.network.Link;
import dev.belay.model.shape.References;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Things that were copied, with what is drawn in them and the links among them.
///
/// @param things outer ones first
/// @param links whose both ends are among them
public record Clip(List<Thing> things, List<Link> links) {

    public static final Clip EMPTY = new Clip(List.of(), List.of());

    public Clip {
        things = List.copyOf(things);
        links = List.copyOf(links);
    }

    /// What was pasted.
    ///
    /// @param selected the outermost of the new things
    public record Pasted(Design design, List<ThingId> selected) {}

    /// Copies those and all that is drawn in them.
    public static Clip of(Design design, Collection<ThingId> ids) {
        Set<ThingId> wanted = new HashSet<>(ids);
        List<Thing> things =
                design.things().all().stream()
                        .filter(thing ->
                                wanted.contains(thing.id())
                                        || design.containersOf(thing).stream()
                                                .anyMatch(in -> wanted.contains(in.id())))
                        .sorted((one, other) ->
                                Integer.compare(
                                        design.containersOf(one).size(),
                                        design.containersOf(other).size()))
                        .toList();
        Set<ThingId> copied = new HashSet<>();
        things.forEach(one -> copied.add(one.id()));
        List<Link> links =
                design.links().stream()
                        .filter(link -> copied.contains(link.from()) && copied.contains(link.to()))
                        .toList();
        return new Clip(things, links);
    }

    public boolean isEmpty() {
        return things.isEmpty();
    }

    /// Puts copies into a design: with ids and names of their own where the originals are still
    /// there, drawn a little beside them. What they refer to is the copy where that was copied
    /// along, else what it was, as long as the design has it.
    ///
    /// @param within where the outermost are to be drawn; where one may not be there, or none is
    ///   given, it stays in the container that it was in, if there is one, else on the open canvas
    public Pasted into(Design design, Optional<ThingId> within, int right, int down) {
        Map<ThingId, ThingId> fresh = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        design.things().forEach(one -> names.add(one.kind() + " " + one.name()));
        Design next = design;
        // Ids first: a thing may refer to one that comes after it.
        Set<ThingId> taken = new HashSet<>();
        for (Thing thing : things) {
            ThingId id = Numbered.free(design, thing.id(), taken);
            taken.add(id);
            fresh.put(thing.id(), id);
        }
        List<ThingId> selected = new ArrayList<>();
        for (Thing thing : things) {
            ThingId id = fresh.getOrDefault(thing.id(), thing.id());
            boolean isInner = thing.within().filter(fresh::containsKey).isPresent();
            Optional<Thing> copy =
                    referring(thing, fresh, design)
                            .map(one -> one.withId(id).withName(freeName(thing, names)))
                            .map(one ->
                                    isInner
                                            ? one.withWithin(thing.within().map(fresh::get))
                                            : placed(one, design, within, right, down));
            if (copy.isPresent()) {
                next = next.with(copy.get());
                if (!isInner) {
                    selected.add(id);
                }
            }
        }
        return new Pasted(withLinks(next, fresh), selected);
    }

    private Design withLinks(Design design, Map<ThingId, ThingId> fresh) {
        if (links.isEmpty()) {
            return design;
        }
        List<Link> all = new ArrayList<>(design.links());
        Set<ThingId> taken = new HashSet<>();
        for (Link link : links) {
            ThingId from = fresh.get(link.from());
            ThingId to = fresh.get(link.to());
            if (from != null && to != null && has(design, from) && has(design, to)) {
                ThingId id = Numbered.free(design, link.id(), taken);
                taken.add(id);
                all.add(link.withId(id).withFrom(from).withTo(to));
            }
        }
        return design.withLinks(all);
    }

    private static boolean has(Design design, ThingId id) {
        return design.find(id).isPresent();
    }

    private static Optional<Thing> referring(
            Thing thing, Map<ThingId, ThingId> fresh, Design design) {
        if (!(thing instanceof Record owner)) {
            return Optional.of(thing);
        }
        return References.rewritten(
                        owner,
                        id ->
                                fresh.containsKey(id)
                                        ? Optional.ofNullable(fresh.get(id))
                                        : Optional.of(id)
                                                .filter(known -> design.find(known).isPresent()))
                .map(Thing.class::cast);
    }

    private static Thing placed(
            Thing copy, Design design, Optional<ThingId> wanted, int right, int down) {
        Optional<ThingId> in =
                wanted.filter(id -> mayHold(design, id, copy))
                        .or(() -> copy.within().filter(id -> mayHold(design, id, copy)));
        Optional<Frame> frame = copy.frame().map(one -> one.movedBy(right, down));
        return copy.withWithin(in).withFrame(frame);
    }

    private static boolean mayHold(Design design, ThingId container, Thing thing) {
        return design.find(container)
                .filter(one -> Kinds.containersOf(thing.kind()).contains(one.kind()))
                .isPresent();
    }

    private static String freeName(Thing thing, Set<String> names) {
        if (thing.name().isBlank() || names.add(thing.kind() + " " + thing.name())) {
            return thing.name();
        }
        Numbered numbered = Numbered.of(thing.name());
        String between = thing.name().contains(" ") ? " " : "-";
        for (int number = numbered.number() + 1; ; number++) {
            String name = numbered.with(number, between);
            if (names.add(thing.kind() + " " + name)) {
                return name;
            }
        }
    }
}

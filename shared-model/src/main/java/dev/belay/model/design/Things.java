package dev.belay.model.design;

import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The things of a design: immutable, sorted by kind and within a kind in the order in which they
/// were added, each found by its id at once.
public final class Things implements Iterable<Thing> {

    public static final Things NONE = new Things(List.of());

    private final List<Thing> all;
    private final Map<ThingId, Thing> byId;
    private final Map<ThingKind, List<Thing>> byKind;
    private final Map<ThingId, List<Thing>> byContainer;

    private Things(List<Thing> sorted) {
        all = List.copyOf(sorted);
        byId = HashMap.newHashMap(all.size());
        byKind = new EnumMap<>(ThingKind.class);
        byContainer = new HashMap<>();
        for (Thing thing : all) {
            if (byId.put(thing.id(), thing) != null) {
                throw new IllegalArgumentException("two things with the id '" + thing.id() + "'");
            }
            byKind.computeIfAbsent(thing.kind(), _ -> new ArrayList<>()).add(thing);
            thing.within()
                    .ifPresent(container ->
                            byContainer
                                    .computeIfAbsent(container, _ -> new ArrayList<>())
                                    .add(thing));
        }
    }

    /// These things; two with the same id are a bug of the caller.
    public static Things of(Collection<? extends Thing> things) {
        List<Thing> sorted = new ArrayList<>(things);
        sorted.sort(Comparator.comparing(Thing::kind));
        return new Things(sorted);
    }

    public Optional<Thing> find(ThingId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The thing with this id if it is of this type.
    public <T extends Thing> Optional<T> find(ThingId id, Class<T> type) {
        return type.isInstance(byId.get(id))
                ? Optional.of(type.cast(byId.get(id)))
                : Optional.empty();
    }

    public List<Thing> of(ThingKind kind) {
        return Collections.unmodifiableList(byKind.getOrDefault(kind, List.of()));
    }

    /// What is drawn directly in this container.
    public List<Thing> within(ThingId container) {
        return Collections.unmodifiableList(byContainer.getOrDefault(container, List.of()));
    }

    /// The same with this thing: in the place of the one with its id, or at the end of its kind.
    public Things with(Thing thing) {
        List<Thing> changed = new ArrayList<>(all);
        Thing old = byId.get(thing.id());
        if (old == null) {
            changed.add(thing);
        } else {
            changed.set(all.indexOf(old), thing);
        }
        return of(changed);
    }

    public Things without(ThingId id) {
        return of(all.stream().filter(thing -> !thing.id().equals(id)).toList());
    }

    public List<Thing> all() {
        return all;
    }

    public int size() {
        return all.size();
    }

    @Override
    public Iterator<Thing> iterator() {
        return all.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Things things && all.equals(things.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}

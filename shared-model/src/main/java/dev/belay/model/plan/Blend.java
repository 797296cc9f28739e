package dev.belay.model.plan;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.design.Things;
import dev.belay.model.network.Link;
import dev.belay.model.plan.Part.Kind;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// Designs between two: some parts as the one has them, all others as the other.
///
/// Without any part taken over it is the one design, with all that differ it is the other, so that
/// every way there is also a way back.
public final class Blend {

    private final Design from;
    private final Design to;
    private final boolean hasSets;
    private final boolean hasLinks;

    private Blend(Design from, Design to) {
        this.from = from;
        this.to = to;
        this.hasSets =
                areApart(from.configSets(), ConfigSet::name)
                        && areApart(to.configSets(), ConfigSet::name);
        this.hasLinks = areApart(from.links(), Blend::idOf) && areApart(to.links(), Blend::idOf);
    }

    /// The design with these parts as {@code to} has them.
    ///
    /// @param taken those that do not differ change nothing
    public static Design of(Design from, Design to, Collection<Part> taken) {
        return new Blend(from, to).with(new HashSet<>(taken));
    }

    /// All parts in which two designs differ.
    public static List<Part> differing(Design from, Design to) {
        return new Blend(from, to).parts();
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        ClusterSettings mine = from.cluster();
        ClusterSettings theirs = to.cluster();
        if (!mine.timing().equals(theirs.timing())) {
            parts.add(Part.of(Kind.TIMING));
        }
        if (mine.fencing() != theirs.fencing()) {
            parts.add(Part.of(Kind.FENCING));
        }
        if (!mine.withTiming(theirs.timing()).withFencing(theirs.fencing()).equals(theirs)) {
            parts.add(Part.of(Kind.CLUSTER));
        }
        if (hasSets) {
            add(Kind.CONFIG_SET, from.configSets(), to.configSets(), ConfigSet::name, parts);
        } else if (!from.configSets().equals(to.configSets())) {
            parts.add(Part.of(Kind.CONFIG_SETS));
        }
        add(Kind.THING, from.things().all(), to.things().all(), Blend::idOf, parts);
        if (hasLinks) {
            add(Kind.LINK, from.links(), to.links(), Blend::idOf, parts);
        } else if (!from.links().equals(to.links())) {
            parts.add(Part.of(Kind.LINKS));
        }
        if (!with(new HashSet<>(parts)).equals(to)) {
            parts.add(Part.of(Kind.ORDER));
        }
        return parts;
    }

    private static <T> void add(
            Kind kind, List<T> from, List<T> to, Function<T, String> name, List<Part> into) {
        Map<String, T> mine = byName(from, name);
        Map<String, T> theirs = byName(to, name);
        Set<String> all = new LinkedHashSet<>(mine.keySet());
        all.addAll(theirs.keySet());
        for (String one : all) {
            if (!Objects.equals(mine.get(one), theirs.get(one))) {
                into.add(new Part(kind, one));
            }
        }
    }

    private Design with(Set<Part> taken) {
        List<Thing> things = new ArrayList<>();
        for (ThingKind kind : ThingKind.values()) {
            things.addAll(
                    merged(
                            Kind.THING,
                            from.things().of(kind),
                            to.things().of(kind),
                            Blend::idOf,
                            taken));
        }
        return new Design(cluster(taken), sets(taken), Things.of(things), links(taken));
    }

    private ClusterSettings cluster(Set<Part> taken) {
        ClusterSettings rest =
                taken.contains(Part.of(Kind.CLUSTER)) ? to.cluster() : from.cluster();
        ClusterSettings timing =
                taken.contains(Part.of(Kind.TIMING)) ? to.cluster() : from.cluster();
        ClusterSettings fencing =
                taken.contains(Part.of(Kind.FENCING)) ? to.cluster() : from.cluster();
        return rest.withTiming(timing.timing()).withFencing(fencing.fencing());
    }

    private List<ConfigSet> sets(Set<Part> taken) {
        if (!hasSets) {
            return taken.contains(Part.of(Kind.CONFIG_SETS)) ? to.configSets() : from.configSets();
        }
        return merged(Kind.CONFIG_SET, from.configSets(), to.configSets(), ConfigSet::name, taken);
    }

    private List<Link> links(Set<Part> taken) {
        if (!hasLinks) {
            return taken.contains(Part.of(Kind.LINKS)) ? to.links() : from.links();
        }
        return merged(Kind.LINK, from.links(), to.links(), Blend::idOf, taken);
    }

    private static <T> List<T> merged(
            Kind kind, List<T> from, List<T> to, Function<T, String> name, Set<Part> taken) {
        Map<String, T> mine = byName(from, name);
        Map<String, T> theirs = byName(to, name);
        boolean isTheirOrder = taken.contains(Part.of(Kind.ORDER));
        List<String> order =
                isTheirOrder
                        ? order(List.copyOf(theirs.keySet()), List.copyOf(mine.keySet()))
                        : order(List.copyOf(mine.keySet()), List.copyOf(theirs.keySet()));
        List<T> merged = new ArrayList<>();
        for (String one : order) {
            T there = (taken.contains(new Part(kind, one)) ? theirs : mine).get(one);
            if (there != null) {
                merged.add(there);
            }
        }
        return merged;
    }

    /// All names in the order of the first list; those of the second alone come behind the name
    /// that they follow there.
    private static List<String> order(List<String> first, List<String> second) {
        Set<String> known = new HashSet<>(first);
        Map<String, List<String>> behind = new LinkedHashMap<>();
        String last = "";
        for (String one : second) {
            if (known.contains(one)) {
                last = one;
            } else {
                behind.computeIfAbsent(last, _ -> new ArrayList<>()).add(one);
            }
        }
        List<String> all = new ArrayList<>(behind.getOrDefault("", List.of()));
        for (String one : first) {
            all.add(one);
            all.addAll(behind.getOrDefault(one, List.of()));
        }
        return all;
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        Map<String, T> found = new LinkedHashMap<>();
        all.forEach(one -> found.put(name.apply(one), one));
        return found;
    }

    private static <T> boolean areApart(List<T> all, Function<T, String> name) {
        // An empty name stands for the beginning of a list.
        return all.stream().map(name).filter(one -> !one.isEmpty()).distinct().count()
                == all.size();
    }

    private static String idOf(Thing thing) {
        return thing.id().toString();
    }

    private static String idOf(Link link) {
        return link.id().toString();
    }
}

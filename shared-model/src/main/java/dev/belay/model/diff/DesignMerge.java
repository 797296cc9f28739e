package dev.belay.model.diff;

import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Problem;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.design.Kinds;
import dev.belay.model.design.Things;
import dev.belay.model.diff.FieldMerge.Three;
import dev.belay.model.network.Link;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.References;
import dev.belay.model.status.Severity;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What two changes of the same design make together.
///
/// Fields are merged one by one, entries of lists by what tells them apart. Where a thing is drawn
/// is never a conflict. A side that did nothing, or the same, changes nothing at all.
public final class DesignMerge {

    private final Design base;
    private final Design ours;
    private final Design theirs;
    private final FieldMerge fields;

    private DesignMerge(Design base, Design ours, Design theirs, Choices choices) {
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
        this.fields = new FieldMerge(choices);
    }

    /// Merges two changes.
    ///
    /// @param base what both began with
    /// @param preference whose change counts where the two do not go together; some conflicts
    ///   nobody's word settles
    public static Merging merge(Design base, Design ours, Design theirs, Preference preference) {
        return merge(base, ours, theirs, Choices.all(preference));
    }

    /// Merges two changes.
    ///
    /// @param base what both began with
    /// @param choices whose change counts where the two do not go together; some conflicts nobody's
    ///   word settles
    public static Merging merge(Design base, Design ours, Design theirs, Choices choices) {
        if (ours.equals(theirs) || base.equals(theirs)) {
            return new Merging.Merged(ours, List.of());
        }
        if (base.equals(ours)) {
            return new Merging.Merged(theirs, List.of());
        }
        return new DesignMerge(base, ours, theirs, choices).merged();
    }

    private Merging merged() {
        ClusterSettings cluster =
                ours.cluster().equals(theirs.cluster())
                        ? ours.cluster()
                        : fields.record(
                                Item.CLUSTER,
                                "",
                                ClusterSettings.class,
                                new Three<>(base.cluster(), ours.cluster(), theirs.cluster()));
        List<ConfigSet> sets = configSets();
        List<Thing> things = new ArrayList<>();
        for (ThingKind kind : ThingKind.values()) {
            things.addAll(
                    items(
                            new Three<>(
                                    base.things().of(kind),
                                    ours.things().of(kind),
                                    theirs.things().of(kind)),
                            Kinds.typeOf(kind),
                            thing -> thing.id().toString(),
                            Item::of));
        }
        List<Link> links =
                items(
                        new Three<>(base.links(), ours.links(), theirs.links()),
                        Link.class,
                        link -> link.id().toString(),
                        Item::of);
        refuseIdsTwice(things, links);
        if (!fields.conflicts().isEmpty()) {
            return new Merging.Conflicting(fields.conflicts());
        }
        Design design = new Design(cluster, sets, Things.of(things), links);
        refuseDangling(design);
        return fields.conflicts().isEmpty()
                ? new Merging.Merged(design, fresh(design))
                : new Merging.Conflicting(fields.conflicts());
    }

    private List<ConfigSet> configSets() {
        Three<List<ConfigSet>> three =
                new Three<>(base.configSets(), ours.configSets(), theirs.configSets());
        boolean isEachOnce = isEachOnce(three.base()) && isEachOnce(three.ours());
        if (isEachOnce && isEachOnce(three.theirs())) {
            return items(three, ConfigSet.class, ConfigSet::name, Item::of);
        }
        FieldType many = new FieldType.Many(new FieldType.Nested(ConfigSet.class));
        Object merged =
                fields.value(
                        new Item(Item.CONFIG_SET_KIND, "", ""),
                        "",
                        many,
                        new Three<>(three.base(), three.ours(), three.theirs()));
        return ((List<?>) merged).stream().map(ConfigSet.class::cast).toList();
    }

    private static boolean isEachOnce(List<ConfigSet> sets) {
        return sets.stream().map(ConfigSet::name).distinct().count() == sets.size();
    }

    private <T, R extends T> List<R> items(
            Three<List<R>> lists,
            Class<? extends T> type,
            Function<T, String> key,
            Function<T, Item> item) {
        Three<SequencedMap<String, R>> three =
                new Three<>(
                        byKey(lists.base(), key),
                        byKey(lists.ours(), key),
                        byKey(lists.theirs(), key));
        Set<String> keys = new LinkedHashSet<>(three.base().keySet());
        keys.addAll(three.ours().keySet());
        keys.addAll(three.theirs().keySet());
        Map<String, R> left = new LinkedHashMap<>();
        for (String one : keys) {
            R was = three.base().get(one);
            R our = three.ours().get(one);
            R their = three.theirs().get(one);
            @Nullable R merged = item(type, item, was, our, their);
            if (merged != null) {
                left.put(one, merged);
            }
        }
        return fields.weave(three, left.keySet()).order().stream()
                .map(one -> Objects.requireNonNull(left.get(one)))
                .toList();
    }

    private static <T, R extends T> SequencedMap<String, R> byKey(
            List<R> items, Function<T, String> key) {
        SequencedMap<String, R> byKey = new LinkedHashMap<>();
        items.forEach(one -> byKey.put(key.apply(one), one));
        return byKey;
    }

    @SuppressWarnings("unchecked") // a merge of values of a type is one of that type
    private <T, R extends T> @Nullable R item(
            Class<? extends T> type,
            Function<T, Item> item,
            @Nullable R was,
            @Nullable R our,
            @Nullable R their) {
        R some = our != null ? our : their != null ? their : was;
        FieldType of = new FieldType.Nested(type.asSubclass(Record.class));
        if (was == null
                && our instanceof Thing one
                && their instanceof Thing other
                && one.withFrame(other.frame()).equals(other)) {
            // Both added the same and drew it at another place.
            return our;
        }
        if (isRemovedAndMoved(was, our, their)) {
            return null;
        }
        return (R) fields.entry(item.apply(Objects.requireNonNull(some)), "", of, was, our, their);
    }

    /// Whether one side removed a thing that the other one only drew at another place.
    private static boolean isRemovedAndMoved(
            @Nullable Object was, @Nullable Object our, @Nullable Object their) {
        Object left = our == null ? their : their == null ? our : null;
        return was instanceof Thing before
                && left instanceof Thing moved
                && moved.withFrame(before.frame()).equals(before);
    }

    private void refuseIdsTwice(List<Thing> things, List<Link> links) {
        Map<ThingId, Item> taken = new HashMap<>();
        things.forEach(one -> taken(one.id(), Item.of(one), taken));
        links.forEach(one -> taken(one.id(), Item.of(one), taken));
    }

    private void taken(ThingId id, Item item, Map<ThingId, Item> taken) {
        Item other = taken.putIfAbsent(id, item);
        if (other != null) {
            fields.refuse(ConflictCode.ID_TWICE, item, "/id", "", other.kind(), item.kind());
        }
    }

    private void refuseDangling(Design design) {
        for (Thing thing : design.things()) {
            refuseDangling(Item.of(thing), thing.id(), refers(thing), design);
        }
        for (Link link : design.links()) {
            refuseDangling(Item.of(link), link.id(), refers(link), design);
        }
    }

    private void refuseDangling(Item item, ThingId id, Map<String, ThingId> refers, Design design) {
        refers.forEach((pointer, to) -> {
            if (design.find(to).isPresent()) {
                return;
            }
            // Who removed it and refers to it all the same has an error of its own.
            boolean isOurs = ours.find(to).isEmpty() && !refersIn(ours, id, to);
            boolean isTheirs = theirs.find(to).isEmpty() && !refersIn(theirs, id, to);
            if (isOurs && theirs.find(to).isPresent()) {
                fields.refuse(ConflictCode.REFERS_TO_REMOVED, item, pointer, "", "", to.toString());
            } else if (isTheirs && ours.find(to).isPresent()) {
                fields.refuse(ConflictCode.REFERS_TO_REMOVED, item, pointer, "", to.toString(), "");
            }
        });
    }

    private static boolean refersIn(Design side, ThingId id, ThingId to) {
        return side.find(id).filter(one -> refers(one).containsValue(to)).isPresent()
                || side.links().stream()
                        .anyMatch(one -> one.id().equals(id) && refers(one).containsValue(to));
    }

    private static Map<String, ThingId> refers(Thing thing) {
        Map<String, ThingId> all = new LinkedHashMap<>();
        thing.within().ifPresent(to -> all.put("/within", to));
        References.of((Record) thing).forEach(one -> all.put(one.pointer(), one.id()));
        return all;
    }

    private static Map<String, ThingId> refers(Link link) {
        Map<String, ThingId> all = new LinkedHashMap<>();
        all.put("/from", link.from());
        all.put("/to", link.to());
        return all;
    }

    private List<Problem> fresh(Design design) {
        Set<String> known = new HashSet<>();
        DesignChecks.check(ours).forEach(one -> known.add(one.toString()));
        DesignChecks.check(theirs).forEach(one -> known.add(one.toString()));
        return DesignChecks.check(design).stream()
                .filter(one -> one.severity() == Severity.ERROR)
                .filter(one -> !known.contains(one.toString()))
                .toList();
    }
}

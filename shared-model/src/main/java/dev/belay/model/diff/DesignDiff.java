package dev.belay.model.diff;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Change.What;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import dev.belay.model.thing.ThingKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All differences from one design to another, in the order of the file. Nothing is found exactly
/// when the two are equal.
public final class DesignDiff {

    private final List<Change> changes = new ArrayList<>();

    private DesignDiff() {}

    public static List<Change> between(Design before, Design after) {
        var diff = new DesignDiff();
        diff.record(Item.CLUSTER, "", ClusterSettings.class, before.cluster(), after.cluster());
        diff.configSets(before.configSets(), after.configSets());
        for (ThingKind kind : ThingKind.values()) {
            diff.items(
                    before.things().of(kind),
                    after.things().of(kind),
                    thing -> thing.id().toString(),
                    Item::of,
                    Item.allOf(kind));
        }
        diff.items(
                before.links(),
                after.links(),
                link -> link.id().toString(),
                Item::of,
                new Item(Item.LINK_KIND, "", ""));
        return List.copyOf(diff.changes);
    }

    private void configSets(List<ConfigSet> before, List<ConfigSet> after) {
        Item all = new Item(Item.CONFIG_SET_KIND, "", "");
        boolean isEachOnce =
                names(before).size() == before.size() && names(after).size() == after.size();
        if (isEachOnce) {
            items(before, after, ConfigSet::name, Item::of, all);
        } else if (!before.equals(after)) {
            // Such a design has a problem of its own; here it only must not go unseen.
            FieldType many = new FieldType.Many(new FieldType.Nested(ConfigSet.class));
            changed(all, "", many, before, after);
        }
    }

    private static Set<String> names(List<ConfigSet> sets) {
        return sets.stream().map(ConfigSet::name).collect(Collectors.toSet());
    }

    private <T> void items(
            List<T> before,
            List<T> after,
            Function<T, String> key,
            Function<T, Item> item,
            Item all) {
        SequencedMap<String, T> olds = byKey(before, key);
        SequencedMap<String, T> news = byKey(after, key);
        olds.forEach((id, old) -> {
            T now = news.get(id);
            if (now == null) {
                add(What.REMOVED, item.apply(old), "", whole(old), "");
            } else {
                Record was = (Record) old;
                record(item.apply(old), "", was.getClass(), was, (Record) now);
            }
        });
        news.forEach((id, now) -> {
            if (!olds.containsKey(id)) {
                add(What.ADDED, item.apply(now), "", "", whole(now));
            }
        });
        order(all, "", olds.keySet(), news.keySet());
    }

    private static <T> SequencedMap<String, T> byKey(List<T> items, Function<T, String> key) {
        SequencedMap<String, T> byKey = new java.util.LinkedHashMap<>();
        items.forEach(one -> byKey.put(key.apply(one), one));
        return byKey;
    }

    private static String whole(Object item) {
        return Printed.all(new FieldType.Nested(item.getClass().asSubclass(Record.class)), item);
    }

    private void order(Item item, String pointer, Set<String> before, Set<String> after) {
        Set<String> olds = new LinkedHashSet<>(before);
        olds.retainAll(after);
        Set<String> news = new LinkedHashSet<>(after);
        news.retainAll(before);
        String was = String.join(", ", olds);
        String is = String.join(", ", news);
        if (!List.copyOf(olds).equals(List.copyOf(news))) {
            both(What.REORDERED, item, pointer, was, is);
        }
    }

    private void add(What what, Item item, String pointer, String before, String after) {
        changes.add(new Change(what, item, pointer, before, after));
    }

    private void record(
            Item item, String pointer, Class<? extends Record> type, Record before, Record after) {
        if (before.equals(after)) {
            return;
        }
        for (Field field : Shape.of(type).fields()) {
            value(
                    item,
                    pointer + "/" + field.name(),
                    field.type(),
                    field.in(before),
                    field.in(after));
        }
    }

    private void value(Item item, String pointer, FieldType type, Object before, Object after) {
        if (before.equals(after)) {
            return;
        }
        switch (type) {
            case FieldType.Nested(Class<? extends Record> nested) ->
                    record(item, pointer, nested, (Record) before, (Record) after);
            case FieldType.Union _ when before.getClass() == after.getClass() -> {
                Record was = (Record) before;
                record(item, pointer, was.getClass(), was, (Record) after);
            }
            case FieldType.Maybe(FieldType of) when both(before, after) ->
                    value(
                            item,
                            pointer,
                            of,
                            ((Optional<?>) before).orElseThrow(),
                            ((Optional<?>) after).orElseThrow());
            case FieldType.Texts _ ->
                    texts(item, pointer, (SortedMap<?, ?>) before, (SortedMap<?, ?>) after);
            case FieldType.Many(FieldType of) ->
                    many(item, pointer, of, (List<?>) before, (List<?>) after);
            case FieldType.Scalar _, FieldType.Choice _, FieldType.Union _, FieldType.Maybe _ ->
                    changed(item, pointer, type, before, after);
        }
    }

    private static boolean both(Object before, Object after) {
        return ((Optional<?>) before).isPresent() && ((Optional<?>) after).isPresent();
    }

    private void changed(Item item, String pointer, FieldType type, Object before, Object after) {
        both(What.CHANGED, item, pointer, Printed.whole(type, before), Printed.whole(type, after));
    }

    private void both(What what, Item item, String pointer, String before, String after) {
        List<String> apart = Printed.apart(List.of(before, after));
        add(what, item, pointer, apart.getFirst(), apart.getLast());
    }

    private void texts(Item item, String pointer, Map<?, ?> before, Map<?, ?> after) {
        Set<String> keys = new TreeSet<>();
        before.keySet().forEach(key -> keys.add((String) key));
        after.keySet().forEach(key -> keys.add((String) key));
        for (String key : keys) {
            Optional<Object> old = Optional.ofNullable(before.get(key));
            Optional<Object> now = Optional.ofNullable(after.get(key));
            entry(item, pointer + Keyed.step(key), FieldType.Scalar.TEXT, old, now);
        }
    }

    private void many(Item item, String pointer, FieldType of, List<?> before, List<?> after) {
        var olds = Keyed.of(of, before);
        var news = Keyed.of(of, after);
        if (olds.isEmpty() || news.isEmpty()) {
            changed(item, pointer, new FieldType.Many(of), before, after);
            return;
        }
        Set<String> keys = new LinkedHashSet<>(olds.get().keySet());
        keys.addAll(news.get().keySet());
        for (String key : keys) {
            entry(
                    item,
                    pointer + Keyed.step(key),
                    of,
                    Optional.ofNullable(olds.get().get(key)),
                    Optional.ofNullable(news.get().get(key)));
        }
        order(item, pointer, olds.get().keySet(), news.get().keySet());
    }

    private void entry(
            Item item, String pointer, FieldType of, Optional<Object> old, Optional<Object> now) {
        if (old.isPresent() && now.isPresent()) {
            value(item, pointer, of, old.get(), now.get());
        } else if (old.isPresent()) {
            add(What.REMOVED, item, pointer, Printed.all(of, old.get()), "");
        } else if (now.isPresent()) {
            add(What.ADDED, item, pointer, "", Printed.all(of, now.get()));
        }
    }
}

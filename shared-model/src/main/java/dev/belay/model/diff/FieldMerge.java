package dev.belay.model.diff;

import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Merges records field by field, and collects what does not go together.
final class FieldMerge {

    /// Where things are drawn: no reason to ask anybody.
    private static final String FRAME = "frame";

    /// Lists whose order says what starts first.
    private static final Set<String> ORDERED = Set.of("/resources");

    private final Choices choices;
    private final List<Conflict> conflicts = new ArrayList<>();

    FieldMerge(Choices choices) {
        this.choices = choices;
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    /// A field or an entry, and what it is for each of the three.
    ///
    /// @param <T> their type
    record Three<T>(T base, T ours, T theirs) {}

    void refuse(
            ConflictCode code, Item item, String pointer, String base, String ours, String theirs) {
        conflicts.add(new Conflict(code, item, pointer, base, ours, theirs));
    }

    /// Refuses values as they are in the design, and tells them so that they can be told apart.
    private void apart(
            ConflictCode code, Item item, String pointer, String base, String ours, String theirs) {
        List<String> apart = Printed.apart(List.of(base, ours, theirs));
        refuse(code, item, pointer, apart.get(0), apart.get(1), apart.get(2));
    }

    /// What counts where the two do not go together.
    private <T> T unclear(
            ConflictCode code, Item item, String pointer, FieldType type, Three<T> three) {
        Preference preference = choices.at(item, pointer);
        if (preference == Preference.NONE) {
            apart(
                    code,
                    item,
                    pointer,
                    printed(type, three.base()),
                    printed(type, three.ours()),
                    printed(type, three.theirs()));
        }
        return preference == Preference.THEIRS ? three.theirs() : three.ours();
    }

    private static String printed(FieldType type, @Nullable Object value) {
        return value == null ? "" : Printed.whole(type, value);
    }

    Object value(Item item, String pointer, FieldType type, Three<Object> three) {
        Object base = three.base();
        Object ours = three.ours();
        Object theirs = three.theirs();
        if (ours.equals(theirs) || base.equals(theirs)) {
            return ours;
        }
        if (base.equals(ours)) {
            return theirs;
        }
        return switch (type) {
            case FieldType.Nested(Class<? extends Record> nested) ->
                    record(item, pointer, nested, three);
            case FieldType.Union _ when isSameCase(three) ->
                    record(item, pointer, ours.getClass().asSubclass(Record.class), three);
            case FieldType.Maybe(FieldType of) -> maybe(item, pointer, of, three);
            case FieldType.Texts _ -> texts(item, pointer, three);
            case FieldType.Many(FieldType of) -> many(item, pointer, of, three);
            case FieldType.Scalar _, FieldType.Choice _, FieldType.Union _ ->
                    unclear(ConflictCode.BOTH_CHANGED, item, pointer, type, three);
        };
    }

    private static boolean isSameCase(Three<Object> three) {
        return three.base().getClass() == three.ours().getClass()
                && three.ours().getClass() == three.theirs().getClass();
    }

    <R extends Record> R record(Item item, String pointer, Class<R> type, Three<Object> three) {
        Shape<R> shape = Shape.of(type);
        List<Object> values = new ArrayList<>();
        for (Field field : shape.fields()) {
            Three<Object> own =
                    new Three<>(
                            field.in((Record) three.base()),
                            field.in((Record) three.ours()),
                            field.in((Record) three.theirs()));
            values.add(
                    pointer.isEmpty() && field.name().equals(FRAME)
                            ? frame(item, own)
                            : value(item, pointer + "/" + field.name(), field.type(), own));
        }
        return shape.make(values);
    }

    private Object frame(Item item, Three<Object> three) {
        boolean isTheirs =
                three.base().equals(three.ours())
                        || choices.at(item, "/" + FRAME) == Preference.THEIRS;
        return isTheirs && !three.base().equals(three.theirs()) ? three.theirs() : three.ours();
    }

    private Object maybe(Item item, String pointer, FieldType of, Three<Object> three) {
        Optional<?> base = (Optional<?>) three.base();
        Optional<?> ours = (Optional<?>) three.ours();
        Optional<?> theirs = (Optional<?>) three.theirs();
        if (base.isPresent() && ours.isPresent() && theirs.isPresent()) {
            return Optional.of(
                    value(item, pointer, of, new Three<>(base.get(), ours.get(), theirs.get())));
        }
        ConflictCode code =
                base.isEmpty() ? ConflictCode.BOTH_ADDED : ConflictCode.REMOVED_AND_CHANGED;
        return unclear(code, item, pointer, new FieldType.Maybe(of), three);
    }

    private Object texts(Item item, String pointer, Three<Object> three) {
        var merged =
                entries(
                        item,
                        pointer,
                        FieldType.Scalar.TEXT,
                        new Three<>(
                                plain(three.base()), plain(three.ours()), plain(three.theirs())));
        SortedMap<String, String> texts = new TreeMap<>();
        merged.forEach((key, value) -> texts.put(key, (String) value));
        return texts;
    }

    private static SequencedMap<String, Object> plain(Object texts) {
        SequencedMap<String, Object> plain = new LinkedHashMap<>();
        ((Map<?, ?>) texts).forEach((key, value) -> plain.put((String) key, value));
        return plain;
    }

    private Object many(Item item, String pointer, FieldType of, Three<Object> three) {
        var base = Keyed.of(of, (List<?>) three.base());
        var ours = Keyed.of(of, (List<?>) three.ours());
        var theirs = Keyed.of(of, (List<?>) three.theirs());
        if (base.isEmpty() || ours.isEmpty() || theirs.isEmpty()) {
            return unclear(ConflictCode.BOTH_CHANGED, item, pointer, new FieldType.Many(of), three);
        }
        return List.copyOf(
                entries(item, pointer, of, new Three<>(base.get(), ours.get(), theirs.get()))
                        .values());
    }

    /// Entries that are told apart by a key.
    private SequencedMap<String, Object> entries(
            Item item, String pointer, FieldType of, Three<SequencedMap<String, Object>> three) {
        Map<String, Object> left = new LinkedHashMap<>();
        Set<String> keys = new LinkedHashSet<>(three.base().keySet());
        keys.addAll(three.ours().keySet());
        keys.addAll(three.theirs().keySet());
        for (String key : keys) {
            Object one =
                    entry(
                            item,
                            pointer + Keyed.step(key),
                            of,
                            three.base().get(key),
                            three.ours().get(key),
                            three.theirs().get(key));
            if (one != null) {
                left.put(key, one);
            }
        }
        Preference preference = choices.at(item, pointer);
        Weave weave = weave(three, left.keySet(), preference);
        boolean isUnclear =
                weave.isReorderedTwice() || (weave.isAddedTwice() && ORDERED.contains(pointer));
        if (isUnclear && preference == Preference.NONE) {
            apart(
                    ConflictCode.ORDER_UNCLEAR,
                    item,
                    pointer,
                    listed(three.base()),
                    listed(three.ours()),
                    listed(three.theirs()));
        }
        SequencedMap<String, Object> ordered = new LinkedHashMap<>();
        weave.order().forEach(key -> ordered.put(key, Objects.requireNonNull(left.get(key))));
        return ordered;
    }

    /// @param <V> of the entries
    <V> Weave weave(Three<SequencedMap<String, V>> three, Set<String> kept) {
        return weave(three, kept, choices.otherwise());
    }

    private static <V> Weave weave(
            Three<SequencedMap<String, V>> three, Set<String> kept, Preference preference) {
        return Weave.of(
                three.base().keySet(),
                three.ours().keySet(),
                three.theirs().keySet(),
                kept,
                preference == Preference.THEIRS);
    }

    private static String listed(Map<String, Object> entries) {
        return String.join(", ", entries.keySet());
    }

    /// One entry for each of the three, null where it is not there; null when it goes.
    @Nullable Object entry(
            Item item,
            String pointer,
            FieldType of,
            @Nullable Object base,
            @Nullable Object ours,
            @Nullable Object theirs) {
        if (Objects.equals(ours, theirs) || Objects.equals(base, theirs)) {
            return ours;
        }
        if (Objects.equals(base, ours)) {
            return theirs;
        }
        if (base != null && ours != null && theirs != null) {
            return value(item, pointer, of, new Three<>(base, ours, theirs));
        }
        ConflictCode code =
                base == null ? ConflictCode.BOTH_ADDED : ConflictCode.REMOVED_AND_CHANGED;
        Preference preference = choices.at(item, pointer);
        if (preference == Preference.NONE) {
            apart(code, item, pointer, printed(of, base), printed(of, ours), printed(of, theirs));
        }
        return preference == Preference.THEIRS ? theirs : ours;
    }
}

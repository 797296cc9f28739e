package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Keeps account of what of a configuration was taken over: what nobody took is listed at the end,
/// so that nothing is dropped in silence. Ids count as taken: they are names for the XML alone.
final class CibLedger {

    private record Entry(String feature, Why why) {}

    /// Tags whose id is that of something else.
    private static final Set<String> REFERENCES = Set.of("resource_ref", "obj_ref", "role");

    /// Tags that say what an element above them has.
    private static final Set<String> PARTS =
            Set.of(
                    "nvpair",
                    "op",
                    "cluster_property_set",
                    "meta_attributes",
                    "instance_attributes",
                    "operations",
                    "utilization",
                    "rule",
                    "expression");

    private final CibElement root;
    private final IdentityHashMap<CibElement, Set<String>> taken = new IdentityHashMap<>();
    private final IdentityHashMap<CibElement, List<Entry>> entries = new IdentityHashMap<>();
    private final Set<CibElement> closed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, CibElement> byId = new HashMap<>();

    CibLedger(CibElement root) {
        this.root = root;
        index(root);
    }

    private void index(CibElement element) {
        if (!REFERENCES.contains(element.name())) {
            element.get("id").ifPresent(id -> byId.putIfAbsent(id, element));
        }
        element.children().forEach(this::index);
    }

    /// What an `id-ref` refers to.
    Optional<CibElement> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The element itself is heeded; its attributes and children are looked at one by one.
    CibElement open(CibElement element) {
        taken.computeIfAbsent(element, _ -> new HashSet<>()).add("id");
        return element;
    }

    /// An attribute, which is heeded whatever it is.
    Optional<String> take(CibElement element, String attribute) {
        open(element);
        taken.getOrDefault(element, Set.of()).add(attribute);
        return element.get(attribute);
    }

    String take(CibElement element, String attribute, String otherwise) {
        return take(element, attribute).orElse(otherwise);
    }

    /// The element is heeded with all that is in it.
    void close(CibElement element) {
        closed.add(element);
    }

    /// The element is not heeded, nor anything in it.
    void refuse(CibElement element, Why why) {
        list(element, feature(element), why);
        close(element);
    }

    /// Something of an element is not heeded, or is so in another way.
    void list(CibElement element, String feature, Why why) {
        var entry = new Entry(feature, why);
        List<Entry> all = entries.computeIfAbsent(element, _ -> new ArrayList<>());
        if (!all.contains(entry)) {
            all.add(entry);
        }
    }

    /// All that is not said, in the order of the document.
    List<Unsaid> all() {
        List<Unsaid> all = new ArrayList<>();
        walk(root, root, "/cib", all);
        return all;
    }

    private void walk(CibElement element, CibElement holder, String path, List<Unsaid> all) {
        CibElement owner = PARTS.contains(element.name()) ? holder : element;
        String of = owner.name().equals("node") ? owner.get("uname", owner.id()) : owner.id();
        String where = where(element, path);
        for (Entry entry : entries.getOrDefault(element, List.of())) {
            all.add(new Unsaid(entry.feature(), of, where, entry.why()));
        }
        if (closed.contains(element)) {
            return;
        }
        Set<String> known = taken.get(element);
        if (known == null) {
            if (!element.attributes().isEmpty() || !element.children().isEmpty()) {
                all.add(new Unsaid(feature(element), of, where, Why.NO_PLACE));
            }
            return;
        }
        for (String attribute : element.attributes().keySet()) {
            if (!known.contains(attribute)) {
                all.add(new Unsaid(attribute, of, where, Why.NO_PLACE));
            }
        }
        element.children().forEach(child -> walk(child, owner, where, all));
    }

    private static String where(CibElement element, String path) {
        Optional<String> id = element.get("id").filter(one -> !one.contains("'"));
        boolean unique = id.isPresent() && !REFERENCES.contains(element.name());
        String step = "/" + element.name() + id.map(one -> "[@id='" + one + "']").orElse("");
        return (unique ? "/" : path) + step;
    }

    private static String feature(CibElement element) {
        return switch (element.name()) {
            case "nvpair" -> element.get("name", "nvpair");
            case "op" -> ("op " + element.get("name", "")).strip();
            default -> element.name();
        };
    }
}

package dev.belay.model.cib;

import dev.belay.model.place.Clone;
import dev.belay.model.place.Group;
import dev.belay.model.place.Host;
import dev.belay.model.place.Placeable;
import dev.belay.model.place.Preference;
import dev.belay.model.place.Primitive;
import dev.belay.model.place.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The resources of a CIB, with what its status section knows of them.
final class CibResources {

    private final CibElement configuration;
    private final CibHosts hosts;
    private final boolean managed;
    private final boolean fencing;
    private final Instant now;
    private final CibNotes notes;
    private final Map<String, Boolean> critical = new HashMap<>();
    final List<Placeable> all = new ArrayList<>();

    /// What exit codes forbid.
    final List<Preference> bans = new ArrayList<>();

    /// @param managed whether the cluster as a whole is
    CibResources(
            CibElement configuration,
            CibHosts hosts,
            boolean managed,
            boolean fencing,
            Instant now,
            CibNotes notes) {
        this.configuration = configuration;
        this.hosts = hosts;
        this.managed = managed;
        this.fencing = fencing;
        this.now = now;
        this.notes = notes;
    }

    void read() {
        CibMeta defaults = CibMeta.defaults(configuration, notes);
        configuration
                .path("resources")
                .forEach(resources -> resources.children().forEach(one -> read(one, defaults)));
    }

    private void read(CibElement element, CibMeta defaults) {
        switch (element.name()) {
            case "primitive" -> all.add(primitive(element, defaults));
            case "group" -> {
                CibMeta meta = defaults.under(element, notes);
                if (CibValues.isFalse(meta.get("ordered").orElse("true"))
                        || CibValues.isFalse(meta.get("collocated").orElse("true"))) {
                    notes.unheeded("group", element);
                }
                critical.put(element.id(), meta.critical());
                List<Primitive> members =
                        element.all("primitive").map(member -> primitive(member, meta)).toList();
                all.add(new Group(element.id(), members, meta.priority()));
            }
            case "clone" -> readClone(element, defaults);
            case "template" -> {}
            default -> notes.unheeded(element.name(), element);
        }
    }

    private void readClone(CibElement element, CibMeta defaults) {
        CibMeta meta = defaults.under(element, notes);
        Optional<CibElement> primitive = element.all("primitive").findFirst();
        if (primitive.isEmpty() || CibValues.isTrue(meta.get("promotable").orElse("false"))) {
            notes.unheeded(primitive.isEmpty() ? "group" : "promotable", element);
            return;
        }
        critical.put(element.id(), meta.critical());
        int max =
                meta.get("clone-max").map(CibValues::score).orElse(Math.max(1, hosts.all().size()));
        int perHost = meta.get("clone-node-max").map(CibValues::score).orElse(1);
        boolean unique = CibValues.isTrue(meta.get("globally-unique").orElse("false"));
        CibMeta ofInstance = meta.orElse("resource-stickiness", "1");
        all.add(
                new Clone(
                        element.id(),
                        unique
                                ? uniqueInstances(primitive.get(), max, ofInstance)
                                : instances(element.id(), primitive.get(), max, ofInstance),
                        max,
                        unique ? perHost : Math.min(1, perHost),
                        unique,
                        CibValues.isTrue(meta.get("interleave").orElse("false")),
                        meta.priority()));
    }

    boolean isCritical(String resource) {
        return critical.getOrDefault(resource, true);
    }

    private Primitive primitive(CibElement element, CibMeta above) {
        return withHistory(element.id(), under(element, above));
    }

    private CibMeta under(CibElement element, CibMeta above) {
        CibMeta meta = above;
        Optional<CibElement> template =
                element.get("template")
                        .flatMap(id ->
                                configuration
                                        .path("resources", "template")
                                        .filter(one -> one.id().equals(id))
                                        .findFirst());
        if (template.isPresent()) {
            meta = meta.under(template.get(), notes);
        }
        meta = meta.under(element, notes);
        if (meta.get("remote-node").isPresent() || element.get("type", "").equals("remote")) {
            notes.unheeded("remote-node", element);
        }
        element.path("operations", "op")
                .filter(operation -> operation.get("on-fail").isPresent())
                .forEach(operation -> notes.unheeded("on-fail", operation));
        critical.put(element.id(), meta.critical());
        return meta;
    }

    private Primitive withHistory(String id, CibMeta meta) {
        Found found = new Found();
        for (Host host : hosts.all()) {
            found.take(
                    host, history(host, id, id, meta), failures(host, id, meta.failureTimeout()));
        }
        return found.primitive(id, meta);
    }

    private List<Primitive> uniqueInstances(CibElement element, int count, CibMeta above) {
        CibMeta meta = under(element, above);
        return IntStream.range(0, count)
                .mapToObj(i -> withHistory(element.id() + ":" + i, meta))
                .toList();
    }

    /// All are alike: the one on the first host is the first, and what bans one bans the clone.
    private List<Primitive> instances(String clone, CibElement element, int count, CibMeta above) {
        String id = element.id();
        CibMeta meta = under(element, above);
        List<Primitive> instances = new ArrayList<>();
        List<Found> found = new ArrayList<>();
        SortedMap<String, Integer> failures = new TreeMap<>();
        for (Host host : hosts.all()) {
            int failed = failures(host, id, meta.failureTimeout());
            if (failed > 0) {
                failures.put(host.name(), failed);
            }
            CibHistory history = history(host, id, clone, meta);
            if (history.active()) {
                Found instance = new Found();
                instance.take(host, history, 0);
                found.add(instance);
            }
        }
        for (int i = 0; i < Math.max(count, found.size()); i++) {
            Found instance = i < found.size() ? found.get(i) : new Found();
            instance.failures.putAll(failures);
            instances.add(instance.primitive(id + ":" + i, meta));
        }
        return instances;
    }

    private CibHistory history(Host host, String id, String banned, CibMeta meta) {
        int count = failures(host, id, meta.failureTimeout());
        var history =
                new CibHistory(managed && meta.managed(), meta.failureTimeout(), count > 0, now);
        hosts.histories(host, id).forEach(history::read);
        forbid(banned, host, history.ban());
        return history;
    }

    /// What is known of one primitive, host by host.
    private final class Found {
        private final List<String> activeOn = new ArrayList<>();
        private final SortedMap<String, Integer> failures = new TreeMap<>();
        private boolean failed;
        private boolean blocked;

        void take(Host host, CibHistory history, int count) {
            if (count > 0) {
                failures.put(host.name(), count);
            }
            if (history.active()) {
                activeOn.add(host.name());
                failed |= history.failed();
                blocked |= history.stopFailed() && !fencing;
            }
        }

        Primitive primitive(String id, CibMeta meta) {
            return new Primitive(
                    id,
                    !meta.stopped(),
                    managed && meta.managed() && !blocked,
                    meta.priority(),
                    Math.max(0, meta.stickiness()),
                    Math.max(0, meta.threshold()),
                    activeOn,
                    failed,
                    meta.critical(),
                    failures);
        }
    }

    private void forbid(String id, Host host, CibHistory.Ban ban) {
        switch (ban) {
            case NONE -> {}
            case HERE -> bans.add(new Preference(id, id, host.name(), -Score.INFINITY));
            case EVERYWHERE ->
                    hosts.all()
                            .forEach(any ->
                                    bans.add(new Preference(id, id, any.name(), -Score.INFINITY)));
        }
    }

    /// The fail count that has not expired.
    private int failures(Host host, String id, Optional<Duration> timeout) {
        CibHosts.Failures failures = hosts.failures(host, id);
        boolean expired =
                timeout.isPresent()
                        && failures.last() > 0
                        && now.isAfter(Instant.ofEpochSecond(failures.last()).plus(timeout.get()));
        return expired ? 0 : failures.count();
    }
}

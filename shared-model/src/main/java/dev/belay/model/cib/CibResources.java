package dev.belay.model.cib;

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
import java.util.regex.Pattern;

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
            case "template" -> {}
            default -> notes.unheeded(element.name(), element);
        }
    }

    boolean isCritical(String resource) {
        return critical.getOrDefault(resource, true);
    }

    private Primitive primitive(CibElement element, CibMeta above) {
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
        return withHistory(element.id(), meta);
    }

    private Primitive withHistory(String id, CibMeta meta) {
        boolean takesPart = managed && meta.managed();
        List<String> activeOn = new ArrayList<>();
        SortedMap<String, Integer> failures = new TreeMap<>();
        boolean failed = false;
        boolean blocked = false;
        for (Host host : hosts.all()) {
            int count = failures(host, id, meta.failureTimeout());
            if (count > 0) {
                failures.put(host.name(), count);
            }
            var history = new CibHistory(takesPart, meta.failureTimeout(), count > 0, now);
            hosts.histories(host).stream()
                    .filter(one -> one.id().equals(id))
                    .forEach(history::read);
            if (history.active()) {
                activeOn.add(host.name());
                failed |= history.failed();
                blocked |= history.stopFailed() && !fencing;
            }
            forbid(id, host, history.ban());
        }
        return new Primitive(
                id,
                !meta.stopped(),
                takesPart && !blocked,
                meta.priority(),
                Math.max(0, meta.stickiness()),
                Math.max(0, meta.threshold()),
                activeOn,
                failed,
                meta.critical(),
                failures);
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
        Pattern counts = Pattern.compile("fail-count-" + Pattern.quote(id) + "(:\\d+)?(#.+_\\d+)?");
        Pattern times =
                Pattern.compile("last-failure-" + Pattern.quote(id) + "(:\\d+)?(#.+_\\d+)?");
        int count = 0;
        long last = 0;
        for (Map.Entry<String, String> attribute : hosts.transients(host).entrySet()) {
            if (counts.matcher(attribute.getKey()).matches()) {
                count = Score.add(count, CibValues.score(attribute.getValue()));
            } else if (times.matcher(attribute.getKey()).matches()) {
                last = Math.max(last, CibValues.number(attribute.getValue(), 0));
            }
        }
        boolean expired =
                timeout.isPresent()
                        && last > 0
                        && now.isAfter(Instant.ofEpochSecond(last).plus(timeout.get()));
        return expired ? 0 : count;
    }
}

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

/// The resources of a CIB, with what its status section knows of them.
final class CibResources {

    private final CibElement configuration;
    private final CibHosts hosts;
    private final boolean managed;
    private final boolean fencing;
    private final Instant now;
    private final CibNotes notes;
    private final Map<String, Boolean> critical = new HashMap<>();

    /// By what is cloned, and its members.
    private final Map<String, String> clones = new HashMap<>();

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
            case "primitive" -> all.add(primitive(element.id(), ofPrimitive(element, defaults)));
            case "group" -> {
                CibMeta meta = ofGroup(element, defaults);
                List<Primitive> members =
                        element.all("primitive")
                                .map(member -> primitive(member.id(), ofPrimitive(member, meta)))
                                .toList();
                all.add(new Group(element.id(), members, meta.priority()));
            }
            case "clone", "master" -> readClone(element, defaults);
            case "template" -> {}
            default -> notes.unheeded(element.name(), element);
        }
    }

    private void readClone(CibElement element, CibMeta defaults) {
        CibMeta meta = defaults.under(element, notes);
        if (meta.get("clone-min").isPresent()) {
            notes.unheeded("clone-min", element);
        }
        critical.put(element.id(), meta.critical());
        element.children().stream()
                .filter(child -> child.name().equals("primitive") || child.name().equals("group"))
                .findFirst()
                .ifPresent(child -> {
                    clones.put(child.id(), element.id());
                    child.all("primitive").forEach(one -> clones.put(one.id(), element.id()));
                    all.add(
                            new CibClones(this, hosts, managed, fencing)
                                    .read(element, meta, child));
                });
    }

    /// What a constraint that names it is for: the clone, where it names what is cloned.
    String constrained(String name) {
        return clones.getOrDefault(name, name);
    }

    boolean isCritical(String resource) {
        return critical.getOrDefault(resource, true);
    }

    private Primitive primitive(String id, CibMeta meta) {
        return found(id, meta).primitive(id, meta, managed);
    }

    CibMeta ofGroup(CibElement element, CibMeta above) {
        CibMeta meta = above.under(element, notes);
        if (CibValues.isFalse(meta.get("ordered").orElse("true"))
                || CibValues.isFalse(meta.get("collocated").orElse("true"))) {
            notes.unheeded("group", element);
        }
        critical.put(element.id(), meta.critical());
        return meta;
    }

    CibMeta ofPrimitive(CibElement element, CibMeta above) {
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

    CibFound found(String id, CibMeta meta) {
        CibFound found = new CibFound();
        for (Host host : hosts.all()) {
            found.take(host, history(host, id, id, meta), fencing);
            found.failed(host, failures(host, id, meta));
        }
        return found;
    }

    /// @param banned what an exit code that forbids anything is about
    CibHistory history(Host host, String id, String banned, CibMeta meta) {
        int count = failures(host, id, meta);
        var history =
                new CibHistory(managed && meta.managed(), meta.failureTimeout(), count > 0, now);
        hosts.histories(host, id).forEach(history::read);
        forbid(banned, host, history.ban());
        return history;
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
    int failures(Host host, String id, CibMeta meta) {
        Optional<Duration> timeout = meta.failureTimeout();
        CibHosts.Failures failures = hosts.failures(host, id);
        boolean expired =
                timeout.isPresent()
                        && failures.last() > 0
                        && now.isAfter(Instant.ofEpochSecond(failures.last()).plus(timeout.get()));
        return expired ? 0 : failures.count();
    }
}

package dev.belay.model.cib;

import dev.belay.model.place.Host;
import dev.belay.model.place.HostState;
import dev.belay.model.place.Score;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The nodes of a CIB and their states.
final class CibHosts {

    private static final String COUNT = "fail-count-";
    private static final String LAST = "last-failure-";

    private final boolean fencing;
    private final CibNotes notes;
    private final List<Host> hosts = new ArrayList<>();
    private final Map<String, CibElement> states = new HashMap<>();
    private final Map<String, Map<String, List<CibElement>>> histories = new HashMap<>();
    private final Map<String, Map<String, Failures>> failures = new HashMap<>();

    /// What failed of one resource on one node.
    ///
    /// @param count how often, of all operations together
    /// @param last when, in seconds since 1970; 0: not known
    record Failures(int count, long last) {
        static final Failures NONE = new Failures(0, 0);

        private Failures plus(Failures other) {
            return new Failures(Score.add(count, other.count), Math.max(last, other.last));
        }
    }

    CibHosts(CibElement cib, boolean fencing, CibNotes notes) {
        this.fencing = fencing;
        this.notes = notes;
        cib.path("status", "node_state")
                .forEach(state -> states.put(state.get("uname", ""), state));
        cib.path("configuration", "nodes", "node").forEach(this::read);
    }

    List<Host> all() {
        return hosts;
    }

    /// What its history says of a resource; nothing where it does not count.
    List<CibElement> histories(Host host, String resource) {
        return histories.getOrDefault(host.name(), Map.of()).getOrDefault(resource, List.of());
    }

    /// What failed of a resource there, as long as the node is up.
    Failures failures(Host host, String resource) {
        return failures.getOrDefault(host.name(), Map.of()).getOrDefault(resource, Failures.NONE);
    }

    private void readHistories(Host host, @Nullable CibElement state) {
        boolean counts =
                switch (host.state()) {
                    case OFFLINE -> false;
                    case UNCLEAN -> fencing;
                    case AVAILABLE, STANDBY, MAINTENANCE, SHUTTING_DOWN -> true;
                };
        if (state != null && counts) {
            histories.put(
                    host.name(),
                    state.path("lrm", "lrm_resources", "lrm_resource")
                            .collect(Collectors.groupingBy(CibElement::id)));
        }
    }

    /// Counts are attributes such as `fail-count-web#monitor_10000`, of instances
    /// `fail-count-web:0#monitor_10000`, once `fail-count-web`.
    private void readFailures(String host, Map<String, String> attributes) {
        Map<String, Failures> all = new HashMap<>();
        attributes.forEach((name, value) -> {
            if (name.startsWith(COUNT)) {
                add(all, name.substring(COUNT.length()), new Failures(CibValues.score(value), 0));
            } else if (name.startsWith(LAST)) {
                long at = CibValues.number(value, 0);
                add(all, name.substring(LAST.length()), new Failures(0, at));
            }
        });
        failures.put(host, all);
    }

    /// An instance's failures are its own, and those of all of its kind.
    private static void add(Map<String, Failures> all, String name, Failures more) {
        String resource = name.replaceFirst("#.*", "");
        all.merge(resource, more, Failures::plus);
        String kind = resource.replaceFirst(":\\d+$", "");
        if (!kind.equals(resource)) {
            all.merge(kind, more, Failures::plus);
        }
    }

    private void read(CibElement node) {
        String name = node.get("uname", node.id());
        if (node.get("type").filter(type -> !type.equals("member")).isPresent()) {
            notes.unheeded("type", node);
            return;
        }
        SortedMap<String, String> attributes = attributes(node);
        CibElement state = states.get(name);
        if (state != null) {
            SortedMap<String, String> now = new TreeMap<>();
            state.path("transient_attributes")
                    .forEach(attributesNow -> now.putAll(attributes(attributesNow)));
            readFailures(name, now);
            attributes.putAll(now);
        }
        attributes.put("#uname", name);
        attributes.put("#id", node.id());
        Host host = new Host(name, state(state, attributes), attributes);
        hosts.add(host);
        readHistories(host, state);
    }

    private static SortedMap<String, String> attributes(CibElement element) {
        SortedMap<String, String> attributes = new TreeMap<>();
        element.path("instance_attributes", "nvpair")
                .forEach(pair -> attributes.put(pair.get("name", ""), pair.get("value", "")));
        return attributes;
    }

    private HostState state(@Nullable CibElement state, Map<String, String> attributes) {
        if (state == null) {
            return fencing ? HostState.UNCLEAN : HostState.OFFLINE;
        }
        boolean leaving = CibValues.number(attributes.getOrDefault("shutdown", "0"), 0) != 0;
        boolean inCluster = CibValues.isTrue(state.get("in_ccm", "false"));
        boolean online = state.get("crmd", "").equals("online");
        boolean member = state.get("join", "").equals("member");
        boolean expected = state.get("expected", "").equals("member");
        HostState now;
        if (inCluster && online && member && (expected || leaving || !fencing)) {
            now = HostState.AVAILABLE;
        } else if (inCluster && !fencing && online) {
            now = HostState.OFFLINE;
        } else if (inCluster || online) {
            now = expected && !leaving && !online ? HostState.UNCLEAN : HostState.STANDBY;
        } else {
            now = expected && !leaving ? HostState.UNCLEAN : HostState.OFFLINE;
        }
        if (now != HostState.AVAILABLE) {
            return now;
        }
        if (leaving) {
            return HostState.SHUTTING_DOWN;
        }
        if (CibValues.isTrue(attributes.getOrDefault("maintenance", "false"))) {
            return HostState.MAINTENANCE;
        }
        String standby = attributes.getOrDefault("standby", "off").toLowerCase(Locale.ROOT);
        return CibValues.isTrue(standby) ? HostState.STANDBY : HostState.AVAILABLE;
    }
}

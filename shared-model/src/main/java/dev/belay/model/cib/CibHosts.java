package dev.belay.model.cib;

import dev.belay.model.place.Host;
import dev.belay.model.place.HostState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The nodes of a CIB and their states.
final class CibHosts {

    private final boolean fencing;
    private final CibNotes notes;
    private final List<Host> hosts = new ArrayList<>();
    private final Map<String, CibElement> states = new HashMap<>();
    private final Map<String, SortedMap<String, String>> transients = new HashMap<>();

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

    /// What its history says of resources; nothing where it does not count.
    List<CibElement> histories(Host host) {
        CibElement state = states.get(host.name());
        boolean counts =
                switch (host.state()) {
                    case OFFLINE -> false;
                    case UNCLEAN -> fencing;
                    case AVAILABLE, STANDBY, MAINTENANCE, SHUTTING_DOWN -> true;
                };
        return state == null || !counts
                ? List.of()
                : state.path("lrm", "lrm_resources", "lrm_resource").toList();
    }

    /// Attributes that live as long as the node is up, fail counts among them.
    SortedMap<String, String> transients(Host host) {
        return transients.getOrDefault(host.name(), new TreeMap<>());
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
            transients.put(name, now);
            attributes.putAll(now);
        }
        attributes.put("#uname", name);
        attributes.put("#id", node.id());
        hosts.add(new Host(name, state(state, attributes), attributes));
    }

    private static SortedMap<String, String> attributes(CibElement element) {
        SortedMap<String, String> attributes = new TreeMap<>();
        element.path("instance_attributes", "nvpair")
                .forEach(pair -> attributes.put(pair.get("name", ""), pair.get("value", "")));
        return attributes;
    }

    private HostState state(
            @org.jspecify.annotations.Nullable CibElement state, Map<String, String> attributes) {
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

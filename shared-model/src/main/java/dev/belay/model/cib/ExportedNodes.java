package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.node.GuestOptions;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.node.RemoteOptions;
import dev.belay.model.value.Port;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Nodes as a CIB has them: entries, and connections as resources.
final class ExportedNodes {

    private static final Port PORT = new Port(3121);
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final CibTree tree;
    private final ExportNames names;
    private final ExportNotes notes;

    ExportedNodes(CibTree tree, ExportNames names, ExportNotes notes) {
        this.tree = tree;
        this.names = names;
        this.notes = notes;
    }

    /// Members with the numbers of their order; others where there is something to say of them.
    List<CibElement> entries(List<Node> nodes) {
        List<CibElement> entries = new ArrayList<>();
        for (Node node : nodes.stream().filter(one -> one.role().member()).toList()) {
            NodeRole role = entries.isEmpty() ? NodeRole.ADMIN : NodeRole.WORKER;
            if (node.role() != role) {
                notes.field(node, "/role", Why.OTHERWISE);
            }
            notes.otherFields(
                    node,
                    Node.of(node.id(), node.name(), node.role()),
                    Set.of("attributes", "standby", "maintenance", "notes"));
            entries.add(entry(node, Integer.toString(entries.size() + 1)));
        }
        nodes.stream()
                .filter(node -> !node.role().member())
                .map(node -> entry(node, names.of(node)))
                .filter(entry -> !entry.children().isEmpty() || isDescribed(entry))
                .forEach(entries::add);
        return entries;
    }

    private static boolean isDescribed(CibElement entry) {
        return entry.get("description").isPresent();
    }

    private CibElement entry(Node node, String id) {
        SortedMap<String, String> attributes = new TreeMap<>(node.attributes());
        if (node.standby() || node.role() == NodeRole.WITNESS) {
            attributes.put("standby", "on");
        }
        if (node.maintenance()) {
            attributes.put("maintenance", "true");
        }
        Map<String, String> head = new HashMap<>(Map.of("id", id, "uname", names.of(node)));
        if (!node.role().member()) {
            head.put("type", "remote");
        }
        if (!node.notes().isEmpty() && node.role() != NodeRole.REMOTE) {
            head.put("description", node.notes());
        }
        String owner = "node-" + node.id();
        return CibTree.element("node", head, tree.pairs("instance_attributes", owner, attributes));
    }

    /// The connection to a remote node.
    CibElement connection(Node node) {
        RemoteOptions options = node.remote().orElse(RemoteOptions.DEFAULT);
        Optional<String> server = options.server().or(() -> node.address().map(Object::toString));
        Node plain =
                Node.of(node.id(), node.name(), node.role())
                        .withAddress(
                                options.server().isEmpty() ? node.address() : Optional.empty());
        notes.otherFields(
                node, plain, Set.of("remote", "attributes", "standby", "maintenance", "notes"));
        if (!options.stock()) {
            notes.field(node, "/remote/stock", Why.OTHERWISE);
        }
        Map<String, String> parameters = new HashMap<>();
        server.ifPresent(name -> parameters.put("server", name));
        if (!options.port().equals(PORT)) {
            parameters.put("port", Integer.toString(options.port().number()));
        }
        if (!options.reconnectInterval().isZero()) {
            parameters.put("reconnect_interval", CibTree.time(options.reconnectInterval()));
        }
        String id = names.of(node);
        Map<String, String> head =
                new HashMap<>(
                        Map.of(
                                "id",
                                id,
                                "class",
                                "ocf",
                                "provider",
                                "pacemaker",
                                "type",
                                "remote"));
        if (!node.notes().isEmpty()) {
            head.put("description", node.notes());
        }
        List<CibElement> children =
                new ArrayList<>(tree.pairs("instance_attributes", id, parameters));
        children.add(
                CibTree.element(
                        "operations",
                        List.of(
                                tree.operation(id, "start", Duration.ZERO, MINUTE),
                                tree.operation(id, "stop", Duration.ZERO, MINUTE),
                                tree.operation(id, "monitor", MINUTE, Duration.ofSeconds(30)))));
        return CibTree.element("primitive", head, children);
    }

    /// What the virtual machine of a guest node says of it.
    Map<String, String> guest(Node node, GuestOptions options) {
        notes.otherFields(
                node,
                Node.of(node.id(), node.name(), node.role()),
                Set.of("guest", "attributes", "standby", "maintenance", "notes"));
        Map<String, String> meta = new HashMap<>(Map.of("remote-node", names.of(node)));
        options.address().ifPresent(address -> meta.put("remote-addr", address));
        if (!options.port().equals(PORT)) {
            meta.put("remote-port", Integer.toString(options.port().number()));
        }
        if (!options.connectTimeout().equals(MINUTE)) {
            meta.put("remote-connect-timeout", CibTree.time(options.connectTimeout()));
        }
        return meta;
    }
}

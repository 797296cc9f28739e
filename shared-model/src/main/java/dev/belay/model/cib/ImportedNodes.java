package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.node.GuestOptions;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.node.RemoteOptions;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Parsed;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// The nodes of a CIB: members, those behind a connection, and those that are resources.
final class ImportedNodes {

    private static final Port PORT = new Port(3121);

    /// What the tools of Pacemaker write for a connection, as a name, an interval and a time limit;
    /// the export writes it, too.
    private static final List<List<String>> USUAL_OPERATIONS =
            List.of(
                    List.of("start", "0s", "60s"),
                    List.of("stop", "0s", "60s"),
                    List.of("monitor", "60s", "30s"),
                    List.of("migrate_from", "0s", "60s"),
                    List.of("migrate_to", "0s", "60s"),
                    List.of("reload", "0s", "60s"),
                    List.of("reload-agent", "0s", "60s"));

    private final CibLedger ledger;
    private final CibThingIds ids;
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /// Entries of nodes that are no members, by name.
    private final Map<String, CibElement> others = new HashMap<>();

    ImportedNodes(CibLedger ledger, CibThingIds ids) {
        this.ledger = ledger;
        this.ids = ids;
    }

    void members(CibElement configuration) {
        configuration
                .all("nodes")
                .map(ledger::open)
                .flatMap(all -> all.all("node"))
                .forEach(this::member);
    }

    private void member(CibElement element) {
        String name = element.get("uname", element.id());
        String type = element.get("type", "member");
        if (type.equals("remote")) {
            others.putIfAbsent(name, element);
            return;
        }
        // What older versions call a normal node is one that votes.
        if ((!type.equals("member") && !type.equals("normal")) || nodes.containsKey(name)) {
            ledger.refuse(element, Why.NO_PLACE);
            return;
        }
        NodeRole role = nodes.isEmpty() ? NodeRole.ADMIN : NodeRole.WORKER;
        put(described(Node.of(ids.free(name, "node"), name, role), Optional.of(element)));
    }

    /// @param part a connection
    void remote(CibPart part) {
        String name = part.element().id();
        if (nodes.containsKey(name)) {
            ledger.refuse(part.element(), Why.NO_PLACE);
            return;
        }
        CibLayers parameters = part.parameters();
        Optional<String> server =
                parameters.take("server").or(() -> parameters.take("addr")).filter(this::isText);
        var options =
                new RemoteOptions(
                        server.filter(one -> address(one).isEmpty()),
                        parameters.take("port", ImportedNodes::port).orElse(PORT),
                        parameters
                                .take("reconnect_interval", CibValues::time)
                                .orElse(Duration.ZERO),
                        true);
        part.operations().stream().filter(ImportedNodes::isUsual).forEach(ledger::close);
        Node node =
                Node.of(ids.free(name, "node"), name, NodeRole.REMOTE)
                        .withAddress(server.flatMap(ImportedNodes::address))
                        .withRemote(Optional.of(options));
        put(described(noted(node, part.element()), entry(name)));
    }

    private static boolean isUsual(CibElement operation) {
        if (!List.of("id", "name", "interval", "timeout")
                        .containsAll(operation.attributes().keySet())
                || !operation.children().isEmpty()) {
            return false;
        }
        return USUAL_OPERATIONS.stream()
                .anyMatch(one ->
                        one.get(0).equals(operation.get("name", ""))
                                && isTime(operation, "interval", one.get(1))
                                && isTime(operation, "timeout", one.get(2)));
    }

    private static boolean isTime(CibElement operation, String attribute, String usual) {
        return CibValues.interval(operation.get(attribute, usual))
                .equals(CibValues.interval(usual));
    }

    /// @param part the virtual machine
    void guest(CibPart part) {
        Optional<String> name = part.meta().get("remote-node").filter(this::isText);
        if (name.isEmpty()) {
            return;
        }
        if (nodes.containsKey(name.get())) {
            part.own().forEach(pairs -> pairs.list("remote-node", Why.NO_PLACE));
            return;
        }
        part.meta().take("remote-node");
        var options =
                new GuestOptions(
                        part.element().id(),
                        part.meta().take("remote-addr").filter(this::isText),
                        part.meta().take("remote-port", ImportedNodes::port).orElse(PORT),
                        part.meta()
                                .take("remote-connect-timeout", CibValues::time)
                                .orElse(Duration.ofSeconds(60)));
        Node node =
                Node.of(ids.free(name.get(), "node"), name.get(), NodeRole.GUEST)
                        .withGuest(Optional.of(options));
        put(described(node, entry(name.get())));
    }

    private Optional<CibElement> entry(String name) {
        return Optional.ofNullable(others.get(name));
    }

    private void put(Node node) {
        nodes.put(node.name(), node);
    }

    private Node noted(Node node, CibElement element) {
        return node.withNotes(ledger.take(element, "description", ""));
    }

    /// With what its entry says.
    private Node described(Node node, Optional<CibElement> entry) {
        if (entry.isEmpty()) {
            return node;
        }
        CibElement element = entry.get();
        ledger.open(element);
        ledger.take(element, "uname");
        ledger.take(element, "type");
        CibPairs pairs = CibPairs.of(element, "instance_attributes", ledger);
        boolean standby = CibValues.isTrue(pairs.take("standby").orElse("off"));
        boolean maintenance = CibValues.isTrue(pairs.take("maintenance").orElse("off"));
        SortedMap<String, String> attributes = pairs.takeAll();
        Node noted = element.get("description").isPresent() ? noted(node, element) : node;
        return noted.withStandby(standby).withMaintenance(maintenance).withAttributes(attributes);
    }

    private boolean isText(String text) {
        return !text.isBlank();
    }

    private static Optional<IpAddress> address(String text) {
        return IpAddress.parse(text) instanceof Parsed.Good<IpAddress>(var address)
                        && address.toString().equals(text)
                ? Optional.of(address)
                : Optional.empty();
    }

    private static Optional<Port> port(String text) {
        int number = CibValues.number(text, 0);
        return number > 0 && number <= 65_535 ? Optional.of(new Port(number)) : Optional.empty();
    }

    List<Node> all() {
        return new ArrayList<>(nodes.values());
    }

    Optional<ThingId> idOf(String name) {
        return Optional.ofNullable(nodes.get(name)).map(Node::id);
    }
}

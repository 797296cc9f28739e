package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.node.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fencing topology of a CIB: which devices stop which node, in which order.
final class ImportedLevels {

    private static final int HIGHEST = 9;

    private final CibLedger ledger;
    private final Map<String, Map<String, Integer>> levels = new HashMap<>();
    private final Set<String> targets = new HashSet<>();

    private ImportedLevels(CibLedger ledger) {
        this.ledger = ledger;
    }

    /// @param devices ids of all of them
    static ImportedLevels read(
            CibElement configuration, List<Node> nodes, Set<String> devices, CibLedger ledger) {
        var levels = new ImportedLevels(ledger);
        configuration
                .all("fencing-topology")
                .map(ledger::open)
                .flatMap(topology -> topology.all("fencing-level"))
                .forEach(level -> levels.read(level, nodes, devices));
        return levels;
    }

    /// A device has one level here, so that it has to be the same for all whom it stops.
    private void read(CibElement level, List<Node> nodes, Set<String> all) {
        int index = CibValues.number(level.get("index", "0"), 0);
        List<Node> of = nodes.stream().filter(node -> isTarget(level, node)).toList();
        List<String> devices = List.of(level.get("devices", "").split("\\s*,\\s*", -1));
        boolean differs =
                devices.stream()
                        .flatMap(device -> of(device).values().stream())
                        .anyMatch(known -> known != index);
        if (index < 1 || index > HIGHEST || of.isEmpty() || differs) {
            boolean isByName = level.get("target").isPresent();
            ledger.refuse(level, of.isEmpty() && isByName ? Why.LEFT_OUT : Why.NO_PLACE);
            return;
        }
        if (!all.containsAll(devices)) {
            ledger.list(level, "devices", Why.LEFT_OUT);
        }
        if (level.get("target").isEmpty()) {
            ledger.list(level, "fencing-level", Why.OTHERWISE);
        }
        ledger.close(level);
        for (Node node : of) {
            targets.add(node.name());
            for (String device : devices) {
                levels.computeIfAbsent(device, _ -> new LinkedHashMap<>()).put(node.name(), index);
            }
        }
    }

    private static boolean isTarget(CibElement level, Node node) {
        Optional<String> attribute = level.get("target-attribute");
        if (attribute.isPresent()) {
            return level.get("target-value", "").equals(node.attributes().get(attribute.get()));
        }
        return level.get("target").filter(node.name()::equals).isPresent();
    }

    /// The levels of a device, by the name of whom it stops.
    Map<String, Integer> of(String device) {
        return levels.getOrDefault(device, Map.of());
    }

    /// Whether only devices on levels stop a node.
    boolean areOf(Node node) {
        return targets.contains(node.name());
    }
}

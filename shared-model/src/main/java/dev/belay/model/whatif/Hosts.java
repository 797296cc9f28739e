package dev.belay.model.whatif;

import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.value.ThingId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The hosts of a cluster, and which node of the design each one is.
///
/// @param design which has the nodes
/// @param nodes by the host's name; hosts that are not drawn are left out
public record Hosts(Design design, Map<String, Node> nodes) {

    public Hosts {
        nodes = new LinkedHashMap<>(nodes);
    }

    /// Those that are a thing or are drawn in it, such as a zone.
    List<String> in(ThingId place) {
        return those(node ->
                node.id().equals(place)
                        || design.containersOf(node).stream()
                                .anyMatch(container -> container.id().equals(place)));
    }

    List<String> with(String attribute, String value) {
        return those(node -> value.equals(node.attributes().get(attribute)));
    }

    private List<String> those(Predicate<Node> which) {
        return nodes.entrySet().stream()
                .filter(one -> which.test(one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}

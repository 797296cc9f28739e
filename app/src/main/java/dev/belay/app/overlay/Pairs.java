package dev.belay.app.overlay;

import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.value.ThingId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which node of a design each live member is: the one with its id, or else one with its name that
/// is no other member. No node is two members, and no member two nodes.
public final class Pairs {
    /// Of no design.
    static final Pairs NONE = new Pairs(Map.of());

    private final Map<String, Node> nodes;
    private final Map<ThingId, String> members = new HashMap<>();

    private Pairs(Map<String, Node> nodes) {
        this.nodes = Map.copyOf(nodes);
        nodes.forEach((member, node) -> members.put(node.id(), member));
    }

    /// Pairs the nodes of a design with the members.
    ///
    /// @param names of the members by their ids; the first of two with the same name comes first
    public static Pairs of(Design design, Map<String, String> names) {
        Map<String, Node> nodes = new HashMap<>();
        Map<String, Deque<Node>> left = new HashMap<>();
        for (Node node : design.nodes()) {
            if (names.containsKey(node.id().text())) {
                nodes.put(node.id().text(), node);
            } else {
                left.computeIfAbsent(node.name(), _ -> new ArrayDeque<>()).add(node);
            }
        }
        names.forEach((member, name) -> {
            Deque<Node> namesakes = left.get(name);
            if (!nodes.containsKey(member) && namesakes != null && !namesakes.isEmpty()) {
                nodes.put(member, namesakes.remove());
            }
        });
        return new Pairs(nodes);
    }

    /// The node that a member is.
    public Optional<Node> node(String member) {
        return Optional.ofNullable(nodes.get(member));
    }

    /// The member that a node is.
    public Optional<String> member(ThingId node) {
        return Optional.ofNullable(members.get(node));
    }
}

package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.network.Zone;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.thing.Frame;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Changes of a cluster's nodes.
public sealed interface NodeFix extends Fix {

    /// Adds a node that votes and runs nothing, in a zone that has no vote yet if there is one.
    record AddWitness() implements NodeFix {

        private static final Frame SIZE = new Frame(24, 48, 144, 112);

        @Override
        public String code() {
            return "add-witness";
        }

        @Override
        public List<String> args() {
            return List.of();
        }

        @Override
        public Design apply(Design design) {
            Set<ThingId> taken =
                    design.nodes().stream()
                            .filter(Node::votes)
                            .flatMap(node -> design.containerOf(node, Zone.class).stream())
                            .map(Zone::id)
                            .collect(Collectors.toSet());
            Optional<ThingId> free =
                    design.zones().stream()
                            .map(Zone::id)
                            .filter(zone -> !taken.contains(zone))
                            .findFirst();
            ThingId id = design.freeId("witness");
            return design.with(
                    Node.of(id, id.text(), NodeRole.WITNESS)
                            .withWithin(free)
                            .withFrame(free.map(_ -> SIZE)));
        }
    }

    /// Gives a node another role.
    ///
    /// @param node the node
    /// @param name its name
    /// @param role admin or worker
    record ChangeRole(ThingId node, String name, NodeRole role) implements NodeFix {

        @Override
        public String code() {
            return role == NodeRole.ADMIN ? "make-admin" : "make-worker";
        }

        @Override
        public List<String> args() {
            return List.of(name);
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(design, design.find(node, Node.class), found -> found.withRole(role));
        }
    }

    /// Makes a node a learner.
    ///
    /// @param node the node
    /// @param name its name
    record TakeVote(ThingId node, String name) implements NodeFix {

        @Override
        public String code() {
            return "take-vote";
        }

        @Override
        public List<String> args() {
            return List.of(name);
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(
                    design, design.find(node, Node.class), found -> found.withLearner(true));
        }
    }

    /// Turns the source/destination check of a node's instance off.
    ///
    /// @param node the node
    /// @param name its name
    record TurnOffCheck(ThingId node, String name) implements NodeFix {

        @Override
        public String code() {
            return "turn-off-check";
        }

        @Override
        public List<String> args() {
            return List.of(name);
        }

        @Override
        public Design apply(Design design) {
            return Fix.change(
                    design,
                    design.find(node, Node.class),
                    found -> found.withInstance(found.instance().map(this::off)));
        }

        private CloudInstance off(CloudInstance instance) {
            return instance.withSourceDestinationCheck(false);
        }
    }
}

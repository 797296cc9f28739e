package dev.belay.app.fencing;

import dev.belay.app.design.InForce;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The cluster as the wizard saw it last.
///
/// @param inForce its design
/// @param status its members
record Seen(InForce inForce, ClusterStatus status) {

    /// Asks for it; blocks.
    static Seen ask(FencingPort port) throws AgentException {
        return new Seen(InForce.ask(port), port.status());
    }

    Design design() {
        return inForce.design();
    }

    /// Whoever asks it, such as `gw-1`.
    String observer() {
        return status.observer();
    }

    Optional<FenceDevice> device(String id) {
        return design().fenceDevices().stream()
                .filter(one -> one.id().toString().equals(id))
                .findFirst();
    }

    /// Nodes that a device may stop; a guest is stopped with its machine.
    List<Node> stoppable() {
        return design().nodes().stream().filter(node -> node.role() != NodeRole.GUEST).toList();
    }

    /// The member that a node of the design is: by its id, or else by its name.
    Optional<NodeStatus> member(ThingId node) {
        return status.nodes().stream()
                .filter(one -> drawn(one).filter(node::equals).isPresent())
                .findFirst();
    }

    /// The node of the design that a member is.
    Optional<ThingId> drawn(NodeStatus member) {
        List<Node> nodes = design().nodes();
        return nodes.stream()
                .filter(one -> one.id().toString().equals(member.member().id()))
                .findFirst()
                .or(() ->
                        nodes.stream()
                                .filter(one -> one.name().equals(member.member().name()))
                                .findFirst())
                .map(Node::id);
    }

    /// Members that run services, so that there is something to stop.
    List<NodeStatus> running() {
        return status.nodes().stream()
                .filter(one -> one.member().role() != MemberRole.WITNESS)
                .toList();
    }

    /// Whether a form made of it would be the same.
    boolean looksLike(Seen other) {
        return Plan.same(design(), other.design()) && members().equals(other.members());
    }

    private Map<Member, Boolean> members() {
        return status.nodes().stream().collect(Collectors.toMap(NodeStatus::member, Seen::answers));
    }

    /// Whether a member is there, as the one that was asked sees it.
    static boolean answers(NodeStatus member) {
        return member.state() != NodeState.UNKNOWN && member.state() != NodeState.FENCED;
    }
}

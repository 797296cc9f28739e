package dev.belay.model.plan;

import dev.belay.api.ConfigSetView;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServicesView;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.service.Service;
import dev.belay.model.service.ServiceStart;
import dev.belay.model.status.Member;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something that the cluster does otherwise than the design in force says. Only what agents report
/// is told; what they keep silent about is no drift.
///
/// @param kind what it is
/// @param subject id of the node or the service, as far as it has one in the design in force; of a
///   member, where the design does not know it
/// @param found what is so instead, such as the id of a node; empty where the kind says all
public record Drift(Kind kind, String subject, String found) {

    /// What it is.
    public enum Kind {
        /// A member that is not in the design.
        STRANGE_MEMBER,
        /// A node that is to be a member, and is none.
        ABSENT_NODE,
        /// A service runs that is not in the design.
        STRANGE_SERVICE,
        /// It runs elsewhere than it is to.
        MISPLACED,
        /// It is to run, and runs nowhere.
        IDLE,
        /// An operator has it run, and the design does not.
        STARTED_BY_ORDER,
        /// An operator has it stopped, and the design does not.
        STOPPED_BY_ORDER,
        /// An operator has sent it to a node.
        MOVED_BY_ORDER,
        STANDBY_BY_ORDER,
        MAINTENANCE_BY_ORDER,
        /// Files of a config set were edited on the node.
        EDITED_FILES
    }

    /// What the members and services show.
    ///
    /// @param inForce the design
    /// @param members all of the cluster
    public static List<Drift> between(Design inForce, List<Member> members, ServicesView running) {
        List<Drift> all = new ArrayList<>();
        for (Member member : members) {
            if (nodeOf(inForce, member.id(), member.name()).isEmpty()) {
                all.add(new Drift(Kind.STRANGE_MEMBER, member.id(), ""));
            }
        }
        for (Node node : inForce.nodes()) {
            if (node.role().member() && members.stream().noneMatch(one -> isSame(node, one))) {
                all.add(new Drift(Kind.ABSENT_NODE, node.id().toString(), ""));
            }
        }
        running.hosts()
                .forEach(host ->
                        ordered(inForce, members, host.node(), host.mode()).ifPresent(all::add));
        running.services().forEach(one -> all.addAll(ofService(inForce, one)));
        return List.copyOf(all);
    }

    /// What the config sets show.
    public static List<Drift> between(
            Design inForce, List<Member> members, List<ConfigSetView> sets) {
        List<Drift> all = new ArrayList<>();
        for (ConfigSetView set : sets) {
            for (ConfigSetView.NodeState node : set.nodes()) {
                if (!node.drift().isEmpty()) {
                    all.add(
                            new Drift(
                                    Kind.EDITED_FILES,
                                    drawnAs(inForce, members, node.node()),
                                    set.name()));
                }
            }
        }
        return List.copyOf(all);
    }

    /// The node of a design that a member is: by its id, or else by its name.
    public static Optional<Node> nodeOf(Design design, String memberId, String memberName) {
        return design.nodes().stream()
                .filter(one -> one.id().toString().equals(memberId))
                .findFirst()
                .or(() ->
                        design.nodes().stream()
                                .filter(one -> one.name().equals(memberName))
                                .findFirst());
    }

    private static boolean isSame(Node node, Member member) {
        return node.id().toString().equals(member.id()) || node.name().equals(member.name());
    }

    private static String drawnAs(Design inForce, List<Member> members, String member) {
        return nodeOf(inForce, member, nameOf(members, member))
                .map(one -> one.id().toString())
                .orElse(member);
    }

    private static String nameOf(List<Member> members, String id) {
        return members.stream()
                .filter(one -> one.id().equals(id))
                .map(Member::name)
                .findFirst()
                .orElse(id);
    }

    private static Optional<Drift> ordered(
            Design inForce, List<Member> members, String member, NodeMode mode) {
        return nodeOf(inForce, member, nameOf(members, member))
                .flatMap(node -> kindOf(node, mode))
                .map(kind -> new Drift(kind, drawnAs(inForce, members, member), ""));
    }

    private static Optional<Kind> kindOf(Node node, NodeMode mode) {
        return switch (mode) {
            case ACTIVE -> Optional.empty();
            case STANDBY -> node.standby() ? Optional.empty() : Optional.of(Kind.STANDBY_BY_ORDER);
            case MAINTENANCE ->
                    node.maintenance() ? Optional.empty() : Optional.of(Kind.MAINTENANCE_BY_ORDER);
        };
    }

    private static List<Drift> ofService(Design inForce, ServiceView one) {
        Optional<Service> designed =
                ThingId.parse(one.id()).good().flatMap(id -> inForce.find(id, Service.class));
        if (designed.isEmpty()) {
            return one.node().isEmpty()
                    ? List.of()
                    : List.of(new Drift(Kind.STRANGE_SERVICE, one.id(), one.node()));
        }
        List<Drift> all = new ArrayList<>();
        boolean isAutomatic = designed.get().start() == ServiceStart.AUTOMATIC;
        if (one.wanted() == ServiceView.Wanted.STOPPED && isAutomatic) {
            all.add(new Drift(Kind.STOPPED_BY_ORDER, one.id(), ""));
        } else if (one.wanted() == ServiceView.Wanted.STARTED && !isAutomatic) {
            all.add(new Drift(Kind.STARTED_BY_ORDER, one.id(), ""));
        }
        if (!one.movedTo().isEmpty()) {
            all.add(new Drift(Kind.MOVED_BY_ORDER, one.id(), one.movedTo()));
        }
        if (one.state() == State.WAITING) {
            all.add(new Drift(Kind.IDLE, one.id(), ""));
        } else if (one.state() == State.ACTIVE
                && !one.placedOn().isEmpty()
                && !one.placedOn().equals(one.node())) {
            all.add(new Drift(Kind.MISPLACED, one.id(), one.node()));
        }
        return all;
    }
}

package dev.belay.app.whatif;

import dev.belay.api.DrillKind;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Fault;
import dev.belay.model.whatif.Prediction;
import dev.belay.model.whatif.WhatIf;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A hypothesis as a drill on the live cluster, which does one thing to one node; or why no drill
/// is like it.
public sealed interface Rehearsal {

    /// A drill that does the same.
    ///
    /// @param member id of the node in the cluster
    /// @param services ids of those that the design has run there, as far as it says
    record Drill(DrillKind kind, String member, List<String> services) implements Rehearsal {

        public Drill {
            services = List.copyOf(services);
        }
    }

    /// None does the same.
    ///
    /// @param about the node that would be struck; empty where it is none
    record None(Why why, Optional<ThingId> about) implements Rehearsal {}

    /// Why none does the same.
    enum Why {
        /// Nothing is taken for failed.
        NOTHING,
        /// No live cluster is there.
        NO_CLUSTER,
        /// Several nodes are down.
        SEVERAL,
        /// A node still hears some of the others.
        PART,
        /// Something is down and something is cut.
        MIXED,
        /// The node runs no services, and drills strike where one runs.
        NO_SERVICES,
        /// The live cluster has no such member.
        NO_MEMBER
    }

    /// Of what is taken for failed.
    ///
    /// @param members of the live cluster; empty when none is there
    static Rehearsal of(
            Design design,
            WhatIf asker,
            List<Fault> faults,
            Optional<Prediction> prediction,
            List<Member> members) {
        if (faults.isEmpty()) {
            return none(Why.NOTHING);
        }
        if (members.isEmpty()) {
            return none(Why.NO_CLUSTER);
        }
        boolean isDown = faults.stream().allMatch(Fault.Down.class::isInstance);
        boolean isCut = faults.stream().allMatch(Fault.Cut.class::isInstance);
        if (!isDown && !isCut) {
            return none(Why.MIXED);
        }
        Optional<ThingId> struck =
                isDown ? down(asker, faults) : apart(design, asker, faults, prediction);
        return struck.map(node ->
                        on(
                                node,
                                isDown ? DrillKind.KILL : DrillKind.CUT,
                                design,
                                prediction,
                                members))
                .orElseGet(() -> none(isDown ? Why.SEVERAL : Why.PART));
    }

    private static Rehearsal none(Why why) {
        return new None(why, Optional.empty());
    }

    /// The one node that is down.
    private static Optional<ThingId> down(WhatIf asker, List<Fault> faults) {
        Set<ThingId> down = new HashSet<>();
        for (Fault fault : faults) {
            if (fault instanceof Fault.Down(var thing)) {
                down.addAll(asker.nodesIn(thing));
            }
        }
        return down.size() == 1 ? down.stream().findFirst() : Optional.empty();
    }

    /// The one node that hears no other, where all others still hear each other; of two that are
    /// alone, the one that would be left out and has something to lose.
    private static Optional<ThingId> apart(
            Design design, WhatIf asker, List<Fault> faults, Optional<Prediction> prediction) {
        Set<Set<ThingId>> cut = new HashSet<>();
        for (Fault fault : faults) {
            if (fault instanceof Fault.Cut(var one, var other)) {
                for (ThingId from : asker.nodesIn(one)) {
                    for (ThingId to : asker.nodesIn(other)) {
                        if (!from.equals(to)) {
                            cut.add(Set.of(from, to));
                        }
                    }
                }
            }
        }
        List<ThingId> alone =
                asker.nodes().stream().filter(node -> isAlone(node, asker.nodes(), cut)).toList();
        return alone.stream()
                .filter(node -> runsServices(design, node))
                .filter(node -> prediction.filter(one -> one.apart().contains(node)).isPresent())
                .findFirst()
                .or(() -> alone.stream().findFirst());
    }

    private static boolean isAlone(ThingId node, List<ThingId> all, Set<Set<ThingId>> cut) {
        return cut.size() == all.size() - 1
                && all.stream()
                        .allMatch(other -> other.equals(node) || cut.contains(Set.of(node, other)));
    }

    private static boolean runsServices(Design design, ThingId node) {
        return design.find(node, Node.class).filter(one -> one.role().runsServices()).isPresent();
    }

    private static Rehearsal on(
            ThingId node,
            DrillKind kind,
            Design design,
            Optional<Prediction> prediction,
            List<Member> members) {
        if (!runsServices(design, node)) {
            return new None(Why.NO_SERVICES, Optional.of(node));
        }
        String name = design.find(node).map(one -> one.name()).orElse("");
        Optional<Member> member =
                members.stream()
                        .filter(one -> one.id().equals(node.text()))
                        .findFirst()
                        .or(() ->
                                members.stream()
                                        .filter(one -> one.name().equals(name))
                                        .findFirst());
        List<String> services =
                prediction.stream()
                        .flatMap(one -> one.services().stream())
                        .filter(one -> one.before().filter(node::equals).isPresent())
                        .map(one -> one.service().text())
                        .toList();
        if (member.filter(one -> one.role() == MemberRole.WITNESS).isPresent()) {
            return new None(Why.NO_SERVICES, Optional.of(node));
        }
        return member.<Rehearsal>map(one -> new Drill(kind, one.id(), services))
                .orElseGet(() -> new None(Why.NO_MEMBER, Optional.of(node)));
    }
}

package dev.belay.model.whatif;

import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.place.Score;
import dev.belay.model.service.AttributeConstraint;
import dev.belay.model.service.ColocationConstraint;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Sweep.Weak;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A change that takes a weak point away: services that nobody could take over are allowed on a
/// node that is left. Only made where the scheduler says that none of them is lost then, nor any
/// other one for it.
///
/// @param node where they may run from now on
/// @param services whose constraints forbade it
/// @param wakes whether the node is taken out of standby
public record Mending(ThingId node, List<ThingId> services, boolean wakes) {

    public Mending {
        services = List.copyOf(services);
    }

    /// The one that changes least; empty where none helps, as when the majority is lost.
    public static Optional<Mending> of(Design design, Weak weak) {
        return design.nodes().stream()
                .filter(node -> node.role().member() && node.role().runsServices())
                .map(node -> allowing(design, weak, node))
                .filter(Mending::changes)
                .sorted(
                        Comparator.comparing(Mending::wakes)
                                .thenComparingInt(one -> one.services().size()))
                .filter(one -> one.helps(design, weak))
                .findFirst();
    }

    private static Mending allowing(Design design, Weak weak, Node node) {
        return new Mending(
                node.id(),
                weak.lost().stream()
                        .filter(id ->
                                design.find(id, Service.class)
                                        .filter(one ->
                                                one.constraints().stream()
                                                        .anyMatch(rule ->
                                                                forbids(design, rule, node)))
                                        .isPresent())
                        .toList(),
                node.standby());
    }

    private boolean changes() {
        return wakes || !services.isEmpty();
    }

    private boolean helps(Design design, Weak weak) {
        Set<ThingId> saved = new HashSet<>(WhatIf.of(design).predict(weak.faults()).lost());
        saved.removeAll(weak.lost());
        return saved.containsAll(WhatIf.of(apply(design)).predict(weak.faults()).lost());
    }

    /// The design with that change; as far as it still has what is to be changed.
    public Design apply(Design design) {
        Optional<Node> found = design.find(node, Node.class);
        if (found.isEmpty()) {
            return design;
        }
        Design next = wakes ? design.with(found.get().withStandby(false)) : design;
        for (ThingId id : services) {
            next =
                    next.find(id, Service.class)
                            .map(one -> allowed(design, one, found.get()))
                            .map(next::with)
                            .orElse(next);
        }
        return next;
    }

    private static Service allowed(Design design, Service service, Node on) {
        List<Constraint> left = new ArrayList<>();
        for (Constraint rule : service.constraints()) {
            if (forbids(design, rule, on)) {
                left.addAll(elsewhere(design, rule, on));
            } else {
                left.add(rule);
            }
        }
        return service.withConstraints(left.stream().distinct().toList());
    }

    /// What forbade several nodes forbids the others still.
    private static List<Constraint> elsewhere(Design design, Constraint rule, Node on) {
        return design.nodes().stream()
                .filter(node -> !node.id().equals(on.id()) && forbids(design, rule, node))
                .<Constraint>map(node -> new LocationConstraint(node.id(), -Score.INFINITY))
                .toList();
    }

    private static boolean forbids(Design design, Constraint rule, Node on) {
        return switch (rule) {
            case LocationConstraint(var place, var score) ->
                    score <= -Score.INFINITY
                            && (place.equals(on.id())
                                    || design.containersOf(on).stream()
                                            .anyMatch(one -> one.id().equals(place)));
            case AttributeConstraint(var name, var value, var score) ->
                    score <= -Score.INFINITY && value.equals(on.attributes().get(name));
            case ColocationConstraint _, OrderConstraint _ -> false;
        };
    }
}

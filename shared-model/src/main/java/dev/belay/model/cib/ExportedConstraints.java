package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Constraints as a CIB has them.
final class ExportedConstraints {

    private final Design design;
    private final CibTree tree;
    private final ExportNames names;
    private final ExportNotes notes;
    private final Set<ThingId> services;
    private final Set<ThingId> nodes;

    /// @param services those that are in the CIB
    /// @param nodes those that are in the CIB
    ExportedConstraints(
            Design design,
            CibTree tree,
            ExportNames names,
            ExportNotes notes,
            Set<ThingId> services,
            Set<ThingId> nodes) {
        this.design = design;
        this.tree = tree;
        this.names = names;
        this.notes = notes;
        this.services = services;
        this.nodes = nodes;
    }

    List<CibElement> all() {
        List<CibElement> all = new ArrayList<>();
        for (Service service : design.services()) {
            if (!services.contains(service.id())) {
                continue;
            }
            for (int i = 0; i < service.constraints().size(); i++) {
                List<CibElement> one = one(service, service.constraints().get(i), i);
                if (one.isEmpty()) {
                    notes.field(service, "/constraints/" + i, Why.LEFT_OUT);
                }
                all.addAll(one);
            }
        }
        return all;
    }

    private List<CibElement> one(Service service, Constraint constraint, int index) {
        return switch (constraint) {
            case LocationConstraint(var place, var score) -> {
                if (design.find(place, Node.class).isEmpty()) {
                    notes.field(service, "/constraints/" + index, Why.OTHERWISE);
                }
                yield design.nodes().stream()
                        .filter(node -> nodes.contains(node.id()) && isIn(node, place))
                        .map(node -> location(service, node, score))
                        .toList();
            }
            case AttributeConstraint attribute -> List.of(rule(service, attribute));
            case ColocationConstraint(var other, var score) ->
                    other(other).stream().map(one -> colocation(service, one, score)).toList();
            case OrderConstraint(var after, var required) ->
                    other(after).stream().map(one -> order(service, one, required)).toList();
        };
    }

    private boolean isIn(Node node, ThingId place) {
        return node.id().equals(place)
                || design.containersOf(node).stream().anyMatch(one -> one.id().equals(place));
    }

    private Optional<Service> other(ThingId id) {
        return design.find(id, Service.class).filter(one -> services.contains(id));
    }

    private CibElement location(Service service, Node node, int score) {
        return element(
                "rsc_location",
                "location-" + service.id() + "-" + node.id(),
                Map.of(
                        "rsc", names.of(service),
                        "node", names.of(node),
                        "score", Score.text(score)));
    }

    private CibElement rule(Service service, AttributeConstraint constraint) {
        String id = tree.id("location-" + service.id());
        CibElement expression =
                element(
                        "expression",
                        id + "-rule-expression",
                        Map.of(
                                "attribute", constraint.attribute(),
                                "operation", "eq",
                                "value", constraint.value()));
        Map<String, String> rule =
                Map.of("id", tree.id(id + "-rule"), "score", Score.text(constraint.score()));
        return CibTree.element(
                "rsc_location",
                Map.of("id", id, "rsc", names.of(service)),
                List.of(CibTree.element("rule", rule, List.of(expression))));
    }

    private CibElement colocation(Service service, Service with, int score) {
        return element(
                "rsc_colocation",
                "colocation-" + service.id() + "-" + with.id(),
                Map.of(
                        "rsc", names.of(service),
                        "with-rsc", names.of(with),
                        "score", Score.text(score)));
    }

    private CibElement order(Service service, Service after, boolean required) {
        return element(
                "rsc_order",
                "order-" + after.id() + "-" + service.id(),
                Map.of(
                        "first", names.of(after),
                        "then", names.of(service),
                        "kind", required ? "Mandatory" : "Optional"));
    }

    private CibElement element(String tag, String id, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("id", tree.id(id));
        return CibTree.element(tag, all, List.of());
    }
}

package dev.belay.model.cib;

import dev.belay.model.place.Colocation;
import dev.belay.model.place.Host;
import dev.belay.model.place.Ordering;
import dev.belay.model.place.OrderingKind;
import dev.belay.model.place.Preference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The constraints of a CIB.
final class CibConstraints {

    private final List<Host> hosts;
    private final Predicate<String> critical;
    private final CibNotes notes;
    final List<Preference> preferences = new ArrayList<>();
    final List<Colocation> colocations = new ArrayList<>();
    final List<Ordering> orderings = new ArrayList<>();

    /// @param critical whether a resource has a say in where those go that it follows
    CibConstraints(List<Host> hosts, Predicate<String> critical, CibNotes notes) {
        this.hosts = hosts;
        this.critical = critical;
        this.notes = notes;
    }

    void read(CibElement constraints) {
        for (CibElement constraint : constraints.children()) {
            if (constraint.all("resource_set").findAny().isPresent()) {
                notes.unheeded("resource_set", constraint);
                continue;
            }
            switch (constraint.name()) {
                case "rsc_location" -> readLocation(constraint);
                case "rsc_colocation" -> readColocation(constraint);
                case "rsc_order" -> readOrder(constraint);
                default -> notes.unheeded(constraint.name(), constraint);
            }
        }
    }

    private void readLocation(CibElement location) {
        Optional<String> resource = location.get("rsc");
        if (resource.isEmpty()) {
            notes.unheeded("rsc-pattern", location);
            return;
        }
        if (!isPlain(location.get("role", "Started"))) {
            notes.unheeded("role", location);
            return;
        }
        if (location.get("resource-discovery", "always").equals("exclusive")) {
            notes.unheeded("resource-discovery", location);
            return;
        }
        String id = location.id();
        location.get("node")
                .ifPresent(node ->
                        preferences.add(
                                new Preference(
                                        id,
                                        resource.get(),
                                        node,
                                        CibValues.score(location.get("score", "0")))));
        location.all("rule").forEach(rule -> readRule(rule, resource.get()));
    }

    private void readRule(CibElement rule, String resource) {
        if (!CibRule.isReadable(rule)) {
            notes.unheeded("rule", rule);
            return;
        }
        for (Host host : hosts) {
            if (CibRule.holds(rule, host)) {
                String score =
                        rule.get("score-attribute")
                                .map(name -> host.attributes().getOrDefault(name, "-INFINITY"))
                                .orElse(rule.get("score", "0"));
                preferences.add(
                        new Preference(rule.id(), resource, host.name(), CibValues.score(score)));
            }
        }
    }

    private void readColocation(CibElement colocation) {
        if (!isPlain(colocation.get("rsc-role", "Started"))
                || !isPlain(colocation.get("with-rsc-role", "Started"))) {
            notes.unheeded("role", colocation);
            return;
        }
        String dependent = colocation.get("rsc", "");
        boolean influence =
                colocation
                        .get("influence")
                        .map(CibValues::isTrue)
                        .orElseGet(() -> critical.test(dependent));
        colocations.add(
                new Colocation(
                        colocation.id(),
                        dependent,
                        colocation.get("with-rsc", ""),
                        CibValues.score(colocation.get("score", "0")),
                        colocation.get("node-attribute").filter(name -> !name.equals("#uname")),
                        influence));
    }

    private void readOrder(CibElement order) {
        boolean starts =
                order.get("first-action", "start").equals("start")
                        && order.get("then-action", order.get("first-action", "start"))
                                .equals("start");
        if (!starts) {
            notes.unheeded("first-action", order);
            return;
        }
        orderings.add(
                new Ordering(
                        order.id(), order.get("first", ""), order.get("then", ""), kind(order)));
    }

    private static OrderingKind kind(CibElement order) {
        return switch (order.get("kind", "")) {
            case "Optional" -> OrderingKind.OPTIONAL;
            case "Serialize" -> OrderingKind.SERIALIZE;
            case "Mandatory" -> OrderingKind.MANDATORY;
            // The older way to say it: a score of zero makes it optional.
            default ->
                    order.get("score").filter(score -> CibValues.score(score) == 0).isPresent()
                            ? OrderingKind.OPTIONAL
                            : OrderingKind.MANDATORY;
        };
    }

    private static boolean isPlain(String role) {
        return role.equals("Started");
    }
}

package dev.belay.model.cib;

import dev.belay.model.place.Colocation;
import dev.belay.model.place.Host;
import dev.belay.model.place.Ordering;
import dev.belay.model.place.OrderingKind;
import dev.belay.model.place.Preference;
import dev.belay.model.place.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The constraints of a CIB.
final class CibConstraints {

    private final List<Host> hosts;
    private final CibResources resources;
    private final CibNotes notes;
    final List<Preference> preferences = new ArrayList<>();
    final List<Colocation> colocations = new ArrayList<>();
    final List<Ordering> orderings = new ArrayList<>();

    CibConstraints(List<Host> hosts, CibResources resources, CibNotes notes) {
        this.hosts = hosts;
        this.resources = resources;
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
        Optional<String> resource = location.get("rsc").map(resources::constrained);
        if (resource.isEmpty()) {
            notes.unheeded("rsc-pattern", location);
            return;
        }
        Optional<Role> role = role(location, "role");
        if (role.isEmpty()) {
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
                                        CibValues.score(location.get("score", "0")),
                                        anyUnlessPromoted(role.get()))));
        location.all("rule").forEach(rule -> readRule(rule, resource.get()));
    }

    private void readRule(CibElement rule, String resource) {
        Optional<Role> role = role(rule, "role");
        if (!CibRule.isReadable(rule) || role.isEmpty()) {
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
                        new Preference(
                                rule.id(),
                                resource,
                                host.name(),
                                CibValues.score(score),
                                anyUnlessPromoted(role.get())));
            }
        }
    }

    private void readColocation(CibElement colocation) {
        Optional<Role> dependentRole = role(colocation, "rsc-role");
        Optional<Role> primaryRole = role(colocation, "with-rsc-role");
        if (dependentRole.isEmpty() || primaryRole.isEmpty()) {
            notes.unheeded("role", colocation);
            return;
        }
        String dependent = resources.constrained(colocation.get("rsc", ""));
        boolean influence =
                colocation
                        .get("influence")
                        .map(CibValues::isTrue)
                        .orElseGet(() -> resources.isCritical(dependent));
        colocations.add(
                new Colocation(
                        colocation.id(),
                        dependent,
                        resources.constrained(colocation.get("with-rsc", "")),
                        CibValues.score(colocation.get("score", "0")),
                        colocation.get("node-attribute").filter(name -> !name.equals("#uname")),
                        influence,
                        dependentRole.get(),
                        primaryRole.get()));
    }

    private void readOrder(CibElement order) {
        String first = order.get("first-action", "start");
        Optional<Role> firstRole = reached(first);
        Optional<Role> thenRole = reached(order.get("then-action", first));
        if (firstRole.isEmpty() || thenRole.isEmpty()) {
            notes.unheeded("first-action", order);
            return;
        }
        for (String feature : List.of("symmetrical", "require-all")) {
            if (order.get(feature).filter(CibValues::isFalse).isPresent()) {
                notes.unheeded(feature, order);
            }
        }
        orderings.add(
                new Ordering(
                        order.id(),
                        resources.constrained(order.get("first", "")),
                        resources.constrained(order.get("then", "")),
                        kind(order),
                        firstRole.get(),
                        thenRole.get()));
    }

    /// What something is after an action.
    private static Optional<Role> reached(String action) {
        return switch (action) {
            case "start" -> Optional.of(Role.STARTED);
            case "promote" -> Optional.of(Role.PROMOTED);
            default -> Optional.empty();
        };
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

    /// Empty for a role that nothing is in while it runs; the older names are those before 2.1.
    private static Optional<Role> role(CibElement constraint, String attribute) {
        return switch (constraint.get(attribute, "Started").toLowerCase(Locale.ROOT)) {
            case "started" -> Optional.of(Role.STARTED);
            case "unpromoted", "slave" -> Optional.of(Role.UNPROMOTED);
            case "promoted", "master" -> Optional.of(Role.PROMOTED);
            default -> Optional.empty();
        };
    }

    /// Whatever is promoted has not been at first, so a location for one that is not is for all.
    private static Role anyUnlessPromoted(Role role) {
        return role == Role.PROMOTED ? Role.PROMOTED : Role.STARTED;
    }
}

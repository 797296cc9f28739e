package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.node.Node;
import dev.belay.model.place.Host;
import dev.belay.model.place.HostState;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The constraints of a CIB, each put into the service that it binds.
final class ImportedConstraints {

    private static final String HOST = "#uname";

    private final CibLedger ledger;
    private final ImportedNodes nodes;
    private final List<Host> hosts;
    private final Map<String, ThingId> services = new HashMap<>();
    private final Map<ThingId, List<Constraint>> constraints = new LinkedHashMap<>();

    ImportedConstraints(CibLedger ledger, ImportedNodes nodes, List<Service> services) {
        this.ledger = ledger;
        this.nodes = nodes;
        hosts = nodes.all().stream().map(ImportedConstraints::host).toList();
        services.forEach(service -> {
            this.services.put(service.name(), service.id());
            constraints.put(service.id(), new ArrayList<>());
        });
    }

    private static Host host(Node node) {
        SortedMap<String, String> attributes = new TreeMap<>(node.attributes());
        attributes.put(HOST, node.name());
        return new Host(node.name(), HostState.AVAILABLE, attributes);
    }

    void read(CibElement configuration) {
        configuration
                .all("constraints")
                .map(ledger::open)
                .flatMap(all -> all.children().stream())
                .forEach(this::readOne);
    }

    private void readOne(CibElement element) {
        boolean isHeeded =
                switch (element.name()) {
                    case "rsc_location" -> location(element);
                    case "rsc_colocation" -> colocation(element);
                    case "rsc_order" -> order(element);
                    default -> false;
                };
        if (!isHeeded) {
            boolean isOfOthers =
                    List.of("rsc", "with-rsc", "first", "then").stream()
                            .flatMap(one -> element.get(one).stream())
                            .anyMatch(one -> !services.containsKey(one));
            ledger.refuse(element, isOfOthers ? Why.LEFT_OUT : Why.NO_PLACE);
        }
    }

    private boolean location(CibElement element) {
        Optional<ThingId> service = service(element, "rsc");
        if (service.isEmpty() || !isStarted(element, "role") || !isPlain(element)) {
            return false;
        }
        if (element.get("resource-discovery").filter("always"::equals).isPresent()) {
            ledger.take(element, "resource-discovery");
        }
        Optional<String> name = ledger.take(element, "node");
        if (name.isPresent()) {
            Optional<ThingId> node = nodes.idOf(name.get());
            node.ifPresent(id -> add(service.get(), new LocationConstraint(id, score(element))));
            return node.isPresent();
        }
        element.all("rule")
                .forEach(rule -> {
                    if (!rule(rule, service.get())) {
                        ledger.refuse(rule, Why.NO_PLACE);
                    }
                });
        return true;
    }

    private boolean rule(CibElement rule, ThingId service) {
        if (!CibRule.isReadable(rule)
                || rule.get("score-attribute").isPresent()
                || rule.get("id-ref").isPresent()
                || !isStarted(rule, "role")) {
            return false;
        }
        int score = score(rule);
        CibElement only = rule.children().size() == 1 ? rule.children().getFirst() : rule;
        boolean isEqual =
                only.name().equals("expression")
                        && only.get("operation", "").equals("eq")
                        && only.get("type", "string").equals("string");
        if (isEqual && !only.get("attribute", "").startsWith("#")) {
            ledger.close(rule);
            add(
                    service,
                    new AttributeConstraint(
                            only.get("attribute", ""), only.get("value", ""), score));
            return true;
        }
        if (!isLasting(rule)) {
            return false;
        }
        ledger.close(rule);
        if (!isEqual) {
            ledger.list(rule, "rule", Why.OTHERWISE);
        }
        hosts.stream()
                .filter(host -> CibRule.holds(rule, host))
                .flatMap(host -> nodes.idOf(host.name()).stream())
                .forEach(node -> add(service, new LocationConstraint(node, score)));
        return true;
    }

    /// Whether all that is asked for is written in the configuration: what agents find out changes.
    private boolean isLasting(CibElement rule) {
        return rule.children().stream()
                .allMatch(part ->
                        part.name().equals("rule")
                                ? isLasting(part)
                                : hosts.stream()
                                        .anyMatch(host ->
                                                host.attributes()
                                                        .containsKey(part.get("attribute", ""))));
    }

    private boolean colocation(CibElement element) {
        Optional<ThingId> dependent = service(element, "rsc");
        Optional<ThingId> primary = service(element, "with-rsc");
        if (dependent.isEmpty()
                || primary.isEmpty()
                || !isPlain(element)
                || !isStarted(element, "rsc-role")
                || !isStarted(element, "with-rsc-role")
                || !ledger.take(element, "node-attribute", HOST).equals(HOST)) {
            return false;
        }
        if (element.get("influence").filter(CibValues::isTrue).isPresent()) {
            ledger.take(element, "influence");
        }
        add(dependent.get(), new ColocationConstraint(primary.get(), score(element)));
        return true;
    }

    private boolean order(CibElement element) {
        Optional<ThingId> first = service(element, "first");
        Optional<ThingId> then = service(element, "then");
        if (first.isEmpty()
                || then.isEmpty()
                || !isPlain(element)
                || !ledger.take(element, "first-action", "start").equals("start")
                || !ledger.take(element, "then-action", "start").equals("start")) {
            return false;
        }
        for (String usual : List.of("symmetrical", "require-all")) {
            if (element.get(usual).filter(CibValues::isTrue).isPresent()) {
                ledger.take(element, usual);
            }
        }
        Optional<String> score = ledger.take(element, "score");
        // The older way to say it: a score of zero makes it optional.
        String kind =
                ledger.take(element, "kind")
                        .orElse(
                                score.filter(one -> CibValues.score(one) == 0).isPresent()
                                        ? "Optional"
                                        : "Mandatory");
        if (kind.equals("Serialize")) {
            return false;
        }
        add(then.get(), new OrderConstraint(first.get(), !kind.equals("Optional")));
        return true;
    }

    /// Whether it is about one resource each, at all times.
    private static boolean isPlain(CibElement element) {
        return element.children().stream().allMatch(child -> child.name().equals("rule"));
    }

    private boolean isStarted(CibElement element, String attribute) {
        return ledger.take(element, attribute, "Started").equalsIgnoreCase("Started");
    }

    private int score(CibElement element) {
        return CibValues.score(ledger.take(element, "score", "0"));
    }

    private Optional<ThingId> service(CibElement element, String attribute) {
        return ledger.take(element, attribute)
                .flatMap(one -> Optional.ofNullable(services.get(one)));
    }

    private void add(ThingId service, Constraint constraint) {
        List<Constraint> all = constraints.getOrDefault(service, new ArrayList<>());
        all.add(constraint);
    }

    /// The services with their constraints.
    ///
    /// @param optIn whether they may run only where a location names the node
    List<Service> bound(List<Service> services, boolean optIn) {
        return services.stream()
                .map(service -> {
                    List<Constraint> own =
                            new ArrayList<>(constraints.getOrDefault(service.id(), List.of()));
                    if (optIn) {
                        own.addAll(elsewhere(own));
                    }
                    return service.withConstraints(own);
                })
                .toList();
    }

    private List<Constraint> elsewhere(List<Constraint> own) {
        Set<ThingId> named = new LinkedHashSet<>();
        for (Constraint constraint : own) {
            switch (constraint) {
                case LocationConstraint(var place, var _) -> named.add(place);
                case AttributeConstraint(var attribute, var value, var _) ->
                        nodes.all().stream()
                                .filter(one -> value.equals(one.attributes().get(attribute)))
                                .forEach(one -> named.add(one.id()));
                case ColocationConstraint _, OrderConstraint _ -> {}
            }
        }
        return nodes.all().stream()
                .map(Node::id)
                .filter(id -> !named.contains(id))
                .<Constraint>map(id -> new LocationConstraint(id, -Score.INFINITY))
                .toList();
    }
}

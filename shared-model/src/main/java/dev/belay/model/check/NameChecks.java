package dev.belay.model.check;

import dev.belay.model.config.ClusterNetwork;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.HostName;
import dev.belay.model.value.Parsed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Names: that there is one, that it is legal, and that it is the only one.
final class NameChecks {

    private static final String CLUSTER_ID = "[a-z0-9-]{1,63}";

    private NameChecks() {}

    static void check(Design design, Findings findings) {
        cluster(design, findings);
        things(design, findings);
        design.nodes().forEach(node -> hostName(node, findings));
        resources(design, findings);
    }

    private static void cluster(Design design, Findings findings) {
        if (!design.cluster().id().matches(CLUSTER_ID)) {
            findings.add(
                    Problem.of(
                            ProblemCode.BAD_CLUSTER_ID,
                            new Place.AtCluster("/id"),
                            design.cluster().id()));
        }
        if (design.cluster().name().isBlank()) {
            findings.add(
                    Problem.of(ProblemCode.CLUSTER_NAME_MISSING, new Place.AtCluster("/name")));
        }
        twice(
                design.cluster().networks().stream().map(ClusterNetwork::name).toList(),
                ProblemCode.DUPLICATE_NETWORK,
                "/networks",
                findings);
        twice(
                design.configSets().stream().map(ConfigSet::name).toList(),
                ProblemCode.DUPLICATE_CONFIG_SET,
                "/configSets",
                findings);
        for (int i = 0; i < design.configSets().size(); i++) {
            if (design.configSets().get(i).name().isBlank()) {
                findings.add(
                        Problem.of(
                                ProblemCode.CONFIG_SET_NAME_MISSING,
                                new Place.AtCluster("/configSets/" + i + "/name")));
            }
        }
    }

    private static void twice(
            List<String> names, ProblemCode code, String field, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!seen.add(names.get(i))) {
                findings.add(Problem.of(code, new Place.AtCluster(field + "/" + i), names.get(i)));
            }
        }
    }

    private static void things(Design design, Findings findings) {
        Map<String, Thing> byName = new HashMap<>();
        for (Thing thing : design.things()) {
            if (thing.kind() == ThingKind.NOTE) {
                continue;
            }
            if (thing.name().isBlank()) {
                findings.add(ProblemCode.NAME_MISSING, thing, thing.id().text());
                continue;
            }
            Thing first = byName.putIfAbsent(scope(thing), thing);
            if (first != null) {
                findings.add(
                        ProblemCode.DUPLICATE_NAME,
                        thing,
                        thing.name(),
                        thing.kind().code(),
                        first.id().text(),
                        thing.id().text());
            }
        }
    }

    /// What must be unique: a zone or a subnet may have the name of one in another container.
    private static String scope(Thing thing) {
        String name = thing.kind() + "/" + thing.name().toLowerCase(Locale.ROOT);
        return switch (thing.kind()) {
            case ZONE, SUBNET, ROUTE_TABLE -> name + "/" + thing.within();
            case SITE,
                    VPC,
                    NODE,
                    TRANSIT_GATEWAY,
                    DIRECT_CONNECT_GATEWAY,
                    LOAD_BALANCER,
                    STATION,
                    PROXY,
                    DNS_RECORD,
                    VIRTUAL_IP,
                    SERVICE,
                    MIRROR,
                    FENCE_DEVICE,
                    NOTE ->
                    name;
        };
    }

    private static void hostName(Node node, Findings findings) {
        if (!node.name().isBlank()
                && HostName.parse(node.name())
                        instanceof Parsed.Bad<HostName>(var _, var found, var hint)) {
            Problem problem =
                    Problem.of(
                            ProblemCode.BAD_HOST_NAME,
                            new Place.AtThing(node.id(), "/name"),
                            node.id().text(),
                            found,
                            hint);
            findings.add(
                    hint.isEmpty()
                            ? problem
                            : problem.withFix(new ThingFix.Rename(node.id(), hint)));
        }
    }

    private static void resources(Design design, Findings findings) {
        Map<String, Service> byName = new HashMap<>();
        for (Service service : design.services()) {
            for (int i = 0; i < service.resources().size(); i++) {
                Resource resource = service.resources().get(i);
                Service first = byName.putIfAbsent(resource.name(), service);
                if (first != null) {
                    findings.add(
                            Problem.of(
                                    ProblemCode.DUPLICATE_RESOURCE,
                                    new Place.AtThing(service.id(), "/resources/" + i + "/name"),
                                    resource.name(),
                                    Findings.label(first),
                                    Findings.label(service)));
                }
            }
        }
        for (Node node : design.nodes()) {
            boolean besides = node.role() == NodeRole.REMOTE || node.role() == NodeRole.GUEST;
            if (besides && byName.containsKey(node.name())) {
                findings.add(ProblemCode.REMOTE_NAME_CLASH, node, node.name());
            }
        }
    }
}

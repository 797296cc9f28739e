package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.node.GuestOptions;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.place.Score;
import dev.belay.model.service.ConfigSetResource;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.LoadBalancerResource;
import dev.belay.model.service.MirrorResource;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Operations;
import dev.belay.model.service.Resource;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.ScriptResource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.ServiceStart;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.shape.Words;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Services as a CIB has them: groups, and primitives for those that are called like their only
/// resource.
final class ExportedServices {

    /// What a primitive is of.
    private record Agent(
            String standard, Optional<String> provider, String type, Map<String, String> with) {}

    private final Design design;
    private final CibTree tree;
    private final ExportNames names;
    private final ExportNotes notes;
    private final ExportedNodes nodes;

    /// Those that are in the CIB.
    final Set<ThingId> written = new HashSet<>();

    final Set<ThingId> writtenNodes = new HashSet<>();
    final Set<ThingId> writtenAddresses = new HashSet<>();

    ExportedServices(
            Design design,
            CibTree tree,
            ExportNames names,
            ExportNotes notes,
            ExportedNodes nodes) {
        this.design = design;
        this.tree = tree;
        this.names = names;
        this.notes = notes;
        this.nodes = nodes;
    }

    List<CibElement> all() {
        return design.services().stream().flatMap(service -> one(service).stream()).toList();
    }

    private Optional<CibElement> one(Service service) {
        boolean isSingle = ExportNames.single(service).isPresent();
        Map<String, String> meta = meta(service);
        List<CibElement> primitives = new ArrayList<>();
        for (int i = 0; i < service.resources().size(); i++) {
            primitive(service, i, isSingle ? meta : Map.of()).ifPresent(primitives::add);
        }
        if (primitives.isEmpty()) {
            notes.whole(service, Why.NO_PLACE);
            return Optional.empty();
        }
        written.add(service.id());
        Service plain =
                Service.of(service.id(), service.name())
                        .withResources(service.resources())
                        .withConstraints(service.constraints());
        notes.otherFields(
                service,
                plain,
                Set.of(
                        "start",
                        "priority",
                        "stickiness",
                        "migrationThreshold",
                        "failureTimeout",
                        "maintenance",
                        "notes"));
        if (isSingle) {
            return Optional.of(primitives.getFirst());
        }
        String id = names.of(service);
        List<CibElement> children = new ArrayList<>(tree.pairs("meta_attributes", id, meta));
        children.addAll(primitives);
        return Optional.of(CibTree.element("group", head(id, service.notes()), children));
    }

    private static Map<String, String> head(String id, String description) {
        Map<String, String> head = new HashMap<>(Map.of("id", id));
        if (!description.isEmpty()) {
            head.put("description", description);
        }
        return head;
    }

    private static Map<String, String> meta(Service service) {
        Map<String, String> meta = new HashMap<>();
        if (service.start() == ServiceStart.MANUAL) {
            meta.put("target-role", "Stopped");
        }
        if (service.priority() != 0) {
            meta.put("priority", Score.text(service.priority()));
        }
        if (service.stickiness() != 0) {
            meta.put("resource-stickiness", Score.text(service.stickiness()));
        }
        if (service.migrationThreshold() < Score.INFINITY) {
            meta.put("migration-threshold", Score.text(service.migrationThreshold()));
        }
        if (service.failureTimeout().isPositive()) {
            meta.put("failure-timeout", CibTree.time(service.failureTimeout()));
        }
        if (service.maintenance()) {
            meta.put("maintenance", "true");
        }
        return meta;
    }

    private Optional<CibElement> primitive(Service service, int index, Map<String, String> meta) {
        Resource resource = service.resources().get(index);
        Optional<Agent> agent = agent(resource);
        if (agent.isEmpty()) {
            String type = Words.tag(Resource.class, resource.getClass());
            notes.resource(service, index, type, resource.name(), Why.NO_PLACE);
            return Optional.empty();
        }
        String id = names.of(service, index);
        Map<String, String> all = new HashMap<>(meta);
        design.nodes().stream()
                .filter(node -> node.role() == NodeRole.GUEST)
                .filter(node -> isMachine(resource, node))
                .findFirst()
                .ifPresent(node -> {
                    writtenNodes.add(node.id());
                    all.putAll(nodes.guest(node, node.guest().orElseThrow()));
                });
        boolean isSingle = ExportNames.single(service).isPresent();
        Map<String, String> head = head(id, isSingle ? service.notes() : "");
        head.put("class", agent.get().standard());
        head.put("type", agent.get().type());
        agent.get().provider().ifPresent(provider -> head.put("provider", provider));
        List<CibElement> children =
                new ArrayList<>(tree.pairs("instance_attributes", id, agent.get().with()));
        children.addAll(tree.pairs("meta_attributes", id, all));
        children.add(operations(id, resource.operations()));
        return Optional.of(CibTree.element("primitive", head, children));
    }

    private static boolean isMachine(Resource resource, Node node) {
        return node.guest().map(GuestOptions::machine).filter(resource.name()::equals).isPresent();
    }

    private CibElement operations(String id, Operations times) {
        return CibTree.element(
                "operations",
                List.of(
                        tree.operation(id, "monitor", times.interval(), times.monitor()),
                        tree.operation(id, "start", Duration.ZERO, times.start()),
                        tree.operation(id, "stop", Duration.ZERO, times.stop())));
    }

    /// Empty for what Pacemaker has no agent for.
    private Optional<Agent> agent(Resource resource) {
        return switch (resource) {
            case OcfResource ocf ->
                    Optional.of(
                            new Agent(
                                    "ocf",
                                    Optional.of(ocf.provider()),
                                    ocf.agent(),
                                    ocf.parameters()));
            case SystemdResource unit ->
                    Optional.of(new Agent("systemd", Optional.empty(), unit.unit(), Map.of()));
            case ScriptResource script -> initScript(script);
            case VirtualIpResource ip ->
                    design.find(ip.virtualIp(), VirtualIp.class)
                            .filter(one -> one.means() == VirtualIpMeans.LAN)
                            .flatMap(one -> address(one, ip.name()));
            case RouteTableResource _,
                    DnsResource _,
                    ElasticIpResource _,
                    SecondaryIpResource _,
                    MirrorResource _,
                    ConfigSetResource _,
                    LoadBalancerResource _ ->
                    Optional.empty();
        };
    }

    /// Only those in the folder of init scripts, with the arguments that such have.
    private static Optional<Agent> initScript(ScriptResource script) {
        String folder = ImportedServices.INIT_SCRIPTS;
        ScriptResource plain =
                ScriptResource.of(script.name(), script.program())
                        .withOperations(script.operations());
        return script.equals(plain)
                        && script.program().startsWith(folder)
                        && script.program().indexOf('/', folder.length()) < 0
                ? Optional.of(
                        new Agent(
                                "lsb",
                                Optional.empty(),
                                script.program().substring(folder.length()),
                                Map.of()))
                : Optional.empty();
    }

    private Optional<Agent> address(VirtualIp ip, String resource) {
        if (ip.address().isEmpty()) {
            return Optional.empty();
        }
        if (writtenAddresses.add(ip.id())) {
            notes.otherFields(
                    ip, VirtualIp.of(ip.id(), resource), Set.of("address", "prefix", "device"));
        }
        Map<String, String> with = new HashMap<>();
        with.put("ip", ip.address().get().toString());
        with.put("cidr_netmask", Integer.toString(ip.prefix()));
        if (!ip.device().isEmpty()) {
            with.put("nic", ip.device());
        }
        return Optional.of(new Agent("ocf", Optional.of("heartbeat"), "IPaddr2", with));
    }
}

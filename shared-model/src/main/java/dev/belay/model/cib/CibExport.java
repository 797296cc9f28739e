package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes a CIB of a drawing, with a list of what the CIB does not say. It has no state in it, and
/// says only what Pacemaker 2.1 and 3 both take.
public final class CibExport {

    /// That of Pacemaker 2.0: tools take names of fail counts for those of 1.1 without one, and
    /// refuse one that is newer than they are.
    private static final String FEATURES = "3.1.0";

    /// Of the schemas that Pacemaker 2.1 and 3 both know the oldest.
    private static final String SCHEMA = "pacemaker-3.0";

    private final Design design;
    private final CibTree tree = new CibTree();
    private final ExportNotes notes = new ExportNotes();

    /// What came out.
    ///
    /// @param cib the root
    /// @param unsaid what the CIB does not say
    public record Exported(CibElement cib, List<Unsaid> unsaid) {

        public Exported {
            unsaid = List.copyOf(unsaid);
        }
    }

    private CibExport(Design design) {
        this.design = design;
    }

    /// The same drawing always gives the same CIB.
    public static Exported of(Design design) {
        return new CibExport(design).write();
    }

    private Exported write() {
        cluster();
        var names = new ExportNames(design, tree, notes);
        var nodes = new ExportedNodes(tree, names, notes);
        var fences = new ExportedFences(design, tree, names, notes);
        var services = new ExportedServices(design, tree, names, notes, nodes);

        List<CibElement> resources = new ArrayList<>(fences.devices());
        Set<ThingId> written = new HashSet<>();
        for (Node node : design.nodes()) {
            if (node.role() == NodeRole.REMOTE) {
                resources.add(nodes.connection(node));
            }
            if (node.role() != NodeRole.GUEST) {
                written.add(node.id());
            }
        }
        resources.addAll(services.all());
        written.addAll(services.writtenNodes);
        List<Node> known =
                design.nodes().stream().filter(node -> written.contains(node.id())).toList();
        List<CibElement> constraints =
                new ExportedConstraints(design, tree, names, notes, services.written, written)
                        .all();
        others(written, services.writtenAddresses);

        List<CibElement> configuration =
                new ArrayList<>(
                        List.of(
                                CibTree.element("crm_config", options(fences.areAllOff())),
                                CibTree.element("nodes", nodes.entries(known)),
                                CibTree.element("resources", resources),
                                CibTree.element("constraints", constraints)));
        configuration.addAll(fences.topology());
        CibElement cib =
                CibTree.element(
                        "cib",
                        Map.of(
                                "validate-with", SCHEMA,
                                // Without it Pacemaker's check is one of a cluster that may do
                                // nothing; the cluster sets it itself.
                                "have-quorum", "1",
                                "crm_feature_set", FEATURES,
                                "admin_epoch", "0",
                                "epoch", "1",
                                "num_updates", "0"),
                        // With a state that is empty all nodes would have to be fenced.
                        List.of(CibTree.element("configuration", configuration)));
        return new Exported(cib, notes.all());
    }

    private List<CibElement> options(boolean off) {
        Map<String, String> options = new HashMap<>();
        options.put("cluster-name", design.cluster().name());
        options.put("stonith-enabled", Boolean.toString(design.cluster().fencing()));
        if (off) {
            options.put("stonith-action", "off");
        }
        return List.of(tree.set("cluster_property_set", "cib-bootstrap-options", options));
    }

    private void cluster() {
        ClusterSettings cluster = design.cluster();
        ClusterSettings plain = CibImport.settings(cluster.name()).withFencing(cluster.fencing());
        ExportNotes.differences(cluster, plain)
                .forEach(field -> notes.ofCluster(cluster.id(), "/cluster/" + field, Why.NO_PLACE));
        for (int i = 0; i < design.configSets().size(); i++) {
            notes.ofCluster(design.configSets().get(i).name(), "/configSets/" + i, Why.NO_PLACE);
        }
        design.links().stream()
                .map(link -> link.id().text())
                .forEach(id -> notes.ofCluster(id, "/links/" + id, Why.NO_PLACE));
    }

    /// All that Pacemaker knows nothing about.
    private void others(Set<ThingId> nodes, Set<ThingId> addresses) {
        for (Thing thing : design.things()) {
            boolean isSaid =
                    switch (thing.kind()) {
                        case NODE -> nodes.contains(thing.id());
                        case VIRTUAL_IP -> addresses.contains(thing.id());
                        case SERVICE, FENCE_DEVICE -> true;
                        case SITE,
                                VPC,
                                ZONE,
                                SUBNET,
                                TRANSIT_GATEWAY,
                                DIRECT_CONNECT_GATEWAY,
                                ROUTE_TABLE,
                                LOAD_BALANCER,
                                STATION,
                                PROXY,
                                DNS_RECORD,
                                MIRROR,
                                NOTE ->
                                false;
                    };
            if (!isSaid) {
                notes.whole(thing, thing.kind() == ThingKind.NODE ? Why.LEFT_OUT : Why.NO_PLACE);
            }
        }
    }
}

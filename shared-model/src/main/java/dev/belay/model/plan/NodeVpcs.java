package dev.belay.model.plan;

import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import java.util.List;

/// The VPCs in which nodes are drawn that run services: what is moved from one node's network
/// interface to another's is in the region of these.
///
/// @param vpcs in the order of the nodes
public record NodeVpcs(List<Vpc> vpcs) {

    public NodeVpcs {
        vpcs = List.copyOf(vpcs);
    }

    public static NodeVpcs of(Design design) {
        return new NodeVpcs(
                design.nodes().stream()
                        .filter(node -> node.role().runsServices())
                        .flatMap(node -> design.containerOf(node, Vpc.class).stream())
                        .distinct()
                        .toList());
    }

    /// Each once; an empty one is of a VPC that does not say its region.
    public List<String> regions() {
        return vpcs.stream().map(Vpc::region).distinct().toList();
    }
}

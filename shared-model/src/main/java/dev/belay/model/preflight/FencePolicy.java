package dev.belay.model.preflight;

import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.fence.InstanceFence;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.preflight.LeastPolicy.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What nodes have to be allowed so that they can stop each other as instances. Fence agents that
/// are installed on a node have permissions of their own, which a design does not know.
final class FencePolicy {

    private FencePolicy() {}

    static void add(Design design, List<Statement> all, List<String> gaps) {
        Set<String> instances = new LinkedHashSet<>();
        Set<String> regions = new LinkedHashSet<>();
        boolean isEachRegionKnown = true;
        for (FenceDevice device : design.fenceDevices()) {
            if (!InstanceFence.isAgentOf(device)) {
                continue;
            }
            for (Node target : targets(design, device)) {
                String region = InstanceFence.regionOf(device, target, design);
                Optional<String> id = InstanceFence.instanceOf(device, target);
                if (id.isEmpty()) {
                    String thing = target.id().toString();
                    if (!gaps.contains(thing)) {
                        gaps.add(thing);
                    }
                    continue;
                }
                Vpc vpc = design.containerOf(target, Vpc.class).orElse(Vpc.of(target.id(), ""));
                instances.add(Arns.ofEc2(vpc.withRegion(region), "instance/" + id.get()));
                if (region.isEmpty()) {
                    isEachRegionKnown = false;
                } else {
                    regions.add(region);
                }
            }
        }
        if (instances.isEmpty()) {
            return;
        }
        all.add(
                new Statement(
                        "StopNodes",
                        List.of("ec2:StopInstances", "ec2:StartInstances"),
                        List.copyOf(instances),
                        List.of()));
        all.add(
                new Statement(
                        "ReadNodesAnyResource",
                        List.of("ec2:DescribeInstances", "ec2:DescribeInstanceAttribute"),
                        List.of("*"),
                        LeastPolicy.in(isEachRegionKnown ? regions : Set.of())));
    }

    private static List<Node> targets(Design design, FenceDevice device) {
        return device.targets().stream()
                .flatMap(id -> design.find(id, Node.class).stream())
                .toList();
    }
}

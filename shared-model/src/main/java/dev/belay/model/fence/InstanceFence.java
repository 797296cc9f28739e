package dev.belay.model.fence;

import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import java.util.Optional;

/// The fence agent that Belay brings itself: it stops instances of Amazon EC2 by the cloud's API.
/// Nothing has to be installed for it, and it needs no secret.
public final class InstanceFence {

    /// How a design names it.
    public static final String AGENT = "ec2";

    /// Parameter for where the instances are; without it, the region of the VPC that the target is
    /// drawn in.
    public static final String REGION = "region";

    private InstanceFence() {}

    /// Whether a device has this agent.
    public static boolean isAgentOf(FenceDevice device) {
        return device.agent().equals(AGENT);
    }

    /// `i-…` of a target: what the device calls it, or else what the target itself says; empty when
    /// nobody does.
    public static Optional<String> instanceOf(FenceDevice device, Node target) {
        return Optional.ofNullable(device.ports().get(target.id().toString()))
                .filter(id -> !id.isBlank())
                .or(() -> target.instance().flatMap(CloudInstance::instanceId));
    }

    /// Such as `ap-northeast-1`; empty when the design does not say it.
    public static String regionOf(FenceDevice device, Node target, Design design) {
        return Optional.ofNullable(device.parameters().get(REGION))
                .filter(region -> !region.isBlank())
                .or(() -> design.containerOf(target, Vpc.class).map(Vpc::region))
                .orElse("");
    }
}

package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.fence.InstanceFence;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.value.ThingId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Fencing: that whoever has to be stopped can be, and that no secret is in the drawing.
final class FenceChecks {

    private static final int HIGHEST_LEVEL = 9;

    private FenceChecks() {}

    static void check(Design design, Findings findings) {
        Set<ThingId> targets = new HashSet<>();
        for (FenceDevice device : design.fenceDevices()) {
            targets.addAll(device.targets());
            device(device, findings);
            if (InstanceFence.isAgentOf(device)) {
                instances(device, design, findings);
            }
        }
        sameInstance(design, findings);
        if (design.cluster().fencing()) {
            design.nodes().stream()
                    .filter(node -> node.role().runsServices())
                    // A guest is fenced by stopping its machine.
                    .filter(node -> node.role() != NodeRole.GUEST)
                    .filter(node -> !targets.contains(node.id()))
                    .forEach(node ->
                            findings.add(ProblemCode.NODE_NOT_FENCED, node, Findings.label(node)));
        }
    }

    private static void device(FenceDevice device, Findings findings) {
        if (device.level() < 1 || device.level() > HIGHEST_LEVEL) {
            findings.add(
                    Problem.of(
                            ProblemCode.FENCE_LEVEL,
                            Place.at(device.id(), "/level"),
                            Findings.label(device),
                            Integer.toString(device.level())));
        }
        if (device.targets().isEmpty()) {
            findings.add(ProblemCode.FENCE_WITHOUT_TARGETS, device, Findings.label(device));
        }
        device.parameters()
                .forEach((name, value) -> {
                    if (!value.isEmpty() && SecretNames.isSecret(name)) {
                        findings.add(
                                Problem.of(
                                                ProblemCode.SECRET_IN_DESIGN,
                                                Place.at(device.id(), "/parameters/" + name),
                                                Findings.label(device),
                                                name)
                                        .withFix(
                                                new ThingFix.KeepSecretOutside(device.id(), name)));
                    }
                });
    }

    /// Whoever is stopped as another one counts as stopped, and goes on.
    private static void sameInstance(Design design, Findings findings) {
        Map<String, Node> byInstance = new HashMap<>();
        for (FenceDevice device : design.fenceDevices()) {
            if (!InstanceFence.isAgentOf(device)) {
                continue;
            }
            for (ThingId target : device.targets()) {
                Optional<Node> node = design.find(target, Node.class);
                Optional<String> id = node.flatMap(one -> InstanceFence.instanceOf(device, one));
                if (node.isEmpty() || id.isEmpty()) {
                    continue;
                }
                Node other = byInstance.putIfAbsent(id.get(), node.get());
                if (other != null && !other.id().equals(target)) {
                    findings.add(
                            ProblemCode.FENCE_SAME_INSTANCE,
                            device,
                            Findings.label(device),
                            Findings.label(other),
                            Findings.label(node.get()),
                            id.get());
                }
                node.flatMap(Node::instance)
                        .flatMap(CloudInstance::instanceId)
                        .filter(own -> !own.equals(id.get()))
                        .ifPresent(own ->
                                findings.add(
                                        ProblemCode.FENCE_OTHER_INSTANCE,
                                        device,
                                        Findings.label(device),
                                        Findings.label(node.get()),
                                        id.get(),
                                        own));
            }
        }
    }

    private static void instances(FenceDevice device, Design design, Findings findings) {
        for (ThingId target : device.targets()) {
            design.find(target, Node.class)
                    .filter(node -> InstanceFence.instanceOf(device, node).isEmpty())
                    .ifPresent(node ->
                            findings.add(
                                    ProblemCode.FENCE_WITHOUT_INSTANCE,
                                    device,
                                    Findings.label(device),
                                    Findings.label(node)));
        }
        device.ports()
                .forEach((node, id) ->
                        CloudChecks.id(device, "/ports/" + node, Optional.of(id), "i-", findings));
    }
}

package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceAction;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Fence devices as a CIB has them, and their levels.
final class ExportedFences {

    private static final Duration USUAL = Duration.ofSeconds(60);

    private final Design design;
    private final CibTree tree;
    private final ExportNames names;
    private final ExportNotes notes;

    ExportedFences(Design design, CibTree tree, ExportNames names, ExportNotes notes) {
        this.design = design;
        this.tree = tree;
        this.names = names;
        this.notes = notes;
    }

    /// Whether all devices leave their targets off.
    boolean areAllOff() {
        List<FenceDevice> all = design.fenceDevices();
        return !all.isEmpty() && all.stream().allMatch(one -> one.action() == FenceAction.OFF);
    }

    List<CibElement> devices() {
        return design.fenceDevices().stream().map(this::device).toList();
    }

    private CibElement device(FenceDevice device) {
        if (device.within().isPresent()) {
            notes.field(device, "/within", Why.NO_PLACE);
        }
        device.secrets().forEach(name -> notes.field(device, "/secrets/" + name, Why.SECRET));
        Map<String, String> with = new HashMap<>(device.parameters());
        device.address().ifPresent(address -> with.put("ip", address.toString()));
        targets(device, with);
        boolean otherOff = with.containsKey("pcmk_off_timeout");
        if (!device.timeout().equals(USUAL) || otherOff) {
            with.put("pcmk_reboot_timeout", CibTree.time(device.timeout()));
            with.putIfAbsent("pcmk_off_timeout", CibTree.time(device.timeout()));
        }
        if (!device.delay().isZero()) {
            with.put("pcmk_delay_base", CibTree.time(device.delay()));
        }
        if (device.action() == FenceAction.OFF && !areAllOff()) {
            with.put("pcmk_reboot_action", "off");
        }
        String id = names.of(device);
        Map<String, String> head =
                new HashMap<>(Map.of("id", id, "class", "stonith", "type", device.agent()));
        if (!device.notes().isEmpty()) {
            head.put("description", device.notes());
        }
        return CibTree.element("primitive", head, tree.pairs("instance_attributes", id, with));
    }

    private void targets(FenceDevice device, Map<String, String> with) {
        List<Node> targets = targets(device);
        if (targets.isEmpty()) {
            return;
        }
        Map<String, String> ports = new LinkedHashMap<>();
        for (Node node : targets) {
            String port = device.ports().get(node.id().text());
            if (port != null) {
                ports.put(names.of(node), port);
            }
        }
        if (ports.size() < targets.size()) {
            with.put(
                    "pcmk_host_list",
                    targets.stream().map(names::of).collect(Collectors.joining(",")));
        }
        if (!ports.isEmpty()) {
            with.put("pcmk_host_map", HostMap.write(ports));
        }
    }

    /// In the order of the drawing.
    private List<Node> targets(FenceDevice device) {
        return design.nodes().stream()
                .filter(node -> device.targets().contains(node.id()))
                .toList();
    }

    /// Without a topology any one device is enough, and ours need levels as soon as there are two.
    List<CibElement> topology() {
        List<CibElement> levels = new ArrayList<>();
        for (Node node : design.nodes()) {
            List<FenceDevice> of =
                    design.fenceDevices().stream()
                            .filter(device -> device.targets().contains(node.id()))
                            .toList();
            Map<Integer, List<FenceDevice>> byLevel =
                    of.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            FenceDevice::level, TreeMap::new, Collectors.toList()));
            if (of.size() > 1 || !Set.of(1).containsAll(byLevel.keySet())) {
                byLevel.forEach((level, devices) -> levels.add(level(node, level, devices)));
            }
        }
        return levels.isEmpty() ? List.of() : List.of(CibTree.element("fencing-topology", levels));
    }

    private CibElement level(Node node, int level, List<FenceDevice> devices) {
        return CibTree.element(
                "fencing-level",
                Map.of(
                        "id", tree.id("fencing-" + node.id() + "-" + level),
                        "target", names.of(node),
                        "index", Integer.toString(Math.max(1, level)),
                        "devices",
                                devices.stream().map(names::of).collect(Collectors.joining(","))),
                List.of());
    }
}

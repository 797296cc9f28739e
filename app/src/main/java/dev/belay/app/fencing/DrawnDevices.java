package dev.belay.app.fencing;

import dev.belay.app.design.Drawn;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Fence devices of the open drawing.
///
/// @param devices with the targets that the design in force has, by their ids there
record DrawnDevices(List<FenceDevice> devices) {
    static final DrawnDevices NONE = new DrawnDevices(List.of());

    DrawnDevices {
        devices = List.copyOf(devices);
    }

    /// All of a drawing that another design lacks; none of a drawing of another cluster.
    static DrawnDevices of(Design drawing, Design inForce) {
        return new DrawnDevices(
                all(drawing, inForce).devices().stream()
                        .filter(one -> inForce.find(one.id()).isEmpty())
                        .toList());
    }

    /// Also those that are in force; none of a drawing of another cluster.
    static DrawnDevices all(Design drawing, Design inForce) {
        return Drawn.belongs(drawing, inForce)
                ? new DrawnDevices(
                        drawing.fenceDevices().stream()
                                .map(one -> in(inForce, drawing, one))
                                .toList())
                : NONE;
    }

    Optional<FenceDevice> find(String id) {
        return devices.stream().filter(one -> one.id().text().equals(id)).findFirst();
    }

    private static FenceDevice in(Design inForce, Design drawing, FenceDevice device) {
        SortedMap<String, String> ports = new TreeMap<>();
        for (ThingId target : device.targets()) {
            String port = device.ports().get(target.text());
            if (port != null) {
                target(inForce, drawing, target).ifPresent(id -> ports.put(id.text(), port));
            }
        }
        return device.withTargets(
                        device.targets().stream()
                                .flatMap(id -> target(inForce, drawing, id).stream())
                                .toList())
                .withPorts(ports);
    }

    /// The node in force that a drawn one is: by its id, or else by its name.
    private static Optional<ThingId> target(Design inForce, Design drawing, ThingId drawn) {
        return inForce.find(drawn, Node.class)
                .or(() ->
                        drawing.find(drawn, Node.class)
                                .flatMap(one ->
                                        inForce.nodes().stream()
                                                .filter(node -> node.name().equals(one.name()))
                                                .findFirst()))
                .map(Node::id);
    }
}

package dev.belay.model.network;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;

/// An address that moves with a service.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param address the address
/// @param prefix length of the network's prefix on the device
/// @param means how it gets to the active node
/// @param device network device; empty: the one that has an address in the same network
/// @param routeTables where its route is kept right; only with a route table
/// @param ports ports that clients use
/// @param notes what people wrote down about it; may have several lines
public record VirtualIp(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        Optional<IpAddress> address,
        @Otherwise("32") int prefix,
        @Otherwise("lan") VirtualIpMeans means,
        @Otherwise("") String device,
        @RefersTo(ThingKind.ROUTE_TABLE) List<ThingId> routeTables,
        List<Port> ports,
        @Otherwise("") String notes)
        implements Thing {

    public VirtualIp {
        routeTables = List.copyOf(routeTables);
        ports = List.copyOf(ports);
    }

    /// One with all that is optional left as it is by default.
    public static VirtualIp of(ThingId id, String name) {
        return new VirtualIp(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                32,
                VirtualIpMeans.LAN,
                "",
                List.of(),
                List.of(),
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.VIRTUAL_IP;
    }

    @Override
    public VirtualIp withId(ThingId id) {
        return new VirtualIp(
                id, name, within, frame, address, prefix, means, device, routeTables, ports, notes);
    }

    @Override
    public VirtualIp withName(String name) {
        return new VirtualIp(
                id, name, within, frame, address, prefix, means, device, routeTables, ports, notes);
    }

    @Override
    public VirtualIp withWithin(Optional<ThingId> within) {
        return new VirtualIp(
                id, name, within, frame, address, prefix, means, device, routeTables, ports, notes);
    }

    @Override
    public VirtualIp withFrame(Optional<Frame> frame) {
        return new VirtualIp(
                id, name, within, frame, address, prefix, means, device, routeTables, ports, notes);
    }

    public VirtualIp withAddress(Optional<IpAddress> address) {
        return new VirtualIp(
                id, name, within, frame, address, prefix, means, device, routeTables, ports, notes);
    }

    public VirtualIp withPrefix(int prefix) {
        return new VirtualIp(
                id, name, within, frame, address, prefix, means, device, routeTables, ports, notes);
    }

    public VirtualIp withMeans(VirtualIpMeans means) {
        return new VirtualIp(
                id, name, within, frame, address, prefix, means, device, routeTables, ports, notes);
    }

    public VirtualIp withDevice(String device) {
        return new VirtualIp(
                id, name, within, frame, address, prefix, means, device, routeTables, ports, notes);
    }

    public VirtualIp withRouteTables(List<ThingId> routeTables) {
        return new VirtualIp(
                id, name, within, frame, address, prefix, means, device, routeTables, ports, notes);
    }

    public VirtualIp withPorts(List<Port> ports) {
        return new VirtualIp(
                id, name, within, frame, address, prefix, means, device, routeTables, ports, notes);
    }

    @Override
    public VirtualIp withNotes(String notes) {
        return new VirtualIp(
                id, name, within, frame, address, prefix, means, device, routeTables, ports, notes);
    }
}

package dev.belay.model.cloud;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.util.Optional;

/// A subnet, in one zone.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param subnetId `subnet-…`
/// @param cidr its network
/// @param routeTable its route table; empty: the main one of the VPC
/// @param notes what people wrote down about it; may have several lines
public record Subnet(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        Optional<String> subnetId,
        Optional<Cidr> cidr,
        @RefersTo(ThingKind.ROUTE_TABLE) Optional<ThingId> routeTable,
        @Otherwise("") String notes)
        implements Thing {

    /// One with all that is optional left as it is by default.
    public static Subnet of(ThingId id, String name) {
        return new Subnet(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.SUBNET;
    }

    @Override
    public Subnet withId(ThingId id) {
        return new Subnet(id, name, within, frame, subnetId, cidr, routeTable, notes);
    }

    @Override
    public Subnet withName(String name) {
        return new Subnet(id, name, within, frame, subnetId, cidr, routeTable, notes);
    }

    @Override
    public Subnet withWithin(Optional<ThingId> within) {
        return new Subnet(id, name, within, frame, subnetId, cidr, routeTable, notes);
    }

    @Override
    public Subnet withFrame(Optional<Frame> frame) {
        return new Subnet(id, name, within, frame, subnetId, cidr, routeTable, notes);
    }

    public Subnet withSubnetId(Optional<String> subnetId) {
        return new Subnet(id, name, within, frame, subnetId, cidr, routeTable, notes);
    }

    public Subnet withCidr(Optional<Cidr> cidr) {
        return new Subnet(id, name, within, frame, subnetId, cidr, routeTable, notes);
    }

    public Subnet withRouteTable(Optional<ThingId> routeTable) {
        return new Subnet(id, name, within, frame, subnetId, cidr, routeTable, notes);
    }

    @Override
    public Subnet withNotes(String notes) {
        return new Subnet(id, name, within, frame, subnetId, cidr, routeTable, notes);
    }
}

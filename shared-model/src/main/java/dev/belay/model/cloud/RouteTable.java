package dev.belay.model.cloud;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;

/// A route table of a VPC.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param routeTableId `rtb-…`
/// @param main whether subnets without one of their own use it
/// @param routes its lines
/// @param notes what people wrote down about it; may have several lines
public record RouteTable(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        Optional<String> routeTableId,
        @Otherwise("false") boolean main,
        List<Route> routes,
        @Otherwise("") String notes)
        implements Thing {

    public RouteTable {
        routes = List.copyOf(routes);
    }

    /// One with all that is optional left as it is by default.
    public static RouteTable of(ThingId id, String name) {
        return new RouteTable(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.ROUTE_TABLE;
    }

    @Override
    public RouteTable withId(ThingId id) {
        return new RouteTable(id, name, within, frame, routeTableId, main, routes, notes);
    }

    @Override
    public RouteTable withName(String name) {
        return new RouteTable(id, name, within, frame, routeTableId, main, routes, notes);
    }

    @Override
    public RouteTable withWithin(Optional<ThingId> within) {
        return new RouteTable(id, name, within, frame, routeTableId, main, routes, notes);
    }

    @Override
    public RouteTable withFrame(Optional<Frame> frame) {
        return new RouteTable(id, name, within, frame, routeTableId, main, routes, notes);
    }

    public RouteTable withRouteTableId(Optional<String> routeTableId) {
        return new RouteTable(id, name, within, frame, routeTableId, main, routes, notes);
    }

    public RouteTable withMain(boolean main) {
        return new RouteTable(id, name, within, frame, routeTableId, main, routes, notes);
    }

    public RouteTable withRoutes(List<Route> routes) {
        return new RouteTable(id, name, within, frame, routeTableId, main, routes, notes);
    }

    @Override
    public RouteTable withNotes(String notes) {
        return new RouteTable(id, name, within, frame, routeTableId, main, routes, notes);
    }
}

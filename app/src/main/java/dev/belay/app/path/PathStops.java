package dev.belay.app.path;

import dev.belay.model.check.Place;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;

/// Which thing of the drawing one looks at for a hop.
final class PathStops {

    private PathStops() {}

    /// What decides over the hop: the thing that a check names, or else the one that routes it.
    static Optional<ThingId> subject(PathHop hop) {
        if (hop.why() instanceof Why.Checked(var problem)
                && problem.place() instanceof Place.AtThing place) {
            return Optional.of(place.id());
        }
        List<ThingId> stops = hop.stops();
        if (stops.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (hop.step()) {
                    case TRANSIT_TO_VPC, TRANSIT_TO_LINE -> stops.getFirst();
                    case NODE_TO_TRANSIT -> stops.get(stops.size() / 2);
                    case SITE_TO_LINE,
                            LINE_TO_TRANSIT,
                            VPC_TO_INTERFACE,
                            INTERFACE_TO_NODE,
                            LINE_TO_SITE ->
                            stops.getLast();
                });
    }
}

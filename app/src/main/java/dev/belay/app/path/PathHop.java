package dev.belay.app.path;

import dev.belay.model.preflight.Hop;
import dev.belay.model.value.ThingId;
import java.util.List;

/// One hop over the drawing.
///
/// @param number from 1, in the order of the way
/// @param step which one
/// @param stops things of the drawing that it goes through, from where it begins to where it ends;
///   the interface of a node is drawn as the node. Fewer than two where something is not drawn
/// @param state whether it is known to be taken
/// @param why that is its state
/// @param isBeyondBreak whether a hop before it is broken, so that no packet gets here
public record PathHop(
        int number,
        Hop.Step step,
        List<ThingId> stops,
        Hop.State state,
        Why why,
        boolean isBeyondBreak) {

    public PathHop {
        stops = List.copyOf(stops);
    }

    /// Whether it is part of the answer's way.
    public boolean isBack() {
        return step.compareTo(Hop.Step.NODE_TO_TRANSIT) >= 0;
    }

    public boolean isBroken() {
        return state == Hop.State.BROKEN;
    }
}

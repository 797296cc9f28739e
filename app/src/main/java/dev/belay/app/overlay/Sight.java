package dev.belay.app.overlay;

import dev.belay.api.ServicesView;
import dev.belay.model.design.Design;
import dev.belay.model.plan.Difference;
import dev.belay.model.plan.Drift;
import java.util.List;

/// What there is to lay over the drawing.
public sealed interface Sight {

    /// There is nothing.
    record Nothing(Why why) implements Sight {}

    /// Why there is nothing.
    enum Why {
        NO_CLUSTER,
        NO_DESIGN,
        /// The cluster has not answered yet.
        UNHEARD,
        /// This program cannot read the design in force.
        UNREADABLE,
        /// The drawing is one of another cluster.
        OTHER_CLUSTER
    }

    /// What one member of the drawing's own cluster said.
    ///
    /// @param inForce the design; an empty one when none is
    /// @param running services as that member sees them
    /// @param differences of the drawing from the design in force
    /// @param drifts of what is so from the design in force
    /// @param ageMillis since that was heard
    /// @param isStale whether nothing can be concluded from it any more
    record Seen(
            Design inForce,
            ServicesView running,
            List<Difference> differences,
            List<Drift> drifts,
            long ageMillis,
            boolean isStale)
            implements Sight {
        public Seen {
            differences = List.copyOf(differences);
            drifts = List.copyOf(drifts);
        }
    }
}

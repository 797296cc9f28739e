package dev.belay.model.place;

import java.util.List;
import java.util.Optional;

/// What the scheduler wants.
///
/// @param placements of all primitives, in the order of the situation
/// @param steps what has to be done for it, in the same order; empty when all is well
public record Schedule(List<Placement> placements, List<Step> steps) {

    public Schedule {
        placements = List.copyOf(placements);
        steps = List.copyOf(steps);
    }

    /// Where a primitive is to be; empty where it does not run, or is not known.
    public Optional<String> hostOf(String resource) {
        return placements.stream()
                .filter(placement -> placement.resource().equals(resource))
                .findFirst()
                .flatMap(Placement::host);
    }
}

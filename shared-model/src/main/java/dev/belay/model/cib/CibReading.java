package dev.belay.model.cib;

import dev.belay.model.place.Situation;
import java.util.List;

/// What a CIB says.
///
/// @param situation for the scheduler
/// @param unheeded what was left out; empty when the situation says all that the CIB does
public record CibReading(Situation situation, List<Unheeded> unheeded) {

    public CibReading {
        unheeded = List.copyOf(unheeded);
    }
}

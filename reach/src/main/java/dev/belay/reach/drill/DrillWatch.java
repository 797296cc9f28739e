package dev.belay.reach.drill;

import dev.belay.drill.Availability;
import dev.belay.drill.DrillStep;

/// Who looks on while a drill runs; called on the drill's own thread.
public interface DrillWatch {

    void step(DrillStep step);

    /// Called some times a second.
    ///
    /// @param orderedNanos when the fault was ordered, on the clock of the answers; -1 before
    /// @param nowNanos on the same clock
    default void seen(Availability now, long orderedNanos, long nowNanos) {}
}

package dev.belay.model.plan;

import dev.belay.model.content.UnifiedDiff;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// A step with all that can be said of it beforehand.
///
/// @param number from 1
/// @param before the design that is in force when it begins
/// @param after the design that it puts in force
/// @param gates what has to hold before it begins
/// @param effects what agents do then
/// @param limit how long it may take until what is looked at afterwards is seen
public record PlannedStep(
        int number,
        Step step,
        Design before,
        Design after,
        List<Gate> gates,
        List<Effect> effects,
        Duration limit) {

    public PlannedStep {
        gates = List.copyOf(gates);
        effects = List.copyOf(effects);
    }

    /// What it changes in the text of the design in force, in the unified format of diff(1).
    public String diff() {
        return between(before, after);
    }

    /// The same for its way back.
    public String undoDiff() {
        return between(after, before);
    }

    private static String between(Design from, Design to) {
        return UnifiedDiff.between(bytes(from), bytes(to));
    }

    private static byte[] bytes(Design design) {
        return DesignFormat.write(design).getBytes(StandardCharsets.UTF_8);
    }
}

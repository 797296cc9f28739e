package dev.belay.agent.core.fence;

import java.util.List;

/// Devices that have to confirm all together.
///
/// @param number 1–9; the lowest is tried first
public record FenceLevel(int number, List<FenceMeans> means) {

    public FenceLevel {
        means = List.copyOf(means);
    }
}

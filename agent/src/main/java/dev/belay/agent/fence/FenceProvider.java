package dev.belay.agent.fence;

import dev.belay.agent.program.Metadata;
import dev.belay.agent.program.MetadataException;
import java.time.Duration;
import java.util.List;

/// Fence agents that say what they are before they are asked to act.
public interface FenceProvider extends FenceAgent {

    /// What an agent says of itself. Blocks at most for the time and a few seconds more.
    Metadata metadata(String agent, Duration atMost) throws MetadataException, InterruptedException;

    /// Gets ready what takes time the first time, and looks whether these could be stopped; does
    /// not block.
    ///
    /// @param devices those of the design that can be asked
    default void warm(List<FenceTool> devices) {}
}

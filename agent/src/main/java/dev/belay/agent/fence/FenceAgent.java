package dev.belay.agent.fence;

import dev.belay.agent.core.fence.FenceAnswer;
import dev.belay.agent.core.fence.FenceVerb;

/// Whatever asks fence devices.
public interface FenceAgent {

    /// Blocks until the device answered, at most for its time-out and a few seconds more. May be
    /// repeated: off is off.
    ///
    /// @throws InterruptedException when this thread was interrupted; the device may have acted
    FenceAnswer ask(FenceTool device, FenceVerb verb) throws InterruptedException;
}

package dev.belay.agent.core.lease;

import java.util.Map;

/// What the holder of leases wants done. Times are nanoseconds of the node's own clock.
public sealed interface HolderEffect {

    /// Ask all members; answers that are confirmed come back as an input.
    record Ask(Report report) implements HolderEffect {}

    /// Have the kernel end the agent at that time; replaces the time before.
    record ArmSelfKill(long at) implements HolderEffect {}

    record DisarmSelfKill() implements HolderEffect {}

    /// Open the gates of these services for another time T, those that are still open. Not to be
    /// done after the deadline.
    record RenewGates(Map<String, Long> services, long deadline) implements HolderEffect {}

    /// Start a service; its gates are taken anew.
    record Start(String service, long generation) implements HolderEffect {}

    /// Stop a service: its gates first, then its resources from the last to the first.
    ///
    /// @param deadline when whatever is left of it must be killed
    record Stop(String service, long generation, long deadline) implements HolderEffect {}
}

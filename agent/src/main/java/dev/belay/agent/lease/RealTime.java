package dev.belay.agent.lease;

import java.util.Optional;

/// Real-time scheduling for the one thread that renews: without it a busy machine loses fast leases
/// for nothing.
public final class RealTime {

    private static final int EPERM = 1;

    private RealTime() {}

    /// Asks for it, for the calling thread.
    ///
    /// @param priority 1-99; higher goes first
    /// @return why it was not granted, and what to do; empty: it was
    public static Optional<String> take(int priority) {
        long result = NativeCalls.scheduleInRealTime(priority);
        if (result >= 0) {
            return Optional.empty();
        }
        return Optional.of(
                result == -EPERM
                        ? "the kernel does not allow real-time scheduling here: run the agent as"
                                + " root or with CAP_SYS_NICE, and give its cgroup a"
                                + " cpu.rt_runtime_us"
                        : "sched_setscheduler answered error " + -result);
    }
}

package dev.belay.agent.host;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Real-time scheduling of threads that leases wait for: without it a busy machine loses fast ones
/// for nothing. What such a thread forks gets none of it.
public final class RealTime {

    private static final int ROUND_ROBIN = 2;
    private static final int RESET_ON_FORK = 0x40000000;
    private static final int EPERM = 1;
    private static final int ESRCH = 3;

    private RealTime() {}

    /// Asks for it, for the calling thread.
    ///
    /// @param priority 1-99; higher goes first
    /// @return why it was not granted, and what to do; empty: it was
    public static Optional<String> take(int priority) {
        int error = schedule(0, priority);
        if (error == 0) {
            return Optional.empty();
        }
        return Optional.of(
                error == EPERM
                        ? "the kernel does not allow real-time scheduling here: run the agent as"
                                + " root or with CAP_SYS_NICE, and give its cgroup a"
                                + " cpu.rt_runtime_us"
                        : "sched_setscheduler answered error " + error);
    }

    /// Gives it to a thread of this process.
    ///
    /// @param task the thread's number
    /// @return whether it has it now, or is not there any more
    static boolean give(int task, int priority) {
        int error = schedule(task, priority);
        return error == 0 || error == ESRCH;
    }

    private static int schedule(int task, int priority) {
        try (Arena arena = Arena.ofConfined()) {
            var errno = arena.allocate(ValueLayout.JAVA_INT);
            var wanted = arena.allocateFrom(ValueLayout.JAVA_INT, priority);
            int policy = ROUND_ROBIN | RESET_ON_FORK;
            int result = (int) Calls.SCHEDULE.invokeExact(errno, task, policy, wanted);
            return result == 0 ? 0 : errno.get(ValueLayout.JAVA_INT, 0);
        } catch (Throwable e) {
            throw new IllegalStateException("sched_setscheduler can be called", e);
        }
    }

    private static final class Calls {
        static final MethodHandle SCHEDULE =
                CLibrary.call(
                        "sched_setscheduler",
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS);
    }
}

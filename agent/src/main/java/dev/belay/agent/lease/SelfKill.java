package dev.belay.agent.lease;

/// The dead-man of the agent itself: the kernel kills this process, all threads of it, at a time
/// that each renewal puts off. A process that was paused and wakes up after that time never acts
/// again. Children live on.
///
/// Times are those of {@link #now}. Not safe for use by several threads.
public final class SelfKill implements AutoCloseable {

    private static final int SIGKILL = 9;

    private final long timer;

    private SelfKill(long timer) {
        this.timer = timer;
    }

    /// A timer that is not armed.
    public static SelfKill create() throws LeaseException {
        long timer = NativeCalls.createTimer(NativeCalls.CLOCK_BOOTTIME, SIGKILL);
        if (timer < 0) {
            throw new LeaseException(
                    "wanted a kernel timer that ends the agent when its lease does, timer_create"
                            + " answered error "
                            + -timer
                            + ": run no exclusive resources on this node");
        }
        return new SelfKill(timer);
    }

    /// Nanoseconds of the clock that goes on while the machine sleeps.
    public static long now() {
        return NativeCalls.clock(NativeCalls.CLOCK_BOOTTIME);
    }

    /// Ends this process at a time; replaces the time before. A time that has passed ends it now.
    public void arm(long at) throws LeaseException {
        set(Math.max(1, at), "arm");
    }

    public void disarm() throws LeaseException {
        set(0, "disarm");
    }

    private void set(long at, String what) throws LeaseException {
        long result = NativeCalls.setTimer(timer, at);
        if (result < 0) {
            throw new LeaseException(
                    "wanted to "
                            + what
                            + " the self-kill, timer_settime answered error "
                            + -result);
        }
    }

    @Override
    public void close() {
        NativeCalls.deleteTimer(timer);
    }
}

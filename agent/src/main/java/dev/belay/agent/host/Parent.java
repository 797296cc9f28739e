package dev.belay.agent.host;

import java.time.Duration;

/// Watches the process that started this one.
///
/// The kernel's own signal for this (PR_SET_PDEATHSIG, prctl(2)) fires when the *thread* that
/// forked ends, which in a Java program is none that matters; so the parent is looked at instead.
public final class Parent {

    private static final Duration EVERY = Duration.ofMillis(500);

    private Parent() {}

    /// Calls once, on a thread of its own, when the parent of now has ended.
    public static void watch(Runnable ended) {
        var parent = ProcessHandle.current().parent();
        if (parent.isEmpty() || parent.get().pid() <= 1) {
            ended.run();
            return;
        }
        long pid = parent.get().pid();
        Thread.ofVirtual()
                .name("parent")
                .start(() -> {
                    while (isParent(pid)) {
                        Beat.await(EVERY);
                    }
                    ended.run();
                });
    }

    private static boolean isParent(long pid) {
        return ProcessHandle.current().parent().map(now -> now.pid() == pid).orElse(false);
    }
}

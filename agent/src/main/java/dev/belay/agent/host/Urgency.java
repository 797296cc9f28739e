package dev.belay.agent.host;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Which threads of this process go first on a busy host: those that a lease waits for on its way
/// to the voters and back, and the virtual machine's own, which all others stop for. Whatever else
/// it does is as patient as any program. For one thread.
///
/// Where leases are short those threads are scheduled in real time: a nice value counts only beside
/// the threads of the same session or control group, for the kernel shares the processors among
/// those first (sched(7), "The autogroup feature"). They stay so until the agent ends, even if the
/// leases become longer.
public final class Urgency {

    private static final int NICE = -15;

    /// Below the thread that renews.
    private static final int REAL_TIME = 10;

    private static final int PROCESS = 0;
    private static final int ESRCH = 3;

    /// Where names begin, as the kernel has them: 15 characters at most.
    private static final List<String> URGENT =
            List.of(
                    "VM Thread",
                    "GC Thread",
                    "G1 ",
                    "nioEventLoopGro",
                    "grpc-default-",
                    "own-word",
                    "tenures");

    /// Scheduled in real time already.
    private static final String LEASE = "lease";

    private static final Path TASKS = Path.of("/proc/self/task");

    private static final long SELDOM = 1_000_000_000L;

    private final Consumer<String> log;
    private final Set<String> known = new HashSet<>();
    private boolean isRefused;
    private boolean isHasty;
    private long lookedAt = System.nanoTime() - SELDOM;

    /// @param log hears why the kernel does not allow it, once
    public Urgency(Consumer<String> log) {
        this.log = log;
    }

    /// Looks at the threads that began since it looked last, once a second at most.
    ///
    /// @param isHasty whether leases are so short that a turn among all programs is too late
    public void look(boolean isHasty) {
        if (isHasty && !this.isHasty) {
            this.isHasty = true;
            known.clear();
        }
        long now = System.nanoTime();
        if (now - lookedAt >= SELDOM) {
            lookedAt = now;
            lookNow();
        }
    }

    void lookNow() {
        if (isRefused) {
            return;
        }
        Set<String> present = new HashSet<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                String number = String.valueOf(task.getFileName());
                present.add(number);
                if (!known.contains(number) && !settle(Integer.parseInt(number), name(task))) {
                    isRefused = true;
                    log.accept(
                            "the kernel does not allow threads to go first: run the agent as root,"
                                    + " or a busy host may take fast leases from it");
                    return;
                }
            }
        } catch (IOException e) {
            log.accept("threads cannot be told apart: " + e.getMessage());
            return;
        }
        known.clear();
        known.addAll(present);
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException e) {
            // It has just ended.
            return "";
        }
    }

    /// A thread begins as whoever began it: the patient ones are set back.
    private boolean settle(int task, String name) {
        if (name.isEmpty() || name.equals(LEASE)) {
            return true;
        }
        boolean isUrgent = URGENT.stream().anyMatch(name::startsWith);
        if (isUrgent) {
            return (isHasty && RealTime.give(task, REAL_TIME)) || set(task, NICE);
        }
        return niceness(task) >= 0 || set(task, 0);
    }

    /// The nice value of a thread: -20 goes first, 19 last; 0 for one that is not there.
    ///
    /// @param task its number; 0: the calling one
    public static int niceness(int task) {
        try (Arena arena = Arena.ofConfined()) {
            var errno = arena.allocate(ValueLayout.JAVA_INT);
            return (int) Calls.GET.invokeExact(errno, PROCESS, task);
        } catch (Throwable e) {
            throw new IllegalStateException("getpriority can be called", e);
        }
    }

    /// What a command line begins with, so that a program of others is as patient as any, whichever
    /// thread starts it.
    public static List<String> calmly() {
        int now = niceness(0);
        return now < 0 ? List.of("/usr/bin/nice", "-n", Integer.toString(-now)) : List.of();
    }

    private static boolean set(int task, int nice) {
        try (Arena arena = Arena.ofConfined()) {
            var errno = arena.allocate(ValueLayout.JAVA_INT);
            int result = (int) Calls.SET.invokeExact(errno, PROCESS, task, nice);
            return result == 0 || errno.get(ValueLayout.JAVA_INT, 0) == ESRCH;
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority can be called", e);
        }
    }

    private static final class Calls {
        static final MethodHandle GET =
                CLibrary.call(
                        "getpriority",
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT);
        static final MethodHandle SET =
                CLibrary.call(
                        "setpriority",
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT);
    }
}

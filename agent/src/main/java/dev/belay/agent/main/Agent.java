package dev.belay.agent.main;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.host.Clock;
import dev.belay.agent.host.Parent;
import dev.belay.agent.host.ServiceNotice;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// One agent in the foreground of its process, until a signal, a lost parent or a failed disk ends
/// it.
public final class Agent {

    /// An idle machine needs a tenth; a busy one must not turn an orderly stop into a failed one.
    private static final long STOP_SECONDS = 10;

    private Agent() {}

    /// Runs an agent until the process is told to stop (SIGTERM, SIGINT). Blocks.
    ///
    /// @param dieWithParent end in order as soon as the process that started this one has ended
    /// @return exit code, see {@link AgentMain}
    public static int run(AgentConfig config, boolean dieWithParent) {
        var reason = new AtomicReference<>("");
        var told = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var code = new AtomicInteger(AgentMain.FAILED);
        var hook =
                new Thread(
                        () -> {
                            if (done.getCount() > 0) {
                                tell("SIGTERM", reason, told);
                                endInOrder(done, code);
                            }
                        },
                        "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (var notice = ServiceNotice.ofEnvironment()) {
            var running =
                    RunningAgent.start(
                            config, Clock.system(), System.err, ended -> tell(ended, reason, told));
            notice.ready();
            if (dieWithParent) {
                Parent.watch(() -> tell("parent ended", reason, told));
            }
            told.await();
            notice.stopping();
            String why = String.valueOf(reason.get());
            running.stop(why);
            code.set(
                    why.startsWith(RunningAgent.LOG_FAILED) ? AgentMain.FAILED : AgentMain.STOPPED);
            return code.get();
        } catch (StartRefused e) {
            System.err.println("belay agent: " + e.getMessage());
            return AgentMain.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AgentMain.FAILED;
        } finally {
            done.countDown();
        }
    }

    private static void tell(String why, AtomicReference<String> reason, CountDownLatch told) {
        if (reason.compareAndSet("", why)) {
            told.countDown();
        }
    }

    /// The virtual machine would end a process that got SIGTERM with 143; an orderly stop is 0.
    private static void endInOrder(CountDownLatch done, AtomicInteger code) {
        try {
            boolean inTime = done.await(STOP_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().halt(inTime ? code.get() : AgentMain.FAILED);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(AgentMain.FAILED);
        }
    }
}

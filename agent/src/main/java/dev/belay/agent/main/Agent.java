package dev.belay.agent.main;

import dev.belay.agent.config.AgentConfig;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// One agent: everything that runs between its start and its stop.
public final class Agent {

    private Agent() {}

    /// Runs an agent until the process is told to stop (SIGTERM, SIGINT). Blocks.
    ///
    /// @return exit code, see {@link AgentMain}
    public static int run(AgentConfig config, boolean dieWithParent) {
        try (var folder = StateFolder.open(config)) {
            var stop = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stop::countDown, "stop"));
            stop.await();
            folder.markStopped();
            return AgentMain.STOPPED;
        } catch (StartRefused e) {
            System.err.println("belay agent: " + e.getMessage());
            return AgentMain.FAILED;
        } catch (IOException | InterruptedException e) {
            System.err.println("belay agent: stopped out of order: " + e);
            return AgentMain.FAILED;
        }
    }
}

package dev.belay.agent.tenure;

import dev.belay.agent.config.AgentConfig.WatchedBy;
import dev.belay.agent.lease.LeaseException;
import dev.belay.agent.lease.Watchdog;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The watchdog of this host, where the configuration names one. Open from the agent's start on: an
/// agent before may have left it counting.
final class HostWatch {

    private final WatchedBy wanted;
    private final BooleanSupplier isAlive;
    private final Consumer<String> log;
    private @Nullable Watchdog watchdog;
    private boolean isOver;
    private volatile String trouble = "";

    /// @param isAlive whether the part of the agent still works that holds its leases
    /// @param log hears for how long the host waits
    HostWatch(WatchedBy wanted, BooleanSupplier isAlive, Consumer<String> log) {
        this.wanted = wanted;
        this.isAlive = isAlive;
        this.log = log;
    }

    /// Opens it, unless it is open.
    synchronized void keep() {
        if (wanted.device().isEmpty() || watchdog != null || isOver) {
            return;
        }
        try {
            Watchdog opened =
                    Watchdog.start(Path.of(wanted.device()), wanted.seconds(), isAlive, log);
            watchdog = opened;
            trouble = "";
            log.accept(
                    "the watchdog resets this host after %d s without a sign of life"
                            .formatted(opened.seconds()));
        } catch (LeaseException e) {
            trouble = String.valueOf(e.getMessage());
        }
    }

    /// Why the host is not watched although the configuration wants it; empty when it is.
    String trouble() {
        return trouble;
    }

    synchronized boolean isWatching() {
        return watchdog != null && watchdog.isWatching();
    }

    /// @param isClear whether nothing is left here that anybody would have to end; otherwise the
    ///   host is reset, unless an agent is back in time
    synchronized void end(boolean isClear) {
        isOver = true;
        if (watchdog == null) {
            return;
        }
        if (isClear) {
            watchdog.leave();
        } else {
            watchdog.close();
        }
    }
}

package dev.belay.agent.lease;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The last dead-man: the host itself is reset when this agent gives no sign of life. For what
/// nothing else ends: a kernel that hangs, a guardian that was killed too.
///
/// Only where the configuration names one: from the moment it is open, an agent that ends without
/// having ended its services has to be back in time, or the host starts anew. On a thread of its
/// own, for some devices take long to hear.
public final class Watchdog implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    /// What is written to.
    interface Device extends AutoCloseable {

        /// Of silence, after which it resets the host.
        int seconds();

        void pet() throws LeaseException;

        /// Says that the silence to come is meant.
        void leave() throws LeaseException;

        @Override
        void close();
    }

    private final Device device;
    private final BooleanSupplier isAlive;
    private final Consumer<String> log;
    private final Duration every;
    private final Thread thread;
    private volatile boolean isOver;
    private volatile boolean isRefused;

    private Watchdog(Device device, BooleanSupplier isAlive, Consumer<String> log, Duration every) {
        this.device = device;
        this.isAlive = isAlive;
        this.log = log;
        this.every = every;
        this.thread = Thread.ofPlatform().name("watchdog").daemon().unstarted(this::run);
    }

    /// Opens the device and begins to give signs of life.
    ///
    /// @param seconds of silence, after which the host is reset
    /// @param isAlive whether the part of the agent still works that holds its leases
    /// @param log hears once when the device takes no sign of life
    public static Watchdog start(
            Path path, int seconds, BooleanSupplier isAlive, Consumer<String> log)
            throws LeaseException {
        return start(WatchdogDevice.open(path, seconds), isAlive, log, EVERY);
    }

    static Watchdog start(
            Device device, BooleanSupplier isAlive, Consumer<String> log, Duration every) {
        var watchdog = new Watchdog(device, isAlive, log, every);
        watchdog.thread.start();
        return watchdog;
    }

    /// As the device took it.
    public int seconds() {
        return device.seconds();
    }

    /// Whether it took the last sign of life.
    public boolean isWatching() {
        return !isOver && !isRefused;
    }

    private void run() {
        while (!isOver) {
            if (isAlive.getAsBoolean()) {
                pet();
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }

    /// In one step with the end: a sign of life after the leave would undo it.
    private synchronized void pet() {
        if (isOver) {
            return;
        }
        try {
            device.pet();
            isRefused = false;
        } catch (LeaseException e) {
            if (!isRefused) {
                log.accept(String.valueOf(e.getMessage()));
            }
            isRefused = true;
        }
    }

    /// Nothing is left here that anybody would have to end: the host goes on without it.
    public void leave() {
        end(true);
    }

    /// Gives no more signs of life; the device counts on, until the next start of the agent opens
    /// it again.
    @Override
    public void close() {
        end(false);
    }

    private synchronized void end(boolean isInOrder) {
        if (isOver) {
            return;
        }
        isOver = true;
        LockSupport.unpark(thread);
        if (isInOrder) {
            try {
                device.leave();
            } catch (LeaseException e) {
                log.accept(String.valueOf(e.getMessage()));
            }
        }
        device.close();
    }
}

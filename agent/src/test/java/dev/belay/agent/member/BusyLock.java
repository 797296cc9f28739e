package dev.belay.agent.member;

import static java.util.Objects.requireNonNull;

import dev.belay.agent.consensus.RatisConsensus;
import java.lang.reflect.Field;
import java.time.Duration;
import org.apache.ratis.server.RaftServer;

/// Holds the lock of a node's Ratis most of the time, as a machine with too much to do does.
final class BusyLock implements AutoCloseable {

    private static final Duration HELD = Duration.ofMillis(150);
    private static final Duration FREE = Duration.ofMillis(5);

    private final Thread holder;

    BusyLock(RatisConsensus node) throws ReflectiveOperationException {
        Object running = requireNonNull(field(node, "running"));
        Object raft = requireNonNull(field(running, "node"));
        var lock = (RaftServer.Division) requireNonNull(field(raft, "division"));
        holder = Thread.ofPlatform().daemon().start(() -> hold(lock));
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    private static void hold(RaftServer.Division lock) {
        try {
            while (true) {
                synchronized (lock) {
                    Thread.sleep(HELD);
                }
                Thread.sleep(FREE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        holder.interrupt();
    }
}

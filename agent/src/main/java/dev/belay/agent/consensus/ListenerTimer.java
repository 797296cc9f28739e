package dev.belay.agent.consensus;

import java.util.Arrays;
import org.apache.ratis.server.RaftServer;

/// Ends the thread by which a listener would notice that it should stand for election.
///
/// A listener never does, yet Ratis runs that thread, and when the listener becomes a voter waits
/// for its end while it holds the lock of the server: the thread may be waiting for the same lock,
/// and then neither ever goes on. Nobody votes in such a group of two any more (Ratis 3.3.0,
/// `ServerState.updateConfiguration` and `FollowerState.runImpl`). The new voter gets a thread of
/// its own.
final class ListenerTimer {

    private ListenerTimer() {}

    /// Does nothing when the node starts as a voter.
    static void end(RaftServer.Division division) {
        String name = division.getMemberId() + "-FollowerState";
        Thread[] found = threads();
        // Only after the look: a voter's thread of the same name must not be met.
        if (division.getInfo().isListener()) {
            Arrays.stream(found)
                    .filter(thread -> thread != null && thread.getName().equals(name))
                    .forEach(Thread::interrupt);
        }
    }

    private static Thread[] threads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        var found = new Thread[2 * root.activeCount() + 64];
        root.enumerate(found);
        return found;
    }
}

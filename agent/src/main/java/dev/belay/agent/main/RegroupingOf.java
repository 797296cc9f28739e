package dev.belay.agent.main;

import dev.belay.agent.config.Identity;
import dev.belay.agent.run.Membership;
import org.jspecify.annotations.Nullable;

/// The loop that brings the group of consensus to what the replicated state says, for whichever
/// cluster this node is in.
final class RegroupingOf implements AutoCloseable {

    private final Identity self;
    private @Nullable Membership loop;

    RegroupingOf(Identity self) {
        this.self = self;
    }

    synchronized void begin(RunningAgent.Joining joining) {
        close();
        var group = joining.group();
        if (group != null) {
            var fresh = new Membership(self.node(), joining.consensus(), group);
            fresh.start();
            loop = fresh;
        }
    }

    @Override
    public synchronized void close() {
        Membership former = loop;
        loop = null;
        if (former != null) {
            former.close();
        }
    }
}

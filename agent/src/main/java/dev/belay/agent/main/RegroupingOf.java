package dev.belay.agent.main;

import dev.belay.agent.config.Identity;
import dev.belay.agent.host.Clock;
import dev.belay.agent.run.Membership;
import dev.belay.model.status.Event;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The loop that decides who votes and brings the group of consensus to it, for whichever cluster
/// this node is in.
final class RegroupingOf implements AutoCloseable {

    private final Identity self;
    private final Clock clock;
    private final Consumer<Event> events;
    private @Nullable Membership loop;

    RegroupingOf(Identity self, Clock clock, Consumer<Event> events) {
        this.self = self;
        this.clock = clock;
        this.events = events;
    }

    synchronized void begin(RunningAgent.Joining joining) {
        close();
        var group = joining.group();
        if (group != null) {
            var fresh =
                    new Membership(
                            self.node(),
                            joining.consensus(),
                            group,
                            Membership.Patience.OF_AN_AGENT,
                            clock,
                            events);
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

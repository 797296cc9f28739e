package dev.belay.agent.run;

import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.GroupPort;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.member.Group;
import dev.belay.agent.core.member.GroupStep;
import dev.belay.agent.core.member.Regrouping;
import dev.belay.model.status.RaftRole;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the group of consensus to what the replicated state says, while this node is coordinator.
///
/// It keeps nothing between two looks: whoever is coordinator next goes on.
public final class Membership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration HAND_OVER = Duration.ofSeconds(1);

    private final String self;
    private final Consensus consensus;
    private final GroupPort port;
    private final Thread thread = Thread.ofVirtual().name("membership").unstarted(this::loop);
    private volatile boolean closed;
    private volatile boolean changed;

    public Membership(String self, Consensus consensus, GroupPort port) {
        this.self = self;
        this.consensus = consensus;
        this.port = port;
    }

    public void start() {
        consensus.onChange(this::changed);
        thread.start();
    }

    private void changed() {
        changed = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void loop() {
        while (!closed) {
            changed = false;
            boolean moved = consensus.opinion().ownRole() == RaftRole.COORDINATOR && step();
            if (!moved && !changed && !closed) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }

    /// Whether something was done, so that the next step may be due.
    private boolean step() {
        ClusterState state = consensus.state();
        if (!state.isFounded() || consensus.raft().applyLag() > 0) {
            return false;
        }
        Group group = port.group();
        var next =
                new Regrouping(
                                self,
                                state.members(),
                                new TreeSet<>(state.instances().keySet()),
                                port.peers())
                        .next(group);
        return switch (next) {
            case GroupStep.Rest _ -> false;
            case GroupStep.Regroup(var to, var reason) -> regroup(group, to, reason);
            case GroupStep.HandOver(var to, var reason) -> {
                LOG.info("group.handed-over to={} reason=\"{}\"", to, reason);
                port.handOver(to, HAND_OVER);
                yield false;
            }
        };
    }

    private boolean regroup(Group from, Group to, String reason) {
        return switch (port.regroup(from, to, STEP)) {
            case Outcome.Done<Group>(var now) -> {
                LOG.info("group.changed group={} reason=\"{}\"", now, reason);
                yield true;
            }
            case Outcome.Refused<Group>(var error) -> {
                LOG.warn("group.not-changed reason=\"{}\"", error.sentence());
                yield false;
            }
            case Outcome.Unknown<Group>(var why) -> {
                LOG.warn("group.not-changed reason=\"{}\"", why);
                yield false;
            }
        };
    }
}

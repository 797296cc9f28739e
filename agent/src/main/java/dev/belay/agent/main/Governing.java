package dev.belay.agent.main;

import dev.belay.agent.api.GovernanceFace;
import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.consensus.LateConsensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.consensus.RatisConsensus;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.custody.Governance;
import dev.belay.agent.host.Clock;
import dev.belay.api.AuditAnswer;
import dev.belay.api.MemberRemoval;
import dev.belay.api.TrustView;
import dev.belay.model.status.Event;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The governance of whichever cluster this node is in; without one it refuses with the way in.
final class Governing implements GovernanceFace, AutoCloseable {

    private final Clock clock;
    private final Consumer<Event> events;
    private volatile @Nullable Governance inside;

    Governing(Clock clock, Consumer<Event> events) {
        this.clock = clock;
        this.events = events;
    }

    /// Begins for a consensus that has started.
    ///
    /// @param consensus null in a double
    synchronized void begin(AgentConfig member, @Nullable RatisConsensus consensus)
            throws IOException {
        close();
        if (consensus != null) {
            var fresh =
                    Governance.of(member, consensus, Governance.Timing.OF_AN_AGENT, clock, events);
            fresh.start();
            inside = fresh;
        }
    }

    /// What this node was asked to do once it is removed.
    MemberRemoval.Afterwards afterwards() {
        Governance now = inside;
        return now == null ? MemberRemoval.Afterwards.STANDALONE : now.afterwards();
    }

    @Override
    public synchronized void close() throws IOException {
        Governance former = inside;
        inside = null;
        if (former != null) {
            former.close();
        }
    }

    private static <T> Outcome<T> outside() {
        return new Outcome.Refused<>(LateConsensus.outside());
    }

    @Override
    public TrustView trust() {
        Governance now = inside;
        return now == null ? new TrustView(List.of(), "", List.of(), List.of()) : now.trust();
    }

    @Override
    public Outcome<Answer> rotate(boolean authority, Actor actor) throws IOException {
        Governance now = inside;
        return now == null ? outside() : now.rotate(authority, actor);
    }

    @Override
    public Outcome<Answer> remove(String node, MemberRemoval removal, Actor actor) {
        Governance now = inside;
        return now == null ? outside() : now.remove(node, removal, actor);
    }

    @Override
    public Outcome<Answer> nominate(String node, Actor actor) {
        Governance now = inside;
        return now == null ? outside() : now.nominate(node, actor);
    }

    @Override
    public AuditAnswer audit(long after, int limit, boolean verify) throws IOException {
        Governance now = inside;
        return now == null
                ? new AuditAnswer(List.of(), "", 0, "")
                : now.audit(after, limit, verify);
    }
}

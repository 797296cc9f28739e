package dev.belay.agent.run;

import dev.belay.agent.config.AgentVersion;
import dev.belay.agent.config.Identity;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.core.sight.Sight;
import dev.belay.agent.core.sight.SightDecision;
import dev.belay.agent.core.sight.SightInput;
import dev.belay.agent.core.sight.StatusView;
import dev.belay.agent.health.HostReader;
import dev.belay.agent.host.Clock;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Event;
import dev.belay.model.status.Fact;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.Quorum;
import dev.belay.model.status.Vitals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Owns what this node makes of the others: facts come in one at a time, events go out, readers get
/// a snapshot.
public final class Watch {

    private static final Vitals UNMEASURED =
            new Vitals(Double.NaN, Double.NaN, Double.NaN, 0, 0, 0, 0, 0, Double.NaN, Double.NaN);

    private final Identity self;
    private final Consensus consensus;
    private final Clock clock;
    private final Consumer<Event> events;
    private final Instant startedAt;
    private final String host = HostReader.host();
    private final List<Runnable> changeListeners = new CopyOnWriteArrayList<>();
    private volatile Sight sight;
    private volatile Vitals vitals = UNMEASURED;

    public Watch(Identity self, Consensus consensus, Clock clock, Consumer<Event> events) {
        this.self = self;
        this.consensus = consensus;
        this.clock = clock;
        this.events = events;
        this.startedAt = clock.now();
        this.sight =
                Sight.first(self.node(), consensus.members(), consensus.opinion(), clock.millis());
    }

    /// Starts to count the silence of peers: before this node has joined, none is to be expected.
    public void begin() {
        synchronized (this) {
            sight =
                    Sight.first(
                            self.node(), consensus.members(), consensus.opinion(), clock.millis());
        }
    }

    /// Called when something changed that a reader of the status should see soon.
    public void onChange(Runnable listener) {
        changeListeners.add(listener);
    }

    /// Takes a fact in.
    public void learn(SightInput input) {
        SightDecision decision;
        synchronized (this) {
            decision = sight.decide(input);
            sight = decision.next();
        }
        decision.events().forEach(events);
        if (!decision.reason().isEmpty()) {
            changeListeners.forEach(Runnable::run);
        }
    }

    /// Looks whether consensus thinks something new.
    public void lookAtConsensus() {
        if (!consensus.isMember()) {
            return;
        }
        long now = clock.millis();
        var members = consensus.members();
        if (!sight.members().equals(members)) {
            learn(new SightInput.MembersChanged(members, now));
        }
        Opinion opinion = consensus.opinion();
        if (!sight.opinion().equals(opinion)) {
            learn(new SightInput.OpinionChanged(opinion, now));
        }
    }

    public void tick() {
        if (consensus.isMember()) {
            lookAtConsensus();
            learn(new SightInput.Ticked(clock.millis()));
        }
    }

    public void measured(Vitals now) {
        vitals = now;
    }

    public Sight sight() {
        return sight;
    }

    /// Whether a member has reported to this node since it started.
    public boolean hasReported(String node) {
        return sight.hasReportOf(node);
    }

    /// Members that this node hears by itself or through others, itself included.
    public Set<String> inSight() {
        return status().nodes().stream()
                .filter(one -> one.state() != NodeState.UNKNOWN)
                .map(one -> one.member().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    public Vitals vitals() {
        return vitals;
    }

    /// The mean round trip to the peers that answer; NaN without one.
    public double meanRoundTripMillis() {
        return sight.meanRoundTripMillis(clock.millis());
    }

    /// What this node says of itself now.
    public NodeReport report() {
        Sight now = sight;
        return new NodeReport(
                self.node(),
                clock.now(),
                startedAt,
                AgentVersion.CURRENT,
                host,
                now.opinion(),
                now.peerSights(clock.millis()),
                vitals,
                consensus.raft(),
                0);
    }

    /// The cluster as this node sees it now.
    public ClusterStatus status() {
        if (!consensus.isMember()) {
            return alone();
        }
        lookAtConsensus();
        return new StatusView(self.clusterId(), consensus.clusterName())
                .status(sight, report(), clock.now(), clock.millis());
    }

    /// A node in no cluster sees itself, and nothing is wrong with that.
    private ClusterStatus alone() {
        var now = clock.now();
        var member = new Member(self.node(), self.node(), "", MemberRole.LEARNER, false, "", 0);
        return new ClusterStatus(
                "",
                "",
                self.node(),
                now,
                consensus.opinion(),
                new Quorum(0, 0, 0, false),
                List.of(
                        new NodeStatus(
                                member,
                                NodeState.STANDBY,
                                "in no cluster",
                                Fact.of(report(), now, self.node()),
                                "not-in-cluster",
                                Map.of())),
                List.of());
    }
}

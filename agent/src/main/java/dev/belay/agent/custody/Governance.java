package dev.belay.agent.custody;

import dev.belay.agent.api.GovernanceFace;
import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.consensus.RatisConsensus;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.MemberOrder;
import dev.belay.agent.core.cluster.Trust;
import dev.belay.agent.core.member.Removal;
import dev.belay.agent.core.trust.Renewal;
import dev.belay.agent.host.Clock;
import dev.belay.agent.run.Membership;
import dev.belay.api.ApiError;
import dev.belay.api.AuditAnswer;
import dev.belay.api.MemberRemoval;
import dev.belay.api.TrustView;
import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// All that governs a member of a cluster beside consensus itself: who belongs to it, whom it
/// trusts, what was changed. Lives as long as its {@link RatisConsensus}.
public final class Governance implements GovernanceFace, AutoCloseable {

    private static final Duration WRITE = Duration.ofSeconds(5);
    private static final Duration DIAL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /// How long things last; the defaults are those of an agent.
    public record Timing(Membership.Patience patience, Custody.Timing custody) {

        public static final Timing OF_AN_AGENT =
                new Timing(Membership.Patience.OF_AN_AGENT, Custody.Timing.OF_AN_AGENT);
    }

    private final String self;
    private final RatisConsensus consensus;
    private final Membership membership;
    private final Custody custody;
    private final AuditLog audit;

    private Governance(
            String self,
            RatisConsensus consensus,
            Membership membership,
            Custody custody,
            AuditLog audit) {
        this.self = self;
        this.consensus = consensus;
        this.membership = membership;
        this.custody = custody;
        this.audit = audit;
    }

    /// Makes it; {@link #start} follows when consensus has started.
    ///
    /// @throws IOException when the audit log cannot be opened
    public static Governance of(
            AgentConfig config,
            RatisConsensus consensus,
            Timing timing,
            Clock clock,
            Consumer<Event> events)
            throws IOException {
        AuditLog audit = AuditLog.open(config.stateDir(), config.node(), consensus, events);
        var custody =
                new Custody(
                        config,
                        consensus,
                        consensus,
                        timing.custody(),
                        clock,
                        events,
                        audit::answer);
        var membership =
                new Membership(
                        config.node(), consensus, consensus, timing.patience(), clock, events);
        return new Governance(config.node(), consensus, membership, custody, audit);
    }

    public void start() {
        membership.start();
        custody.start();
        audit.start(custody::recordsOf);
    }

    /// What this node was asked to do once it is removed.
    public MemberRemoval.Afterwards afterwards() {
        return custody.afterwards();
    }

    @Override
    public TrustView trust() {
        Trust trust = consensus.state().trust();
        return new TrustView(
                trust.authorities().values().stream()
                        .sorted(Comparator.comparingLong(one -> one.notBeforeMillis()))
                        .map(one ->
                                new TrustView.Authority(
                                        one.id(),
                                        one.fingerprint(),
                                        Instant.ofEpochMilli(one.notBeforeMillis()),
                                        Instant.ofEpochMilli(one.notAfterMillis())))
                        .toList(),
                trust.signing(),
                trust.certificates().values().stream()
                        .map(one ->
                                new TrustView.Certificate(
                                        one.node(),
                                        one.serial(),
                                        one.fingerprint(),
                                        one.authority(),
                                        Instant.ofEpochMilli(one.notBeforeMillis()),
                                        Instant.ofEpochMilli(one.notAfterMillis()),
                                        Instant.ofEpochMilli(
                                                Renewal.at(
                                                        one.notBeforeMillis(),
                                                        one.notAfterMillis()))))
                        .toList(),
                trust.revoked().values().stream()
                        .map(one ->
                                new TrustView.Revoked(
                                        one.node(),
                                        one.serial(),
                                        Instant.ofEpochMilli(one.atMillis()),
                                        one.why()))
                        .toList());
    }

    @Override
    public Outcome<Answer> rotate(boolean authority, Actor actor) throws IOException {
        if (authority) {
            return custody.rotate(actor);
        }
        if (consensus.state().trust().signing().isEmpty()) {
            return new Outcome.Refused<>(
                    new ApiError(
                            "authority-key-missing",
                            "a voter that holds the key of the cluster's authority",
                            "none",
                            "change the authority first: belay key rotate --authority"));
        }
        custody.renew();
        return new Outcome.Done<>(new Answer.Ordered(0));
    }

    @Override
    public Outcome<Answer> remove(String node, MemberRemoval removal, Actor actor) {
        ClusterState state = consensus.state();
        Optional<ApiError> refusal =
                new Removal(state.members(), heard(state)).refusal(node, removal.lost());
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        if (!removal.lost() && !node.equals(self) && !custody.askToLeave(node, removal.then())) {
            return new Outcome.Refused<>(
                    new ApiError(
                            "member-unreachable",
                            "a member that answers and can leave in order",
                            "'" + node + "', which does not",
                            "bring it back, or cut it off with --lost: it learns of it when it"
                                    + " returns"));
        }
        String why = removal.lost() ? "lost" : "asked for";
        return consensus.act(actor, new MemberOrder.Remove(node, why), WRITE);
    }

    @Override
    public Outcome<Answer> nominate(String node, Actor actor) {
        return consensus.act(
                actor, new MemberOrder.Nominate(node, consensus.state().admin()), WRITE);
    }

    /// Who can be reached; a line that is just being dialled is waited for a little.
    private SortedSet<String> heard(ClusterState state) {
        long end = System.nanoTime() + DIAL.toNanos();
        var heard = new TreeSet<String>();
        while (heard.size() < state.members().size() && System.nanoTime() < end) {
            for (Member member : state.members()) {
                if (member.id().equals(self) || consensus.isUp(member.id())) {
                    heard.add(member.id());
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return heard;
    }

    @Override
    public AuditAnswer audit(long after, int limit, boolean verify) throws IOException {
        return audit.read(after, limit, verify);
    }

    @Override
    public void close() throws IOException {
        membership.close();
        custody.close();
        audit.close();
    }
}

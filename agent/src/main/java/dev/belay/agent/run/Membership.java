package dev.belay.agent.run;

import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.GroupPort;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.MemberOrder;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.core.member.AdminChoice;
import dev.belay.agent.core.member.Group;
import dev.belay.agent.core.member.GroupStep;
import dev.belay.agent.core.member.MemberChanges;
import dev.belay.agent.core.member.Regrouping;
import dev.belay.agent.core.member.Standing;
import dev.belay.agent.core.member.VoterChoice;
import dev.belay.agent.host.Beat;
import dev.belay.agent.host.Clock;
import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.RaftRole;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// While this node is coordinator: decides who votes and who is the admin, and brings the group of
/// consensus to what the replicated state says. Tells what changed.
///
/// Beside how long it has not heard somebody it keeps nothing between two looks: whoever is
/// coordinator next goes on.
public final class Membership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration STUCK = Duration.ofSeconds(8);
    private static final long NEVER = -1;
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration HAND_OVER = Duration.ofSeconds(1);

    /// A label that holds how many vote at most.
    public static final String MOST_VOTERS = "label.cluster.voters";

    /// A label that holds after how many seconds a silent admin is replaced.
    public static final String ADMIN_LOST_SECONDS = "label.cluster.admin-lost-seconds";

    /// How long a member may be out of sight.
    ///
    /// @param voter before another votes in its place
    /// @param admin before another is the admin
    public record Patience(Duration voter, Duration admin) {

        public static final Patience OF_AN_AGENT =
                new Patience(Duration.ofMinutes(5), Duration.ofSeconds(30));
    }

    private final String self;
    private final Consensus consensus;
    private final GroupPort port;
    private final Patience patience;
    private final Clock clock;
    private final Consumer<Event> events;
    private final Thread thread = Thread.ofVirtual().name("membership").unstarted(this::loop);
    private final Map<String, Long> heardAtMillis = new HashMap<>();
    private long troubledSinceMillis = NEVER;
    private ClusterState told = ClusterState.UNFOUNDED;
    private volatile boolean closed;
    private volatile boolean changed;

    public Membership(
            String self,
            Consensus consensus,
            GroupPort port,
            Patience patience,
            Clock clock,
            Consumer<Event> events) {
        this.self = self;
        this.consensus = consensus;
        this.port = port;
        this.patience = patience;
        this.clock = clock;
        this.events = events;
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
            boolean moved = false;
            try {
                moved = look();
            } catch (RuntimeException e) {
                LOG.error("membership.look-failed", e);
            }
            if (!moved && !changed && !closed) {
                Beat.await(LOOK_EVERY);
            }
        }
    }

    /// Whether something was done, so that the next step may be due.
    private boolean look() {
        ClusterState state = consensus.state();
        boolean leads = consensus.opinion().ownRole() == RaftRole.COORDINATOR;
        if (leads) {
            MemberChanges.between(told, state).forEach(events);
        }
        told = state;
        if (!leads || !state.isFounded() || consensus.raft().applyLag() > 0) {
            heardAtMillis.clear();
            troubledSinceMillis = NEVER;
            return false;
        }
        Map<String, Standing> peers = port.peers();
        note(state, peers);
        return step(regrouping(state, peers).next(port.group()))
                || chooseVoters(state, peers)
                || regrouping(state, peers).witness(port.group()).map(this::step).orElse(false)
                || chooseAdmin(state, peers);
    }

    private void note(ClusterState state, Map<String, Standing> peers) {
        long now = clock.millis();
        heardAtMillis.keySet().retainAll(peers.keySet());
        for (Member member : state.members()) {
            boolean heard = member.id().equals(self) || isHeard(peers, member.id());
            if (heard || !heardAtMillis.containsKey(member.id())) {
                heardAtMillis.put(member.id(), now);
            }
        }
    }

    private static boolean isHeard(Map<String, Standing> peers, String id) {
        return peers.getOrDefault(id, Standing.SILENT).heard();
    }

    private SortedSet<String> those(ClusterState state, Predicate<String> which) {
        return state.members().stream()
                .map(Member::id)
                .filter(which)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private SortedSet<String> heard(ClusterState state, Map<String, Standing> peers) {
        return those(state, id -> id.equals(self) || isHeard(peers, id));
    }

    private SortedSet<String> lost(ClusterState state, Duration limit) {
        return those(state, id -> silentMillis(id) > limit.toMillis());
    }

    private long silentMillis(String id) {
        long now = clock.millis();
        return now - heardAtMillis.getOrDefault(id, now);
    }

    private boolean chooseVoters(ClusterState state, Map<String, Standing> peers) {
        Optional<MemberOrder.ChangeRole> next =
                new VoterChoice(
                                VoterChoice.most(label(state, MOST_VOTERS)),
                                state.members(),
                                port.group(),
                                heard(state, peers),
                                those(
                                        state,
                                        id ->
                                                id.equals(self)
                                                        || (state.instances().containsKey(id)
                                                                && peers.getOrDefault(
                                                                                id, Standing.SILENT)
                                                                        .caughtUp())),
                                lost(state, patience.voter()))
                        .next();
        if (next.isEmpty() || !act(next.get())) {
            return false;
        }
        tellOfReplacement(state, next.get());
        return true;
    }

    private void tellOfReplacement(ClusterState state, MemberOrder.ChangeRole change) {
        SortedSet<String> gone = lost(state, patience.voter());
        if (change.role() == MemberRole.VOTER) {
            state.members().stream()
                    .filter(one -> one.role() == MemberRole.VOTER && gone.contains(one.id()))
                    .findFirst()
                    .ifPresent(
                            one -> events.accept(new Event.VoterReplaced(one.id(), change.node())));
        }
    }

    private boolean chooseAdmin(ClusterState state, Map<String, Standing> peers) {
        Duration limit = adminLimit(state);
        Optional<MemberOrder.Nominate> next =
                new AdminChoice(self, state.members(), heard(state, peers), lost(state, limit))
                        .next();
        if (next.isEmpty()) {
            return false;
        }
        var order = next.get();
        String silent = String.format(Locale.ROOT, "%.1f s", silentMillis(order.former()) / 1000.0);
        if (act(order)) {
            events.accept(new Event.AdminTakenOver(order.node(), order.former(), silent));
            return true;
        }
        return false;
    }

    private Duration adminLimit(ClusterState state) {
        try {
            return Duration.ofSeconds(
                    Math.clamp(
                            Long.parseLong(label(state, ADMIN_LOST_SECONDS).strip()), 5, 86_400));
        } catch (NumberFormatException e) {
            return patience.admin();
        }
    }

    private static String label(ClusterState state, String key) {
        return state.setting(key) instanceof Answer.Set(var _, var stored) ? stored.value() : "";
    }

    private boolean act(Order order) {
        return switch (consensus.act(Actor.agent(self), order, STEP)) {
            case Outcome.Done<Answer> _ -> true;
            case Outcome.Refused<Answer>(var error) -> {
                LOG.warn("membership.refused reason=\"{}\"", error.sentence());
                yield false;
            }
            case Outcome.Unknown<Answer>(var why) -> {
                LOG.warn("membership.unknown reason=\"{}\"", why);
                yield false;
            }
        };
    }

    private Regrouping regrouping(ClusterState state, Map<String, Standing> peers) {
        return new Regrouping(
                self, state.members(), new TreeSet<>(state.instances().keySet()), peers);
    }

    private boolean step(GroupStep next) {
        Group group = port.group();
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
                troubledSinceMillis = NEVER;
                LOG.info("group.changed group={} reason=\"{}\"", now, reason);
                yield true;
            }
            case Outcome.Refused<Group>(var error) -> {
                LOG.warn("group.not-changed reason=\"{}\"", error.sentence());
                yield false;
            }
            case Outcome.Unknown<Group>(var why) -> {
                LOG.warn("group.not-changed reason=\"{}\"", why);
                giveUpInTime();
                yield false;
            }
        };
    }

    private void giveUpInTime() {
        long now = clock.millis();
        if (troubledSinceMillis == NEVER) {
            troubledSinceMillis = now;
        } else if (now - troubledSinceMillis > STUCK.toMillis()) {
            troubledSinceMillis = NEVER;
            port.giveUpChange(HAND_OVER);
        }
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
}

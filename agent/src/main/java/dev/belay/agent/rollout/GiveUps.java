package dev.belay.agent.rollout;

import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.ConfigOrder;
import dev.belay.agent.core.cluster.Rollout;
import dev.belay.agent.core.cluster.SetState;
import dev.belay.agent.core.cluster.SetVersion;
import dev.belay.api.ConfigSetView.Phase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Ends the waiting of a rollout for nodes that do not answer; on the coordinator, which measures
/// by its own clock. Another coordinator begins to measure anew, so a rollout ends a little later
/// then.
final class GiveUps {

    private static final Duration DEADLINE = Duration.ofSeconds(3);

    /// Time for all but commands and bytes.
    private static final Duration USUAL = Duration.ofSeconds(60);

    /// A slow line carries this much in a second.
    private static final long BYTES_PER_SECOND = 1 << 20;

    private static final Duration OUT_OF_SIGHT = Duration.ofSeconds(10);

    private final Supplier<String> self;
    private final Consensus consensus;
    private final Supplier<Set<String>> inSight;
    private final LongSupplier nanos;
    private final Map<Waiting, Long> since = new HashMap<>();
    private final Map<Waiting, Long> lostSince = new HashMap<>();

    private record Waiting(String set, long rollout, Phase phase, String node) {}

    GiveUps(
            Supplier<String> self,
            Consensus consensus,
            Supplier<Set<String>> inSight,
            LongSupplier nanos) {
        this.self = self;
        this.consensus = consensus;
        this.inSight = inSight;
        this.nanos = nanos;
    }

    /// Looks once; blocks while it orders.
    void look() {
        ClusterState state = consensus.state();
        boolean isAnyRunning =
                state.configs().values().stream().anyMatch(set -> set.running().isPresent());
        if (!isAnyRunning || !self.get().equals(consensus.opinion().coordinator())) {
            since.clear();
            lostSince.clear();
            return;
        }
        Set<String> seen = inSight.get();
        var now = new HashMap<Waiting, String>();
        for (SetState set : state.configs().values()) {
            Rollout rollout = set.running().orElse(null);
            if (rollout == null) {
                continue;
            }
            for (String node : rollout.awaited()) {
                var waiting = new Waiting(set.name(), rollout.id(), rollout.phase(), node);
                now.put(
                        waiting,
                        why(set, rollout, waiting, state.member(node).isPresent(), seen)
                                .orElse(""));
            }
        }
        since.keySet().retainAll(now.keySet());
        lostSince.keySet().retainAll(now.keySet());
        now.forEach(this::giveUp);
    }

    private Optional<String> why(
            SetState set, Rollout rollout, Waiting waiting, boolean isMember, Set<String> seen) {
        long at = nanos.getAsLong();
        long waited = at - since.computeIfAbsent(waiting, one -> at);
        if (!isMember) {
            return Optional.of("it is no member any more");
        }
        if (seen.contains(waiting.node()) || waiting.node().equals(self.get())) {
            lostSince.remove(waiting);
        } else if (at - lostSince.computeIfAbsent(waiting, one -> at) > OUT_OF_SIGHT.toNanos()) {
            return Optional.of("it is out of sight");
        }
        Duration limit = limit(set, rollout);
        return waited > limit.toNanos()
                ? Optional.of("nothing for " + limit.toSeconds() + " s")
                : Optional.empty();
    }

    private static Duration limit(SetState set, Rollout rollout) {
        Optional<SetVersion> version = set.version(rollout.version());
        long command = version.map(one -> one.hook().timeoutMillis()).orElse(0L);
        long bytes = version.map(SetVersion::bytes).orElse(0L);
        Duration commands = Duration.ofMillis(3 * command);
        return switch (rollout.phase()) {
            case STAGING, ROLLING_BACK ->
                    USUAL.plus(commands).plusSeconds(bytes / BYTES_PER_SECOND);
            case CANARY, SWITCHING, DONE, ROLLED_BACK -> USUAL.plus(commands);
        };
    }

    private void giveUp(Waiting waiting, String why) {
        if (!why.isEmpty()) {
            // Refused or unknown: it is looked at again.
            var _ =
                    consensus.act(
                            Actor.agent(self.get()),
                            new ConfigOrder.GiveUp(
                                    waiting.set(),
                                    waiting.rollout(),
                                    waiting.phase(),
                                    waiting.node(),
                                    why),
                            DEADLINE);
        }
    }
}

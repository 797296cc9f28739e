package dev.belay.agent.consensus;

import dev.belay.agent.core.cluster.Certificate;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Trust;
import dev.belay.agent.core.member.Group;
import dev.belay.model.status.Member;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends lines whose certificate counts no longer: at once where it is refused, one member after the
/// other where it has a successor.
///
/// Used by one thread, the scheduler's.
final class FormerLines {

    private static final Logger LOG = LoggerFactory.getLogger(FormerLines.class);

    /// When lines of a former certificate are cut: the first member after so long, the next one so
    /// much later, and at most so many one after the other.
    private static final Duration DRAIN = Duration.ofMillis(700);

    private static final Duration SPACING = Duration.ofMillis(500);
    private static final int SPACED = 8;

    private final String self;
    private final PeerTls guard;
    private final PeerCalls calls;
    private final ScheduledExecutorService scheduler;
    private Group checkedGroup = Group.NONE;
    private ClusterState checked = ClusterState.UNFOUNDED;

    FormerLines(String self, PeerTls guard, PeerCalls calls, ScheduledExecutorService scheduler) {
        this.self = self;
        this.guard = guard;
        this.calls = calls;
        this.scheduler = scheduler;
    }

    /// @param isMore whether there is a reason to look that neither state nor group show
    void look(ClusterState state, Group group, boolean isMore) {
        boolean isSame =
                state.trust().equals(checked.trust())
                        && state.members().equals(checked.members())
                        && group.equals(checkedGroup);
        if (isSame && !isMore) {
            return;
        }
        // Whoever has a new certificate is dialled anew, before the old one is refused.
        renewed(checked.trust(), state.trust()).forEach(former -> renew(state, former));
        checked = state;
        checkedGroup = group;
        Set<String> cut = guard.cutRefused();
        if (!cut.isEmpty()) {
            LOG.info("connections.cut nodes={}", cut);
        }
    }

    /// Certificates that have a successor.
    private static List<Certificate> renewed(Trust before, Trust after) {
        return before.certificates().values().stream()
                .filter(former -> {
                    Certificate present = after.certificates().get(former.node());
                    return present != null && !present.equals(former);
                })
                .toList();
    }

    /// Calls end in order on the line before. Ratis' own lines are cut a little later, and not by
    /// all members at the same time: a coordinator has to be heard by a majority meanwhile.
    private void renew(ClusterState state, Certificate former) {
        calls.renew(former.node());
        int rank = state.members().stream().map(Member::id).toList().indexOf(self);
        Duration after = DRAIN.plus(SPACING.multipliedBy(Math.max(0, rank) % SPACED));
        try {
            var _ =
                    scheduler.schedule(
                            () -> guard.cutFormer(former.serial()),
                            after.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed", e);
        }
    }
}

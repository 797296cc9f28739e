package dev.belay.agent.core.service;

import dev.belay.agent.core.cluster.RemoteNode;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Tenancy;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which member shall have the connection of each remote node. Pure.
///
/// Who has it keeps it, as long as it runs services itself and gets through; who does not get
/// through hands it on to the next by name, so that in the end all have tried. New ones go to who
/// has the fewest.
public final class Deputation {

    /// How long one member may try.
    public static final long TRY_NANOS = 5_000_000_000L;

    private static final long LONGEST_TRY_NANOS = 60_000_000_000L;

    private Deputation() {}

    /// What is known of a connection.
    ///
    /// @param isUp whether its member gets through
    /// @param heldNanos how long that member has had it, as far as this coordinator knows
    /// @param silentNanos how long the remote node has been silent
    public record Line(boolean isUp, long heldNanos, long silentNanos) {
        /// Nothing is known yet.
        public static final Line NEW = new Line(false, 0, 0);

        /// One that is long gone is tried by each for longer: nobody waits for it.
        private boolean hasTried() {
            long most = Math.clamp(silentNanos / 8, TRY_NANOS, LONGEST_TRY_NANOS);
            return !isUp && heldNanos >= most;
        }
    }

    /// Decides for all of them.
    ///
    /// @param able ids of the members that can have one, in order
    /// @param lines by remote node
    /// @return by remote node; empty: nobody
    public static Map<String, String> wishes(
            Workload workload, List<String> able, Map<String, Line> lines) {
        Map<String, Integer> load = new HashMap<>();
        able.forEach(one -> load.put(one, 0));
        Map<String, String> wishes = new TreeMap<>();
        Collection<RemoteNode> all = workload.remotes().values();
        for (RemoteNode remote : all) {
            String kept = kept(workload, remote, able, lines.getOrDefault(remote.id(), Line.NEW));
            if (!kept.isEmpty()) {
                wishes.put(remote.id(), kept);
                load.merge(kept, 1, Integer::sum);
            }
        }
        for (RemoteNode remote : all) {
            if (wishes.containsKey(remote.id())) {
                continue;
            }
            Optional<String> fewest =
                    remote.isDesigned()
                            ? able.stream()
                                    .min(
                                            Comparator.<String>comparingInt(
                                                            one -> load.getOrDefault(one, 0))
                                                    .thenComparing(Comparator.naturalOrder()))
                            : Optional.empty();
            fewest.ifPresent(one -> load.merge(one, 1, Integer::sum));
            wishes.put(remote.id(), fewest.orElse(""));
        }
        return wishes;
    }

    /// Who keeps it, or has it handed on; empty: nobody has it who could.
    private static String kept(Workload workload, RemoteNode remote, List<String> able, Line line) {
        Tenancy now = remote.connection();
        // What runs on one that is drawn no more has to leave first.
        boolean isNeeded = remote.isDesigned() || workload.isNamed(remote.id());
        if (!isNeeded || now.isFree() || !able.contains(now.node())) {
            return "";
        }
        return line.hasTried() ? next(able, now.node()) : now.node();
    }

    private static String next(List<String> able, String after) {
        return able.get((able.indexOf(after) + 1) % able.size());
    }
}

package dev.belay.agent.consensus;

import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.model.status.Member;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Members that were taken out a moment ago: they are let in for that moment, to get the answer
/// that they are out.
final class Farewells {

    /// How long a node that was taken out can still get its answer.
    private static final Duration LENGTH = Duration.ofMillis(1_500);

    private final Map<String, Long> gone = new ConcurrentHashMap<>();
    private volatile List<Member> before = List.of();

    /// Looks at the state after each entry, in order.
    ///
    /// @param isNews false while entries of the past are applied
    void see(ClusterState now, boolean isNews) {
        if (isNews && !now.members().equals(before)) {
            before.stream()
                    .map(Member::id)
                    .filter(id -> now.member(id).isEmpty())
                    .forEach(id -> gone.put(id, System.nanoTime()));
        }
        before = now.members();
    }

    boolean isOpen(String node) {
        Long since = gone.get(node);
        return since != null && !isOver(since);
    }

    /// Whether one has ended since this was asked before.
    boolean isOneOver() {
        return gone.values().removeIf(Farewells::isOver);
    }

    private static boolean isOver(long since) {
        return System.nanoTime() - since >= LENGTH.toNanos();
    }
}

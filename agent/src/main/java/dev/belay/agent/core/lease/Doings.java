package dev.belay.agent.core.lease;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a coordinator has begun in its term.
///
/// @param closed the generation of each service that is granted no more
/// @param proposed the generation of each service that was proposed and is not yet answered
/// @param begun when each stay that began in this term was known to this coordinator
/// @param bars by node that is silent
/// @param rounds how many bars were raised
/// @param fencedUpTo the newest incarnation of each node that is certainly over
/// @param fencing when each node was last ordered to be fenced, and which incarnation
record Doings(
        Map<String, Long> closed,
        Map<String, Long> proposed,
        Map<String, Long> begun,
        Map<String, Barring> bars,
        long rounds,
        Map<String, Long> fencedUpTo,
        Map<String, FenceOrder> fencing) {

    /// @param incarnation of the node
    record FenceOrder(long incarnation, long at) {}

    static final Doings NONE =
            new Doings(Map.of(), Map.of(), Map.of(), Map.of(), 0, Map.of(), Map.of());

    Doings {
        closed = Collections.unmodifiableMap(new TreeMap<>(closed));
        proposed = Collections.unmodifiableMap(new TreeMap<>(proposed));
        begun = Collections.unmodifiableMap(new TreeMap<>(begun));
        bars = Collections.unmodifiableMap(new TreeMap<>(bars));
        fencedUpTo = Collections.unmodifiableMap(new TreeMap<>(fencedUpTo));
        fencing = Collections.unmodifiableMap(new TreeMap<>(fencing));
    }

    boolean isClosed(Tenancy tenancy) {
        return closed.getOrDefault(tenancy.service(), 0L) >= tenancy.generation();
    }

    boolean isFenced(String node, long incarnation) {
        return fencedUpTo.getOrDefault(node, 0L) >= incarnation;
    }

    Doings withProposed(Map<String, Long> changed) {
        return new Doings(closed, changed, begun, bars, rounds, fencedUpTo, fencing);
    }

    Doings withoutProposed(String service) {
        Map<String, Long> left = new TreeMap<>(proposed);
        left.remove(service);
        return withProposed(left);
    }

    Doings withBegun(Map<String, Long> changed) {
        return new Doings(closed, proposed, changed, bars, rounds, fencedUpTo, fencing);
    }

    Doings withBars(Map<String, Barring> changed) {
        return new Doings(closed, proposed, begun, changed, rounds, fencedUpTo, fencing);
    }

    Doings withFenced(String node, long incarnation) {
        Map<String, Long> over = new TreeMap<>(fencedUpTo);
        over.merge(node, incarnation, Math::max);
        return new Doings(closed, proposed, begun, bars, rounds, over, fencing);
    }
}

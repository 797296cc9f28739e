package dev.belay.agent.core.lease;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// What does not change while one coordinator is one.
///
/// @param term of it
/// @param since when its term began here, on its own clock
/// @param terms the times of leases
/// @param voters who vote
public record Reign(long term, long since, Terms terms, Set<String> voters) {

    public Reign {
        voters = Collections.unmodifiableSet(new TreeSet<>(voters));
    }
}

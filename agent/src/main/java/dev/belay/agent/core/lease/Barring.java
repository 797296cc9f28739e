package dev.belay.agent.core.lease;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// A coordinator's bar against one node, and which voters have answered that it stands.
///
/// @param round which of this term
/// @param orderedAt when voters were asked last
/// @param vouchedAt by voter that answered: when it vouched last, at the latest
record Barring(long round, long orderedAt, Map<String, Long> vouchedAt) {

    Barring {
        vouchedAt = Collections.unmodifiableMap(new TreeMap<>(vouchedAt));
    }

    Barring answered(String voter, long at) {
        Map<String, Long> more = new TreeMap<>(vouchedAt);
        more.put(voter, at);
        return new Barring(round, orderedAt, more);
    }

    Barring orderedAgain(long at) {
        return new Barring(round, at, vouchedAt);
    }

    /// When a majority can have vouched last; empty while no majority holds the bar.
    OptionalLong lastVouched(Set<String> voters) {
        long holding = voters.stream().filter(vouchedAt::containsKey).count();
        return holding > voters.size() / 2
                ? voters.stream().filter(vouchedAt::containsKey).mapToLong(vouchedAt::get).max()
                : OptionalLong.empty();
    }
}

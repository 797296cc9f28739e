package dev.belay.agent.core.lease;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A voter's part in the leases of others: it vouches that what the coordinator granted last still
/// holds, so that a service goes on while a coordinator is lost and the next one is not yet there.
/// Immutable; lives no longer than the agent.
///
/// A coordinator that wants to call a stay over bars the node first. What a majority was asked not
/// to vouch for, no majority vouches for; and what any of them vouched for last, they say.
///
/// An agent that has just begun knows nothing of the bars of its former life: it vouches for nobody
/// until every lease of then is over.
///
/// @param since when this agent began; what it vouched for before is not known
/// @param bars by node
/// @param vouchedAt when it vouched for each node last
public record Vouching(long since, Map<String, Bar> bars, Map<String, Long> vouchedAt) {

    /// A coordinator's word that a node is not to be vouched for.
    ///
    /// @param term of the coordinator
    /// @param round which of its bars
    /// @param isUp whether it stands
    record Bar(long term, long round, boolean isUp) {

        boolean isNewerThan(long otherTerm, long otherRound) {
            return term > otherTerm || (term == otherTerm && round > otherRound);
        }
    }

    /// A voter's answer.
    ///
    /// @param next what it is from now on
    /// @param isVouched whether it vouches
    public record Word(Vouching next, boolean isVouched) {}

    public Vouching {
        bars = Collections.unmodifiableMap(new TreeMap<>(bars));
        vouchedAt = Collections.unmodifiableMap(new TreeMap<>(vouchedAt));
    }

    public static Vouching first(long at) {
        return new Vouching(at, Map.of(), Map.of());
    }

    /// Asked by a node whose newest grant is of some term.
    ///
    /// @param ownTerm which this voter is in, read after the question came
    /// @param lease how long a lease can last
    public Word asked(String node, long grantTerm, long ownTerm, long lease, long at) {
        Bar bar = bars.get(node);
        boolean isBarred = bar != null && bar.isUp() && bar.term() >= grantTerm;
        boolean isYoung = at - since < lease;
        if (ownTerm > grantTerm || isBarred || isYoung) {
            return new Word(this, false);
        }
        Map<String, Long> vouched = new TreeMap<>(vouchedAt);
        vouched.put(node, at);
        return new Word(new Vouching(since, bars, vouched), true);
    }

    /// A coordinator raises or lifts a bar; an older word than the newest changes nothing.
    public Vouching barred(String node, long term, long round, boolean isUp) {
        Bar bar = bars.get(node);
        if (bar != null && bar.isNewerThan(term, round)) {
            return this;
        }
        Map<String, Bar> changed = new TreeMap<>(bars);
        // Both words of one round may come in any order: lifting is the last one.
        boolean stands =
                isUp && (bar == null || bar.isUp() || bar.round() != round || bar.term() != term);
        changed.put(node, new Bar(term, round, stands));
        return new Vouching(since, changed, vouchedAt);
    }

    /// How long ago it vouched for a node last, at most; for the coordinator that barred it.
    public long age(String node, long at) {
        return at - vouchedAt.getOrDefault(node, since);
    }

    /// Whether a bar stands.
    public boolean isBarred(String node, long term, long round) {
        Bar bar = bars.get(node);
        return bar != null && bar.isUp() && bar.term() == term && bar.round() == round;
    }
}

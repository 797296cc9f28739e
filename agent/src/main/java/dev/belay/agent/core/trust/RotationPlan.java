package dev.belay.agent.core.trust;

import dev.belay.agent.core.cluster.Authority;
import dev.belay.agent.core.cluster.Certificate;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.core.cluster.Trust;
import dev.belay.agent.core.cluster.TrustOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// The next step of a change of the cluster's authority. Pure; all it goes by is the replicated
/// trust and what the members say now, so that any coordinator goes on.
///
/// ONE -> two TRUSTED -> the newer SIGNS -> ONE. A newer one whose key is nowhere is dropped.
///
/// @param trust as the replicated state has it
/// @param members ids of all members
/// @param voters ids of those that vote, and so hold the keys
/// @param holdings by id, what the members say that answer
/// @param nowMillis time of the coordinator
/// @param boundMillis how long a member may be away before its certificate is given up
public record RotationPlan(
        Trust trust,
        SortedSet<String> members,
        SortedSet<String> voters,
        Map<String, Holding> holdings,
        long nowMillis,
        long boundMillis) {

    /// What a member has.
    ///
    /// @param trusted ids of authorities that it trusts
    /// @param keys ids of authorities whose keys it holds
    public record Holding(Set<String> trusted, Set<String> keys) {}

    /// The order that is due; empty when there is none, or somebody has to be waited for.
    public Optional<Order> next() {
        if (trust.authorities().size() < 2) {
            return Optional.empty();
        }
        Authority newest =
                trust.authorities().values().stream()
                        .max(
                                Comparator.comparingLong(Authority::notBeforeMillis)
                                        .thenComparing(Authority::id))
                        .orElseThrow();
        return newest.id().equals(trust.signing()) ? dropOlder(newest) : signWith(newest.id());
    }

    private Optional<Order> signWith(String id) {
        boolean trusted = holdings.values().stream().allMatch(one -> one.trusted().contains(id));
        List<Holding> ofVoters =
                voters.stream().filter(holdings::containsKey).map(holdings::get).toList();
        long keys = ofVoters.stream().filter(one -> one.keys().contains(id)).count();
        if (keys == 0 && ofVoters.size() == voters.size()) {
            return Optional.of(new TrustOrder.Distrust(id));
        }
        return trusted && keys > 0 && keys == ofVoters.size()
                ? Optional.of(new TrustOrder.SignWith(id))
                : Optional.empty();
    }

    private Optional<Order> dropOlder(Authority newest) {
        boolean isOver =
                nowMillis > newest.notBeforeMillis() + Renewal.BACKDATED_MILLIS + boundMillis;
        boolean known = trust.certificates().keySet().containsAll(members);
        for (String id : trust.authorities().keySet()) {
            if (id.equals(newest.id())) {
                continue;
            }
            List<Certificate> holders =
                    trust.certificates().values().stream()
                            .filter(one -> one.authority().equals(id))
                            .toList();
            if (holders.isEmpty() && (known || isOver)) {
                return Optional.of(new TrustOrder.Distrust(id));
            }
            Optional<Certificate> away =
                    holders.stream()
                            .filter(one -> isOver && !holdings.containsKey(one.node()))
                            .findFirst();
            if (away.isPresent()) {
                return away.map(one ->
                        new TrustOrder.Revoke(
                                one.node(), one.serial(), "away while the authority was changed"));
            }
        }
        return Optional.empty();
    }
}

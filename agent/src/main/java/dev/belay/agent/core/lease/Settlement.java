package dev.belay.agent.core.lease;

import dev.belay.agent.core.lease.Doings.FenceOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One pass over all services: brings the stays nearer to the wishes, as far as that is safe now.
/// Made for one decision.
final class Settlement {

    /// Between two tries to fence a node of which no more is known.
    private static final long FENCE_AGAIN = 60_000_000_000L;

    private final Issuer issuer;
    private final Terms terms;
    private final long at;
    private final List<IssuerEffect> effects;
    private final List<String> reasons = new ArrayList<>();
    private final Map<String, Long> closed;
    private final Map<String, Long> proposed;
    private final Map<String, Barring> bars;
    private final Map<String, FenceOrder> fencing;
    private long rounds;

    Settlement(Issuer issuer, long at, List<IssuerEffect> before) {
        this.issuer = issuer;
        this.terms = issuer.reign().terms();
        this.at = at;
        this.effects = new ArrayList<>(before);
        Doings doings = issuer.doings();
        this.closed = new TreeMap<>(doings.closed());
        this.proposed = new TreeMap<>(doings.proposed());
        this.bars = new TreeMap<>(doings.bars());
        this.rounds = doings.rounds();
        this.fencing = new TreeMap<>(doings.fencing());
    }

    IssuerDecision decision() {
        issuer.wishes().forEach(this::settle);
        for (Tenancy tenancy : issuer.tenancies().values()) {
            if (!tenancy.isFree() && issuer.over(tenancy, at).isEmpty()) {
                if (!issuer.lasting().contains(tenancy.node())) {
                    bar(tenancy);
                }
                fence(tenancy);
            }
        }
        var next =
                new Doings(
                        closed,
                        proposed,
                        issuer.doings().begun(),
                        bars,
                        rounds,
                        issuer.doings().fencedUpTo(),
                        fencing);
        return new IssuerDecision(issuer.with(next), effects, String.join("; ", reasons));
    }

    private void settle(String service, String wish) {
        Tenancy tenancy =
                Optional.ofNullable(issuer.tenancies().get(service)).orElse(Tenancy.none(service));
        if (proposed.containsKey(service)) {
            return;
        }
        Optional<String> over = issuer.over(tenancy, at);
        boolean stays =
                !tenancy.isFree()
                        && tenancy.node().equals(wish)
                        && tenancy.stuck().isEmpty()
                        && !issuer.doings().isClosed(tenancy);
        if (stays && over.isEmpty()) {
            return;
        }
        if (!tenancy.isFree() && closed.getOrDefault(service, 0L) < tenancy.generation()) {
            closed.put(service, tenancy.generation());
            if (over.isEmpty()) {
                effects.add(new IssuerEffect.Nudge(tenancy.node()));
                reasons.add(service + " has to leave " + tenancy.node());
            }
        }
        over.ifPresent(why -> propose(tenancy, wish, why));
    }

    private void propose(Tenancy tenancy, String wish, String why) {
        Heard heard = issuer.nodes().get(wish);
        boolean canRun = heard != null && !issuer.doings().isFenced(wish, heard.incarnation());
        if (!canRun && tenancy.isFree()) {
            return;
        }
        Tenancy next =
                canRun && heard != null
                        ? tenancy.next(wish, heard.incarnation())
                        : tenancy.next("", 0);
        String reason =
                why + (next.isFree() ? "; it stays nowhere" : "; it goes to " + next.node());
        proposed.put(tenancy.service(), tenancy.generation());
        effects.add(new IssuerEffect.Propose(next, tenancy.generation(), reason));
        reasons.add(reason);
    }

    private void bar(Tenancy tenancy) {
        String node = tenancy.node();
        Barring bar = bars.get(node);
        boolean isSilent = at - issuer.quietSince(tenancy) >= terms.bar();
        if (bar == null && isSilent) {
            rounds++;
            bars.put(node, new Barring(rounds, at, Map.of()));
            effects.add(new IssuerEffect.Bar(node, rounds, true));
            reasons.add(node + " is silent, voters are asked not to vouch for it");
        } else if (bar != null
                && bar.lastVouched(issuer.reign().voters()).isEmpty()
                && at - bar.orderedAt() >= terms.renew()) {
            bars.put(node, bar.orderedAgain(at));
            effects.add(new IssuerEffect.Bar(node, bar.round(), true));
        }
    }

    private void fence(Tenancy tenancy) {
        String node = tenancy.node();
        long patience = issuer.lasting().contains(node) ? Terms.REMOTE_LOST : terms.suspect();
        boolean isLost = at - issuer.quietSince(tenancy) >= patience;
        FenceOrder last = fencing.get(node);
        boolean isOrdered =
                last != null
                        && last.incarnation() >= tenancy.incarnation()
                        && at - last.at() < FENCE_AGAIN;
        if (!issuer.fenceable().contains(node)
                || isOrdered
                || (!isLost && tenancy.stuck().isEmpty())) {
            return;
        }
        String reason =
                tenancy.stuck().isEmpty()
                        ? node + " is silent"
                        : "the stop of " + tenancy.service() + " failed";
        fencing.put(node, new FenceOrder(tenancy.incarnation(), at));
        effects.add(new IssuerEffect.Fence(node, tenancy.incarnation(), reason));
        reasons.add("fences " + node + ": " + reason);
    }
}

package dev.belay.agent.core.lease;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the coordinator of one term knows of who may be active, and what it makes of it. Immutable;
/// made anew in each term, so that a lease is waited for in full again after each change of
/// coordinator.
///
/// A service changes its node only when its former stay is over for certain: the node said that it
/// has ended, or it started anew, or fencing was confirmed, or nobody can have renewed it for a
/// whole lease: neither this coordinator, nor a majority of voters, which it has asked not to. From
/// that decision on this coordinator grants the former stay no more, whatever becomes of its
/// proposal.
///
/// @param reign its term
/// @param nodes what was heard, by node
/// @param tenancies the replicated state, by service
/// @param wishes where services shall run, by service; an empty id: nowhere
/// @param fenceable nodes that can be stopped for certain
/// @param lasting nodes where what runs goes on, whoever renews it or not: a stay there ends only
///   by their word, or when fencing is confirmed
/// @param doings what it has begun
public record Issuer(
        Reign reign,
        Map<String, Heard> nodes,
        Map<String, Tenancy> tenancies,
        Map<String, String> wishes,
        Set<String> fenceable,
        Set<String> lasting,
        Doings doings) {

    public Issuer {
        nodes = Collections.unmodifiableMap(new TreeMap<>(nodes));
        tenancies = Collections.unmodifiableMap(new TreeMap<>(tenancies));
        wishes = Collections.unmodifiableMap(new TreeMap<>(wishes));
        fenceable = Collections.unmodifiableSet(new TreeSet<>(fenceable));
        lasting = Collections.unmodifiableSet(new TreeSet<>(lasting));
    }

    /// A coordinator that has applied an entry of its own term.
    public static Issuer first(Reign reign, Map<String, Tenancy> tenancies) {
        return new Issuer(reign, Map.of(), tenancies, Map.of(), Set.of(), Set.of(), Doings.NONE);
    }

    /// The same coordinator in the same term, after the group of voters or the times have changed.
    ///
    /// What others may have vouched for until now is not known any more: bars are raised anew, and
    /// a lease is waited for in full from now on. What was closed stays closed: a proposal that
    /// ends it may still come to be.
    public Issuer under(Reign changed, long at) {
        if (changed.term() != reign.term()) {
            throw new IllegalStateException(
                    "a coordinator of term " + reign.term() + " does not go on in another one");
        }
        Map<String, Long> begun = new TreeMap<>(doings.begun());
        tenancies.keySet().forEach(service -> begun.put(service, at));
        return new Issuer(
                changed,
                nodes,
                tenancies,
                wishes,
                fenceable,
                lasting,
                doings.withBars(Map.of()).withBegun(begun));
    }

    /// The same, where other nodes can be stopped for certain.
    public Issuer fencing(Set<String> nodesWithDevices) {
        return new Issuer(reign, nodes, tenancies, wishes, nodesWithDevices, lasting, doings);
    }

    /// The same, where what other nodes run goes on without renewals.
    public Issuer lasting(Set<String> others) {
        return new Issuer(reign, nodes, tenancies, wishes, fenceable, others, doings);
    }

    /// The one decision of this core.
    public IssuerDecision decide(IssuerInput input) {
        return switch (input) {
            case IssuerInput.Ticked(var at) -> settle(at, List.of());
            case IssuerInput.Reported(var report, var at) -> reported(report, at);
            case IssuerInput.Applied(var applied, var at) -> applied(applied, at);
            case IssuerInput.Unanswered(var service, var at) ->
                    // At most one of two proposals finds the generation that it needs.
                    with(doings.withoutProposed(service)).settle(at, List.of());
            case IssuerInput.Wished(var changed, var at) ->
                    new Issuer(reign, nodes, tenancies, changed, fenceable, lasting, doings)
                            .settle(at, List.of());
            case IssuerInput.Barred(var voter, var node, var round, var age, var at) ->
                    barred(voter, node, round, age, at);
            case IssuerInput.Fenced(var node, var incarnation, var confirmation, var at) ->
                    fenced(node, incarnation, confirmation, at);
        };
    }

    /// Whether the end of some silent node's lease is waited for.
    public boolean isWaiting() {
        return tenancies.values().stream()
                .anyMatch(one -> !one.isFree() && doings.bars().containsKey(one.node()));
    }

    /// Whether the replicated state has been asked to change a service's stay, and has not
    /// answered.
    public boolean isProposed(String service) {
        return doings.proposed().containsKey(service);
    }

    /// Whether a node has been heard that began after that.
    public boolean hasHeardAfter(String node, long incarnation) {
        Heard heard = nodes.get(node);
        return heard != null && heard.incarnation() > incarnation;
    }

    /// Since when a node has not been answered; since the term's begin when it never was.
    public long silentSince(String node) {
        Heard heard = nodes.get(node);
        return heard == null ? reign.since() : heard.answeredAt();
    }

    /// Since when this coordinator knows a stay; of one that was there before, since its term
    /// began.
    public long stayKnownSince(String service) {
        return doings.begun().getOrDefault(service, reign.since());
    }

    /// Since when nothing is known of a node and of what it was given: one that held nothing asks
    /// seldom, and could not ask for what it was given just now.
    public long quietSince(String node) {
        return tenancies.values().stream()
                .filter(one -> one.node().equals(node))
                .mapToLong(this::quietSince)
                .max()
                .orElseGet(() -> silentSince(node));
    }

    /// Since when nothing is known of a stay: who was given one just now could not ask for it
    /// before.
    long quietSince(Tenancy tenancy) {
        return Math.max(silentSince(tenancy.node()), stayKnownSince(tenancy.service()));
    }

    /// Why a stay is over for certain; empty when it may still go on.
    Optional<String> over(Tenancy tenancy, long at) {
        if (tenancy.isFree()) {
            return Optional.of(tenancy.service() + " runs nowhere");
        }
        String what = tenancy.service() + " on " + tenancy.node() + " is over: ";
        Heard heard = nodes.get(tenancy.node());
        if (heard != null && heard.incarnation() > tenancy.incarnation()) {
            return Optional.of(what + "its agent started anew");
        }
        if (heard != null && heard.hasEnded(tenancy)) {
            return Optional.of(what + heard.howEnded(tenancy));
        }
        if (doings.isFenced(tenancy.node(), tenancy.incarnation())) {
            return Optional.of(what + "fencing is confirmed");
        }
        if (lasting.contains(tenancy.node())) {
            return Optional.empty();
        }
        OptionalLong renewable = lastRenewable(tenancy);
        if (tenancy.stuck().isEmpty()
                && renewable.isPresent()
                && at - renewable.getAsLong() >= reign.terms().lease()) {
            return Optional.of(
                    what
                            + "no renewal for %d ms"
                                    .formatted((at - renewable.getAsLong()) / 1_000_000));
        }
        return Optional.empty();
    }

    /// When anybody can have renewed a stay last; empty while voters may still do it.
    private OptionalLong lastRenewable(Tenancy tenancy) {
        Barring bar = doings.bars().get(tenancy.node());
        if (bar == null) {
            return OptionalLong.empty();
        }
        OptionalLong vouched = bar.lastVouched(reign.voters());
        return vouched.isPresent()
                ? OptionalLong.of(Math.max(vouched.getAsLong(), quietSince(tenancy)))
                : vouched;
    }

    private IssuerDecision reported(Report report, long at) {
        Heard known = nodes.get(report.node());
        boolean isOver =
                (known != null && report.incarnation() < known.incarnation())
                        || doings.isFenced(report.node(), report.incarnation());
        if (isOver) {
            return new IssuerDecision(this, List.of(), report.node() + " asks as one that is over");
        }
        Map<String, Heard> heard = new TreeMap<>(nodes);
        heard.put(report.node(), new Heard(report.incarnation(), at, report.ended()));
        List<IssuerEffect> before = new ArrayList<>();
        Doings noted = lift(report.node(), noteStuck(report, before), before);
        // What is decided below may close a stay: the answer must not grant it any more.
        IssuerDecision settled =
                new Issuer(reign, heard, tenancies, wishes, fenceable, lasting, noted)
                        .settle(at, before);
        Issuer next = settled.next();
        List<IssuerEffect> effects = new ArrayList<>();
        effects.add(new IssuerEffect.Answer(report.node(), report.question(), next.grant(report)));
        effects.addAll(settled.effects());
        return new IssuerDecision(next, effects, settled.reason());
    }

    private Doings noteStuck(Report report, List<IssuerEffect> effects) {
        Map<String, Long> asked = new TreeMap<>(doings.proposed());
        report.stuck()
                .forEach((service, why) -> {
                    Tenancy tenancy = tenancies.get(service);
                    if (tenancy != null
                            && isTheirs(tenancy, report)
                            && tenancy.stuck().isEmpty()
                            && !asked.containsKey(service)) {
                        asked.put(service, tenancy.generation());
                        effects.add(
                                new IssuerEffect.Propose(
                                        tenancy.withStuck(why),
                                        tenancy.generation(),
                                        "the stop of " + service + " failed: " + why));
                    }
                });
        return doings.withProposed(asked);
    }

    private Doings lift(String node, Doings noted, List<IssuerEffect> effects) {
        Barring bar = noted.bars().get(node);
        if (bar == null) {
            return noted;
        }
        Map<String, Barring> left = new TreeMap<>(noted.bars());
        left.remove(node);
        effects.add(new IssuerEffect.Bar(node, bar.round(), false));
        return noted.withBars(left);
    }

    private Grant grant(Report report) {
        Map<String, Long> may = new TreeMap<>();
        Map<String, Long> mayNot = new TreeMap<>();
        tenancies.forEach((service, tenancy) -> {
            if (isTheirs(tenancy, report)) {
                boolean isOver = doings.isClosed(tenancy) || !tenancy.stuck().isEmpty();
                (isOver ? mayNot : may).put(service, tenancy.generation());
            }
        });
        return new Grant(reign.term(), may, mayNot);
    }

    private static boolean isTheirs(Tenancy tenancy, Report report) {
        return tenancy.node().equals(report.node())
                && tenancy.incarnation() == report.incarnation();
    }

    private IssuerDecision applied(Map<String, Tenancy> applied, long at) {
        List<IssuerEffect> nudges = new ArrayList<>();
        Map<String, Long> open = new TreeMap<>(doings.proposed());
        Map<String, Long> begun = new TreeMap<>(doings.begun());
        applied.forEach((service, tenancy) -> {
            if (tenancy.equals(tenancies.get(service))) {
                return;
            }
            open.remove(service);
            begun.put(service, at);
            if (!tenancy.isFree()) {
                nudges.add(new IssuerEffect.Nudge(tenancy.node()));
            }
        });
        return new Issuer(
                        reign,
                        nodes,
                        applied,
                        wishes,
                        fenceable,
                        lasting,
                        doings.withProposed(open).withBegun(begun))
                .settle(at, nudges);
    }

    private IssuerDecision barred(String voter, String node, long round, long age, long at) {
        Barring bar = doings.bars().get(node);
        if (bar == null || bar.round() != round) {
            return new IssuerDecision(this, List.of(), "");
        }
        Map<String, Barring> changed = new TreeMap<>(doings.bars());
        // The voter's clock may run faster than this one; what is younger is safe.
        changed.put(node, bar.answered(voter, at - age / 25 * 24));
        return with(doings.withBars(changed)).settle(at, List.of());
    }

    private IssuerDecision fenced(
            String node, long incarnation, IssuerInput.Confirmation confirmation, long at) {
        return switch (confirmation) {
            case CONFIRMED -> with(doings.withFenced(node, incarnation)).settle(at, List.of());
            case REFUSED, UNKNOWN ->
                    new IssuerDecision(this, List.of(), "fencing of " + node + " is not confirmed");
        };
    }

    private IssuerDecision settle(long at, List<IssuerEffect> before) {
        return new Settlement(this, at, before).decision();
    }

    Issuer with(Doings changed) {
        return new Issuer(reign, nodes, tenancies, wishes, fenceable, lasting, changed);
    }
}

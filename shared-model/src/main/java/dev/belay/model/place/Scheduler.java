package dev.belay.model.place;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which host runs which resource.
///
/// Deterministic and total: the same situation always gives the same schedule. Where Pacemaker
/// documents what it does (Pacemaker Explained, "Resource Constraints" and "Scores"), and where its
/// scheduler 2.1 breaks ties, this one does the same.
public final class Scheduler {

    private final Situation situation;
    private final Hosts hosts;
    private final @Nullable Ledger ledger;
    private final Map<String, Unit> units = new HashMap<>();
    private final List<Unit> roots = new ArrayList<>();
    private final List<Unit> primitives = new ArrayList<>();

    private Scheduler(Situation situation, @Nullable Ledger ledger) {
        this.situation = situation;
        this.ledger = ledger;
        this.hosts = new Hosts(situation.hosts());
    }

    /// Decides for all resources.
    ///
    /// @throws IllegalArgumentException when two hosts or two resources have the same name
    public static Schedule schedule(Situation situation) {
        return new Scheduler(situation, null).run();
    }

    /// Decides, and says of one primitive what spoke for and against each host; empty when there is
    /// none of that name.
    ///
    /// @throws IllegalArgumentException when two hosts or two resources have the same name
    public static Optional<Explanation> explain(Situation situation, String resource) {
        Ledger ledger = new Ledger(resource);
        Scheduler scheduler = new Scheduler(situation, ledger);
        Schedule schedule = scheduler.run();
        return schedule.placements().stream()
                .filter(placement -> placement.resource().equals(resource))
                .findFirst()
                .map(placement ->
                        new Explanation(
                                placement,
                                Optional.ofNullable(scheduler.unit(resource).roleReason),
                                scheduler.candidates(ledger)));
    }

    private Unit unit(String resource) {
        return Objects.requireNonNull(units.get(resource));
    }

    private List<Candidate> candidates(Ledger ledger) {
        return IntStream.range(0, hosts.count())
                .mapToObj(i ->
                        new Candidate(
                                hosts.get(i).name(),
                                hosts.get(i).state(),
                                ledger.score(i),
                                ledger.reasons(i)))
                .sorted(
                        Comparator.comparing((Candidate one) -> one.state() != HostState.AVAILABLE)
                                .thenComparing(Candidate::score, Comparator.reverseOrder()))
                .toList();
    }

    private Schedule run() {
        readResources();
        situation.preferences().forEach(this::prefer);
        primitives.forEach(this::stick);
        primitives.forEach(this::heedFailures);
        situation.colocations().forEach(this::colocate);
        roots.forEach(this::holdTogether);

        boolean frozen = !situation.quorate() && situation.noQuorum() == NoQuorum.FREEZE;
        Assignment assignment = new Assignment(hosts, ledger, frozen, situation.asPacemaker());
        roots.stream()
                .sorted(Comparator.comparingInt((Unit root) -> -root.priority))
                .forEach(assignment::place);

        var readiness = new Readiness(hosts, roots, situation.quorate(), situation.noQuorum());
        orderings().forEach(ordering -> order(readiness, ordering));
        situation.colocations().forEach(colocation -> bind(readiness, colocation));
        readiness.settle();
        return new Schedule(
                primitives.stream().map(this::placement).toList(), readiness.steps(primitives));
    }

    private void readResources() {
        int base = situation.symmetric() ? 0 : Hosts.CLOSED;
        for (Placeable placeable : situation.resources()) {
            roots.add(read(placeable, null, base));
        }
    }

    private Unit read(Placeable what, @Nullable Unit parent, int base) {
        Unit unit = new Unit(what, parent, hosts.count(), base);
        if (units.put(unit.name, unit) != null) {
            throw new IllegalArgumentException("two resources with the name '" + unit.name + "'");
        }
        if (unit.primitive != null) {
            primitives.add(unit);
        }
        List<? extends Instance> members =
                switch (what) {
                    case Primitive _ -> List.of();
                    case Group group -> group.members();
                    case Clone clone -> clone.instances();
                };
        members.forEach(member -> unit.members.add(read(member, unit, base)));
        return unit;
    }

    private void prefer(Preference preference) {
        Unit unit = units.get(preference.resource());
        int host = hosts.number(preference.host());
        if (unit == null || host == Hosts.NOWHERE) {
            return;
        }
        switch (preference.role()) {
            case STARTED, UNPROMOTED -> prefer(unit, host, preference.score(), preference.id());
            case PROMOTED -> {
                if (unit.isClone()) {
                    unit.addPromotedWish(host, preference.score());
                }
            }
        }
    }

    private void prefer(Unit unit, int host, int score, String id) {
        unit.add(host, score);
        note(unit, host, Reason.of(Cause.PREFERENCE, id, score));
        boolean first = true;
        for (Unit member : unit.members) {
            // The first of a group speaks for the others; they only learn that the host is open.
            prefer(member, host, first || unit.isClone() ? score : 0, id);
            first = false;
        }
    }

    private void stick(Unit unit) {
        Primitive primitive = primitive(unit);
        for (String name : primitive.activeOn()) {
            int host = hosts.number(name);
            if (host != Hosts.NOWHERE && isLeftAlone(primitive, host)) {
                unit.add(host, Score.INFINITY);
                note(unit, host, Reason.of(Cause.UNMANAGED, unit.name, Score.INFINITY));
            } else if (host != Hosts.NOWHERE
                    && primitive.stickiness() > 0
                    && primitive.activeOn().size() == 1
                    && unit.scores[host] != Hosts.CLOSED) {
                unit.add(host, primitive.stickiness());
                note(unit, host, Reason.of(Cause.STICKINESS, unit.name, primitive.stickiness()));
            }
        }
    }

    private boolean isLeftAlone(Primitive primitive, int host) {
        return !primitive.managed() || hosts.get(host).state() == HostState.MAINTENANCE;
    }

    private void heedFailures(Unit unit) {
        Primitive primitive = primitive(unit);
        if (primitive.threshold() == 0) {
            return;
        }
        primitive
                .failures()
                .forEach((name, count) -> {
                    int host = hosts.number(name);
                    if (host != Hosts.NOWHERE && count > 0 && count >= primitive.threshold()) {
                        ban(unit, host);
                        note(unit, host, Reason.of(Cause.FAILURES, unit.name, -Score.INFINITY));
                    }
                });
    }

    /// Failures of one of many are those of all.
    private static void ban(Unit unit, int host) {
        if (unit.top().what instanceof Clone clone && !clone.unique()) {
            unit.top().each(one -> one.add(host, -Score.INFINITY));
        } else {
            unit.add(host, -Score.INFINITY);
        }
    }

    private void colocate(Colocation colocation) {
        Unit dependent = units.get(colocation.dependent());
        Unit primary = units.get(colocation.primary());
        if (dependent == null || primary == null || colocation.score() == 0) {
            return;
        }
        bond(
                new Bond(
                        colocation.id(),
                        dependent,
                        primary,
                        colocation.score(),
                        colocation.attribute().orElse(null),
                        colocation.influence(),
                        false,
                        colocation.dependentRole(),
                        colocation.primaryRole()));
    }

    private void holdTogether(Unit group) {
        if (!group.isGroup()) {
            group.members.forEach(this::holdTogether);
            return;
        }
        for (int i = 1; i < group.members.size(); i++) {
            Unit member = group.members.get(i);
            Unit before = group.members.get(i - 1);
            boolean critical = primitive(member).critical();
            bond(
                    new Bond(
                            group.name,
                            member,
                            before,
                            Score.INFINITY,
                            null,
                            critical,
                            true,
                            Role.STARTED,
                            Role.STARTED));
        }
    }

    private static void bond(Bond bond) {
        bond.addToFollows(bond.dependent());
        bond.addToFollowers(bond.primary());
    }

    /// Pacemaker takes only the first of several orderings between the same two.
    private Collection<Ordering> orderings() {
        if (!situation.asPacemaker()) {
            return situation.orderings();
        }
        Map<List<String>, Ordering> firsts = new LinkedHashMap<>();
        for (Ordering ordering : situation.orderings()) {
            firsts.putIfAbsent(
                    List.of(
                            ordering.first(),
                            ordering.firstRole().name(),
                            ordering.then(),
                            ordering.thenRole().name()),
                    ordering);
        }
        return firsts.values();
    }

    private void order(Readiness readiness, Ordering ordering) {
        Unit first = units.get(ordering.first());
        Unit then = units.get(ordering.then());
        if (first == null || then == null) {
            return;
        }
        readiness.lead(first, ordering.firstRole());
        if (ordering.kind() == OrderingKind.MANDATORY) {
            readiness.order(first, then, ordering);
        }
    }

    private void bind(Readiness readiness, Colocation colocation) {
        Unit dependent = units.get(colocation.dependent());
        Unit primary = units.get(colocation.primary());
        if (dependent != null
                && primary != null
                && colocation.score() >= Score.INFINITY
                && !(situation.asPacemaker() && (primary.isGroup() || primary.parent != null))
                && (!dependent.isGroup() || !dependent.members.isEmpty())
                && (!primary.isGroup() || !primary.members.isEmpty())) {
            Role role = colocation.dependentRole();
            readiness.bind(primary, Role.STARTED, dependent, role, colocation.id());
            // Pacemaker looks only at what was to be promoted and then cannot be.
            boolean any = primary.members.stream().anyMatch(one -> one.role == Role.PROMOTED);
            if (colocation.primaryRole() == Role.PROMOTED && (any || !situation.asPacemaker())) {
                readiness.bind(primary, Role.PROMOTED, dependent, role, colocation.id());
            }
        }
    }

    private Placement placement(Unit unit) {
        Optional<String> host =
                unit.host == Hosts.NOWHERE
                        ? Optional.empty()
                        : Optional.of(hosts.get(unit.host).name());
        Reason reason = Objects.requireNonNull(unit.reason);
        Role role = host.isPresent() ? unit.role : Role.STARTED;
        if (reason.cause() == Cause.UNMANAGED && unit.promoted()) {
            role = Role.PROMOTED;
        }
        return new Placement(unit.name, host, role, reason);
    }

    private void note(Unit unit, int host, Reason reason) {
        if (ledger != null && ledger.follows(unit)) {
            ledger.note(host, reason);
        }
    }

    private static Primitive primitive(Unit unit) {
        return Objects.requireNonNull(unit.primitive);
    }
}

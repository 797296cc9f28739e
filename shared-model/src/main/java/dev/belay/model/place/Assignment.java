package dev.belay.model.place;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives out hosts, one resource after the other, as Pacemaker 2.1 does.
///
/// Whoever is followed comes first, and counts what its followers wish, weakened by the strength of
/// the colocation.
final class Assignment {

    private final Hosts hosts;
    private final @Nullable Ledger ledger;
    private final Map<String, @Nullable String[]> values = new HashMap<>();

    Assignment(Hosts hosts, @Nullable Ledger ledger) {
        this.hosts = hosts;
        this.ledger = ledger;
    }

    void place(Unit unit) {
        if (unit.placed || unit.placing) {
            return;
        }
        if (unit.isGroup()) {
            placeGroup(unit);
        } else {
            placePrimitive(unit, Objects.requireNonNull(unit.primitive));
        }
    }

    private void placeGroup(Unit group) {
        if (group.members.isEmpty()) {
            group.placed = true;
            return;
        }
        group.placing = true;
        // The first member leads the others: it follows for all, and the last one is followed.
        group.follows.forEach(bond -> bond.addToFollows(group.firstMember()));
        leadBehindUnmanaged(group);
        group.follows.clear();
        group.followers.forEach(bond -> bond.addToFollowers(group.lastMember()));
        group.followers.clear();
        group.members.forEach(this::place);
        group.placing = false;
        group.placed = true;
    }

    /// Who comes after a member that is left alone does not follow by following it.
    private void leadBehindUnmanaged(Unit group) {
        boolean behind = false;
        for (Unit member : group.members) {
            if (behind) {
                group.follows.stream()
                        .filter(Bond::must)
                        .forEach(bond -> bond.addToFollows(member));
            }
            behind |= isLeftAlone(Objects.requireNonNull(member.primitive));
        }
    }

    private void placePrimitive(Unit unit, Primitive primitive) {
        if (unit.group != null && !unit.group.placing && !unit.group.placed) {
            place(unit.group);
            return;
        }
        unit.placing = true;
        unit.follows.forEach(bond -> follow(unit, bond));
        for (Bond bond : unit.followers) {
            if (bond.counts()) {
                int[] before = unit.scores;
                float factor = bond.score() / (float) Score.INFINITY;
                unit.scores = merged(bond.dependent(), before, bond.attribute(), factor, true);
                note(unit, before, bond.inner() ? Cause.GROUP : Cause.FOLLOWED, bond.id());
            }
        }
        settle(unit, primitive);
        if (ledger != null && ledger.follows(unit)) {
            ledger.close(unit.scores);
        }
        unit.placing = false;
        unit.placed = true;
    }

    private void follow(Unit unit, Bond bond) {
        int[] before = unit.scores;
        place(bond.primary());
        Unit primary = bond.primary();
        if (!primary.placed) {
            return;
        }
        if (primary.isGroup()) {
            if (primary.members.isEmpty()) {
                return;
            }
            primary = bond.must() ? primary.lastMember() : primary.firstMember();
        }
        int[] after = moved(unit.scores, primary.host, bond);
        boolean optional = bond.score() < Score.INFINITY && bond.score() > -Score.INFINITY;
        if (optional && !hosts.anyFor(after)) {
            return;
        }
        unit.scores = after;
        note(unit, before, bond.inner() ? Cause.GROUP : Cause.FOLLOWS, bond.id());
    }

    /// The scores of a follower after the one that it follows has got its host.
    private int[] moved(int[] scores, int primaryHost, Bond bond) {
        if (primaryHost == Hosts.NOWHERE && bond.score() < 0) {
            return scores;
        }
        @Nullable String[] by = bond.attribute() == null ? null : values(bond.attribute());
        int[] after = scores.clone();
        for (int i = 0; i < after.length; i++) {
            if (after[i] == Hosts.CLOSED) {
                continue;
            }
            if (primaryHost == Hosts.NOWHERE) {
                after[i] = Score.add(-bond.score(), after[i]);
            } else if (by == null ? i == primaryHost : Objects.equals(by[i], by[primaryHost])) {
                if (!bond.must()) {
                    after[i] = Score.add(bond.score(), after[i]);
                }
            } else if (bond.must()) {
                after[i] = Score.add(-bond.score(), after[i]);
            }
        }
        return after;
    }

    /// Scores with the wishes of a follower and of its own followers added.
    ///
    /// @param far whether nothing is to be added where that would leave no host
    private int[] merged(
            Unit unit, int[] scores, @Nullable String attribute, float factor, boolean far) {
        if (unit.merging || (unit.isGroup() && unit.members.isEmpty())) {
            return scores;
        }
        unit.merging = true;
        try {
            int[] work =
                    unit.isGroup()
                            ? merged(unit.firstMember(), scores, attribute, factor, far)
                            : withWishes(unit, scores, attribute, factor);
            if (!hosts.anyFor(work)) {
                return far ? scores : work;
            }
            float sign = factor < 0 ? -1 : 1;
            for (Bond bond : unit.lastMember().followers) {
                if (bond.counts()) {
                    float next = sign * bond.score() / (float) Score.INFINITY;
                    work = merged(bond.dependent(), work, bond.attribute(), next, true);
                }
            }
            return work;
        } finally {
            unit.merging = false;
        }
    }

    private int[] withWishes(Unit unit, int[] scores, @Nullable String attribute, float factor) {
        int[] wishes = attribute == null ? null : bestByValue(unit, values(attribute));
        int[] work = scores.clone();
        for (int i = 0; i < work.length; i++) {
            if (work[i] == Hosts.CLOSED) {
                continue;
            }
            int wish = wishes == null ? wish(unit, i) : wishes[i];
            if (factor < 0 && wish < 0) {
                // Not wanting to be there is no reason for others to want it.
                continue;
            }
            work[i] = Score.add(weakened(wish, factor), work[i]);
        }
        return work;
    }

    private int wish(Unit unit, int host) {
        return hosts.runs(host) ? Math.max(unit.scores[host], -Score.INFINITY) : -Score.INFINITY;
    }

    private int[] bestByValue(Unit unit, @Nullable String[] by) {
        Map<@Nullable String, Integer> best = new HashMap<>();
        for (int i = 0; i < by.length; i++) {
            best.merge(by[i], wish(unit, i), Math::max);
        }
        int[] wishes = new int[by.length];
        Arrays.setAll(wishes, i -> Objects.requireNonNull(best.get(by[i])));
        return wishes;
    }

    /// Rounded, but never to nothing.
    private static int weakened(int score, float factor) {
        float exact = factor * score;
        int rounded = (int) (exact < 0 ? exact - 0.5 : exact + 0.5);
        return rounded == 0 && score != 0 ? (int) Math.signum(factor) : rounded;
    }

    private void settle(Unit unit, Primitive primitive) {
        int current =
                primitive.activeOn().isEmpty()
                        ? Hosts.NOWHERE
                        : hosts.number(primitive.activeOn().getFirst());
        if (isLeftAlone(primitive)) {
            give(unit, current, Reason.of(Cause.UNMANAGED));
            return;
        }
        if (!primitive.wanted()) {
            Arrays.fill(unit.scores, -Score.INFINITY);
            give(unit, Hosts.NOWHERE, Reason.of(Cause.NOT_WANTED));
            return;
        }
        int best = hosts.best(unit.scores, current);
        if (best == Hosts.NOWHERE || !hosts.runs(best) || unit.scores[best] < 0) {
            give(unit, Hosts.NOWHERE, Reason.of(Cause.NO_HOST));
            return;
        }
        int score = unit.scores[best];
        int chosen = score > 0 && sameScore(unit, current, score) ? current : best;
        give(unit, chosen, Reason.of(why(unit, chosen, current, score), unit.name, score));
    }

    private boolean isLeftAlone(Primitive primitive) {
        return !primitive.managed() || inMaintenance(primitive);
    }

    private boolean inMaintenance(Primitive primitive) {
        return primitive.activeOn().stream()
                .mapToInt(hosts::number)
                .anyMatch(host ->
                        host != Hosts.NOWHERE && hosts.get(host).state() == HostState.MAINTENANCE);
    }

    private boolean sameScore(Unit unit, int host, int score) {
        return host != Hosts.NOWHERE && hosts.runs(host) && unit.scores[host] == score;
    }

    private Cause why(Unit unit, int chosen, int current, int score) {
        boolean alone = true;
        boolean leastLoad = true;
        for (int i = 0; i < unit.scores.length; i++) {
            if (i != chosen && sameScore(unit, i, score)) {
                alone = false;
                leastLoad &= hosts.load(i) > hosts.load(chosen);
            }
        }
        if (alone) {
            return Cause.BEST_SCORE;
        }
        if (chosen == current) {
            return Cause.STAYS;
        }
        return leastLoad ? Cause.LEAST_LOAD : Cause.FIRST_NAME;
    }

    private void give(Unit unit, int host, Reason reason) {
        unit.host = host;
        unit.reason = reason;
        if (host != Hosts.NOWHERE) {
            hosts.give(host);
        }
    }

    private void note(Unit unit, int[] before, Cause cause, String subject) {
        if (ledger != null && ledger.follows(unit)) {
            ledger.noteDifference(before, unit.scores, cause, subject);
        }
    }

    private @Nullable String[] values(String attribute) {
        return values.computeIfAbsent(attribute, hosts::values);
    }
}

package dev.belay.model.place;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives out hosts, one resource after the other, as Pacemaker 2.1 does.
///
/// Whoever is followed comes first, and counts what its followers wish, weakened by the strength of
/// the colocation.
final class Assignment {

    private final Hosts hosts;
    private final @Nullable Ledger ledger;
    private final Wishes wishes;
    private final Following following;
    private final Roles roles;
    private final boolean asPacemaker;

    /// @param frozen whether nobody may be promoted who is not
    /// @param asPacemaker whether its faults are repeated
    Assignment(Hosts hosts, @Nullable Ledger ledger, boolean frozen, boolean asPacemaker) {
        this.asPacemaker = asPacemaker;
        this.hosts = hosts;
        this.ledger = ledger;
        this.wishes = new Wishes(hosts);
        this.following = new Following(hosts, wishes, ledger, this);
        this.roles = new Roles(hosts, wishes, ledger, this, frozen);
    }

    boolean asPacemaker() {
        return asPacemaker;
    }

    void place(Unit unit) {
        if (unit.placed || unit.placing) {
            return;
        }
        switch (unit.what) {
            case Primitive primitive -> placeWithParent(unit, primitive);
            case Group _ -> placeGroup(unit, Hosts.NOWHERE);
            case Clone clone -> placeClone(unit, clone);
        }
    }

    private void placeWithParent(Unit unit, Primitive primitive) {
        if (unit.parent != null && !unit.parent.placing && !unit.parent.placed) {
            place(unit.parent);
        } else {
            placePrimitive(unit, primitive, Hosts.NOWHERE);
        }
    }

    /// @param preferred where it goes when that is as good as the best
    void placeGroup(Unit group, int preferred) {
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
        for (Unit member : group.members) {
            if (!member.placed && !member.placing) {
                placePrimitive(member, Objects.requireNonNull(member.primitive), preferred);
            }
        }
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
            behind |= isLeftAlone(member);
        }
    }

    private void placeClone(Unit unit, Clone clone) {
        if (unit.promotion != null) {
            roles.prefer(unit);
        }
        unit.placing = true;
        unit.follows.forEach(bond -> place(bond.primary()));
        for (Bond bond : unit.followers) {
            if (bond.counts()) {
                unit.scores = wishes.ofFollower(bond.dependent(), unit.scores, bond, true);
            }
        }
        Distribution distribution = new Distribution(hosts, wishes, this, unit, clone);
        distribution.run();
        if (unit.promotion != null) {
            roles.give(unit, unit.promotion, distribution::compare);
        }
        unit.placing = false;
        unit.placed = true;
    }

    /// @param preferred where it goes when that is as good as the best
    void placePrimitive(Unit unit, Primitive primitive, int preferred) {
        unit.placing = true;
        for (Bond bond : List.copyOf(unit.follows)) {
            following.follow(unit, bond);
        }
        for (Bond bond : unit.followers) {
            if (bond.counts()) {
                int[] before = unit.scores;
                unit.scores = wishes.ofFollower(bond.dependent(), before, bond, false);
                note(unit, before, bond.inner() ? Cause.GROUP : Cause.FOLLOWED, bond.id());
            }
        }
        // A follower may have found that there is nobody to follow.
        if (!unit.placed) {
            settle(unit, primitive, preferred);
        }
        if (ledger != null && ledger.follows(unit)) {
            ledger.close(unit.scores);
        }
        unit.placing = false;
        unit.placed = true;
    }

    private void settle(Unit unit, Primitive primitive, int preferred) {
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
        int chosen = best;
        if (sameScore(unit, preferred, score)) {
            chosen = preferred;
        } else if (score > 0 && !unit.isUniqueInstance() && sameScore(unit, current, score)) {
            chosen = current;
        }
        unit.score = score;
        give(unit, chosen, Reason.of(why(unit, chosen, current, score), unit.name, score));
    }

    boolean isLeftAlone(Unit unit) {
        return unit.primitive != null && isLeftAlone(unit.primitive);
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

    /// Takes its host from an instance that did not get the one it was to get.
    void takeBack(Unit unit) {
        if (unit.host != Hosts.NOWHERE) {
            hosts.takeBack(unit.host);
        }
        unit.host = Hosts.NOWHERE;
        unit.placed = false;
    }

    /// Takes its host from one that turns out not to start.
    void leaveOut(Unit unit, Reason reason) {
        takeBack(unit);
        unit.placed = true;
        unit.reason = reason;
    }

    private void note(Unit unit, int[] before, Cause cause, String subject) {
        if (ledger != null && ledger.follows(unit)) {
            ledger.noteDifference(before, unit.scores, cause, subject);
        }
    }
}

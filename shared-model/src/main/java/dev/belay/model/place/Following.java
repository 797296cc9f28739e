package dev.belay.model.place;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the place of one that is followed does to the scores of its follower.
final class Following {

    private final Hosts hosts;
    private final Wishes wishes;
    private final @Nullable Ledger ledger;
    private final Assignment assignment;

    Following(Hosts hosts, Wishes wishes, @Nullable Ledger ledger, Assignment assignment) {
        this.hosts = hosts;
        this.wishes = wishes;
        this.ledger = ledger;
        this.assignment = assignment;
    }

    /// Places the one that is followed first.
    void follow(Unit unit, Bond bond) {
        Unit primary = bond.primary();
        assignment.place(primary);
        if (!primary.placed || unit.placed) {
            return;
        }
        int[] before = unit.scores;
        switch (primary.what) {
            case Instance _ -> followInstance(unit, primary, bond);
            case Clone _ -> {
                if (primary.promotion != null && bond.primaryRole() != Role.STARTED) {
                    followRole(unit, primary, bond);
                } else {
                    followClone(unit, primary, bond);
                }
            }
        }
        boolean wish = bond.score() < 0 && bond.score() > -Score.INFINITY;
        if ((wish || bond.dependentRole() == Role.PROMOTED) && !hosts.anyFor(unit.scores)) {
            unit.scores = before;
        }
        if (ledger != null && ledger.follows(unit)) {
            Cause cause = bond.inner() ? Cause.GROUP : Cause.FOLLOWS;
            ledger.noteDifference(before, unit.scores, cause, bond.id());
        }
    }

    private void followInstance(Unit unit, Unit primary, Bond bond) {
        if (primary.isGroup() && primary.members.isEmpty()) {
            return;
        }
        Unit end = bond.must() ? primary.lastMember() : primary.firstMember();
        if (bond.moves(unit, end)) {
            unit.scores = wishes.follow(unit.scores, end.host, bond);
        }
    }

    /// Follows those instances that have a role.
    private void followRole(Unit unit, Unit primary, Bond bond) {
        boolean both = bond.dependentRole() == Role.PROMOTED && bond.primaryRole() == Role.PROMOTED;
        int[] found = new int[hosts.count()];
        Arrays.fill(found, Hosts.CLOSED);
        for (Unit instance : primary.members) {
            int host = instance.location();
            if (host != Hosts.NOWHERE && instance.role == bond.primaryRole()) {
                found[host] = instance.firstMember().score;
                if (!bond.must()) {
                    unit.scores = wishes.near(unit.scores, host, bond);
                }
            }
        }
        if (!bond.must() || both) {
            // Who is not promoted may be elsewhere.
            return;
        }
        int[] after = unit.scores.clone();
        for (int i = 0; i < after.length; i++) {
            if (after[i] != Hosts.CLOSED) {
                after[i] =
                        found[i] == Hosts.CLOSED ? -Score.INFINITY : Score.add(after[i], found[i]);
            }
        }
        unit.scores = after;
    }

    private void followClone(Unit unit, Unit primary, Bond bond) {
        if (bond.interleaved()) {
            followOne(unit, primary, bond);
        } else if (bond.must()) {
            boolean[] found = new boolean[hosts.count()];
            for (Unit instance : primary.members) {
                int host = instance.location();
                if (host != Hosts.NOWHERE) {
                    found[host] = true;
                }
            }
            int[] after = unit.scores.clone();
            for (int i = 0; i < after.length; i++) {
                if (after[i] != Hosts.CLOSED && !found[i]) {
                    after[i] = -Score.INFINITY;
                }
            }
            unit.scores = after;
        } else {
            for (Unit instance : primary.members) {
                followInstance(unit, instance, bond);
            }
        }
    }

    /// Follows the instance on the host that is best so far.
    private void followOne(Unit unit, Unit primary, Bond bond) {
        for (int host : hosts.sorted(unit.scores)) {
            for (Unit instance : primary.members) {
                if (instance.location() == host) {
                    followInstance(unit, instance, bond);
                    return;
                }
            }
        }
        if (bond.must() && !assignment.isLeftAlone(unit)) {
            assignment.leaveOut(unit, Reason.of(Cause.WAITS_FOR, bond.id()));
        }
    }
}

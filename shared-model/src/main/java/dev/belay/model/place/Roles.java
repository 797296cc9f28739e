package dev.belay.model.place;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Says which instances of a promotable clone are promoted, as Pacemaker 2.1 does: those that have
/// hosts already, the one with the highest promotion score first.
final class Roles {

    /// Of an instance of which nobody says how good it would be promoted: it is, only where an
    /// administrator wants one.
    private static final int UNSAID = -1;

    private final Hosts hosts;
    private final Wishes wishes;
    private final @Nullable Ledger ledger;
    private final Assignment assignment;
    private final boolean frozen;

    Roles(
            Hosts hosts,
            Wishes wishes,
            @Nullable Ledger ledger,
            Assignment assignment,
            boolean frozen) {
        this.hosts = hosts;
        this.wishes = wishes;
        this.ledger = ledger;
        this.assignment = assignment;
        this.frozen = frozen;
    }

    /// Lets instances be drawn to where they would be good promoted.
    void prefer(Unit clone) {
        for (Unit instance : clone.members) {
            for (int host = 0; host < hosts.count(); host++) {
                if (!hosts.runs(host) || instance.scores[host] == Hosts.CLOSED) {
                    continue;
                }
                int score = promotionScore(instance, host).orElse(0);
                if (score > 0) {
                    instance.add(host, score);
                    note(instance, host, score);
                }
                instance.priority = Math.max(instance.priority, score);
            }
        }
    }

    /// @param order of instances that are equally good promoted
    void give(Unit clone, Promotion promotion, Comparator<Unit> order) {
        clone.members.forEach(instance -> rate(clone, promotion, instance));
        clone.merging = true;
        rank(clone);
        clone.members.sort(
                Comparator.comparingInt((Unit one) -> -one.promotionRank)
                        .thenComparingInt(one -> one.promoted() ? 0 : one.active() ? 1 : 2)
                        .thenComparing(order));
        clone.merging = false;
        int[] counts = new int[hosts.count()];
        int promoted = 0;
        for (Unit instance : clone.members) {
            Cause cause = cause(clone, instance, promotion, promoted, counts);
            boolean chosen =
                    cause == Cause.PROMOTED
                            || (cause == Cause.UNMANAGED && counts(instance, promoted, promotion));
            if (chosen) {
                promoted++;
                counts[instance.location()]++;
            }
            Reason reason =
                    instance.location() == Hosts.NOWHERE
                            ? Reason.of(cause)
                            : Reason.of(cause, clone.name, instance.promotionRank);
            instance.each(one -> become(one, chosen, reason));
        }
    }

    /// Whether one that is left alone counts as promoted: as Pacemaker does it, a group that is
    /// left alone for the sake of its host does not.
    private boolean counts(Unit instance, int promoted, Promotion promotion) {
        return promoted < promotion.max()
                && (instance.primitive != null || hosts.runs(instance.location()));
    }

    private void rate(Unit clone, Promotion promotion, Unit instance) {
        int host = instance.location();
        if (host == Hosts.NOWHERE) {
            return;
        }
        if (staysPromoted(instance)) {
            instance.promotionRank = Score.INFINITY;
            return;
        }
        int score = promotionScore(instance, host).orElse(UNSAID);
        if (!promotion.wanted()) {
            score = -Score.INFINITY;
        }
        if (clone.promotedWishes != null) {
            score = Score.add(score, clone.promotedWishes[host]);
        }
        instance.priority = score;
        for (Bond bond : instance.follows) {
            if (instance.host != Hosts.NOWHERE) {
                heed(instance, bond);
            }
        }
        instance.promotionRank = instance.priority;
    }

    /// How good it would be promoted there; of a group the sum of what is said of its members.
    private OptionalInt promotionScore(Unit unit, int host) {
        Primitive primitive = unit.primitive;
        if (primitive != null) {
            @Nullable Integer score = primitive.promotions().get(hosts.get(host).name());
            return score == null || unit.scores[host] < 0
                    ? OptionalInt.empty()
                    : OptionalInt.of(score);
        }
        OptionalInt sum = OptionalInt.empty();
        for (Unit member : unit.members) {
            OptionalInt one = promotionScore(member, host);
            if (one.isPresent()) {
                sum = OptionalInt.of(sum.orElse(0) + one.getAsInt());
            }
        }
        return sum;
    }

    /// What a colocation that the clone follows says of an instance in the promoted role.
    private void heed(Unit instance, Bond bond) {
        Unit primary = bond.primary();
        if (!primary.placed) {
            return;
        }
        if (!primary.isClone()) {
            heedOne(instance, primary, bond);
        } else if (primary.promotion != null
                && bond.primaryRole() != Role.STARTED
                && bond.dependentRole() == Role.PROMOTED) {
            heedRole(instance, primary, bond);
        } else if (bond.interleaved()) {
            heedPair(instance, primary, bond);
        } else if (!bond.must()) {
            primary.members.forEach(one -> heedOne(instance, one, bond));
        }
    }

    /// Who must be with an instance and has none on its host does not even start; with Pacemaker
    /// not even where another host counts as the same.
    private void heedPair(Unit instance, Unit primary, Bond bond) {
        Optional<Unit> pair =
                primary.members.stream()
                        .filter(one -> one.location() == instance.location())
                        .findFirst();
        if (pair.isPresent()) {
            heedOne(instance, pair.get(), bond);
        } else if (bond.must()
                && (bond.attribute() == null || assignment.asPacemaker())
                && !assignment.isLeftAlone(instance)) {
            assignment.leaveOut(instance, Reason.of(Cause.WAITS_FOR, bond.id()));
        }
    }

    private void heedRole(Unit instance, Unit primary, Bond bond) {
        boolean found =
                primary.members.stream()
                        .anyMatch(one ->
                                one.location() == instance.location()
                                        && one.role == bond.primaryRole());
        if (found) {
            instance.priority = Score.add(instance.priority, bond.score());
        } else if (bond.must()) {
            instance.priority = -Score.INFINITY;
        }
    }

    private void heedOne(Unit instance, Unit followed, Bond bond) {
        if (bond.dependentRole() == Role.STARTED
                || (followed.isGroup() && followed.members.isEmpty())) {
            return;
        }
        Unit primary = bond.must() ? followed.lastMember() : followed.firstMember();
        if (primary.host == Hosts.NOWHERE) {
            return;
        }
        if (!wishes.same(instance.host, primary.host, bond)) {
            if (bond.must() && bond.dependentRole() == Role.PROMOTED) {
                instance.priority = -Score.INFINITY;
            }
        } else if (bond.primaryRole() == Role.STARTED || bond.primaryRole() == primary.role) {
            int sign = bond.dependentRole() == Role.UNPROMOTED ? -1 : 1;
            instance.priority = Score.add(sign * bond.score(), instance.priority);
        }
    }

    /// What all around the clone think of a promoted instance on each host.
    private void rank(Unit clone) {
        for (Unit instance : clone.members) {
            int host = instance.location();
            if (instance.promotionRank >= 0 && host != Hosts.NOWHERE) {
                clone.add(host, instance.promotionRank);
            }
        }
        for (Bond bond : clone.follows) {
            if (bond.dependentRole() == Role.PROMOTED) {
                clone.scores = wishes.ofPrimary(clone.scores, bond, !bond.must());
            }
        }
        for (Bond bond : clone.followers) {
            if (bond.primaryRole() == Role.PROMOTED && bond.counts()) {
                clone.scores = wishes.ofFollower(bond.dependent(), clone.scores, bond, true);
            }
        }
        for (Unit instance : clone.members) {
            int host = instance.location();
            if (!staysPromoted(instance) && host != Hosts.NOWHERE && instance.promotionRank >= 0) {
                instance.promotionRank = clone.scores[host];
            }
        }
    }

    /// Whether it is promoted, and why, or why not.
    private Cause cause(
            Unit clone, Unit instance, Promotion promotion, int promoted, int[] counts) {
        int host = instance.location();
        if (host == Hosts.NOWHERE) {
            return Cause.NO_HOST;
        }
        if (staysPromoted(instance)) {
            return Cause.UNMANAGED;
        }
        if (instance.promotionRank < 0 || !canBePromoted(clone, instance)) {
            return Cause.NOT_PROMOTABLE;
        }
        if (promoted >= promotion.max() || counts[host] >= promotion.perHost()) {
            return Cause.ENOUGH_PROMOTED;
        }
        return frozen && !instance.promoted() ? Cause.NO_QUORUM : Cause.PROMOTED;
    }

    private boolean canBePromoted(Unit clone, Unit one) {
        if (!one.members.stream().allMatch(member -> canBePromoted(clone, member))) {
            return false;
        }
        int host = one.location();
        boolean alone = assignment.isLeftAlone(one);
        return host != Hosts.NOWHERE
                && (alone ? one.promoted() : one.priority >= 0 && hosts.runs(host))
                && clone.scores[host] != Hosts.CLOSED;
    }

    private boolean staysPromoted(Unit unit) {
        return unit.primitive == null
                ? unit.members.stream().anyMatch(this::staysPromoted)
                : unit.promoted() && assignment.isLeftAlone(unit);
    }

    private void become(Unit one, boolean promoted, Reason reason) {
        boolean is = promoted && (!assignment.isLeftAlone(one) || one.promoted());
        one.role = is && one.location() != Hosts.NOWHERE ? Role.PROMOTED : Role.UNPROMOTED;
        one.roleReason = reason;
    }

    private void note(Unit instance, int host, int score) {
        if (ledger != null && ledger.follows(instance)) {
            ledger.note(host, Reason.of(Cause.PROMOTION_SCORE, instance.name, score));
        }
    }
}

package dev.belay.model.place;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What colocations do to scores.
final class Wishes {

    /// Instead of a score, while wishes are added: nothing can make up for what a follower has
    /// against this host.
    private static final int SPOILED = -100 * Score.INFINITY;

    private final Hosts hosts;
    private final Map<String, @Nullable String[]> values = new HashMap<>();

    Wishes(Hosts hosts) {
        this.hosts = hosts;
    }

    /// The scores of a follower after the one that it follows has got its host; the same ones when
    /// a mere wish would leave it no host.
    int[] follow(int[] scores, int primaryHost, Bond bond) {
        int[] after = moved(scores, primaryHost, bond);
        boolean optional = bond.score() < Score.INFINITY && bond.score() > -Score.INFINITY;
        return optional && !hosts.anyFor(after) ? scores : after;
    }

    /// Scores with that of a bond added where the host of the one that is followed is, or one that
    /// counts as the same.
    int[] near(int[] scores, int primaryHost, Bond bond) {
        int[] after = scores.clone();
        for (int i = 0; i < after.length; i++) {
            if (after[i] != Hosts.CLOSED && same(i, primaryHost, bond)) {
                after[i] = Score.add(bond.score(), after[i]);
            }
        }
        return after;
    }

    /// Whether two hosts count as one.
    boolean same(int one, int other, Bond bond) {
        if (bond.attribute() == null) {
            return one == other;
        }
        @Nullable String[] by = values(bond.attribute());
        return Objects.equals(by[one], by[other]);
    }

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

    /// Scores with the wishes of a follower and of its own followers added; the same ones where
    /// that would leave no host.
    int[] ofFollower(Unit unit, int[] scores, Bond bond, boolean onlyGood) {
        float factor = bond.score() / (float) Score.INFINITY;
        return merged(unit, scores, bond.attribute(), factor, true, onlyGood);
    }

    /// The same for a comparison of hosts, which may leave none.
    int[] ofFollowerAnyway(Bond bond, int[] scores) {
        float factor = bond.score() / (float) Score.INFINITY;
        return merged(bond.dependent(), scores, bond.attribute(), factor, false, true);
    }

    /// Scores with the wishes of the one that is followed added.
    ///
    /// @param far whether nothing is to be added where that would leave no host
    int[] ofPrimary(int[] scores, Bond bond, boolean far) {
        float factor = bond.score() / (float) Score.INFINITY;
        return merged(bond.primary(), scores, bond.attribute(), factor, far, false);
    }

    /// @param far whether nothing is to be added where that would leave no host
    /// @param onlyGood whether a host with a good score is not to get a bad one
    private int[] merged(
            Unit unit,
            int[] scores,
            @Nullable String attribute,
            float factor,
            boolean far,
            boolean onlyGood) {
        if (unit.merging || (unit.isGroup() && unit.members.isEmpty())) {
            return scores;
        }
        unit.merging = true;
        try {
            int[] work =
                    unit.isGroup()
                            ? merged(unit.firstMember(), scores, attribute, factor, far, onlyGood)
                            : withWishes(unit, scores, attribute, factor, onlyGood);
            if (hosts.anyFor(work)) {
                float sign = factor < 0 ? -1 : 1;
                for (Bond bond : unit.lastMember().followers) {
                    if (bond.counts()) {
                        float next = sign * bond.score() / (float) Score.INFINITY;
                        work =
                                merged(
                                        bond.dependent(),
                                        work,
                                        bond.attribute(),
                                        next,
                                        true,
                                        onlyGood);
                    }
                }
            } else if (far) {
                return scores;
            }
            return onlyGood ? unspoiled(work) : work;
        } finally {
            unit.merging = false;
        }
    }

    private static int[] unspoiled(int[] scores) {
        int[] after = scores.clone();
        for (int i = 0; i < after.length; i++) {
            if (after[i] == SPOILED) {
                after[i] = 1;
            }
        }
        return after;
    }

    private int[] withWishes(
            Unit unit, int[] scores, @Nullable String attribute, float factor, boolean onlyGood) {
        int[] wishes = attribute == null ? null : bestByValue(unit, values(attribute));
        int[] work = scores.clone();
        for (int i = 0; i < work.length; i++) {
            if (work[i] == Hosts.CLOSED || work[i] == SPOILED) {
                continue;
            }
            int wish = wishes == null ? wish(unit, i) : wishes[i];
            if (factor < 0 && wish < 0) {
                // Not wanting to be there is no reason for others to want it.
                continue;
            }
            int sum = Score.add(weakened(wish, factor), work[i]);
            if (onlyGood && sum < 0 && work[i] >= 0) {
                work[i] = work[i] > 0 ? SPOILED : 0;
            } else {
                work[i] = sum;
            }
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

    private @Nullable String[] values(String attribute) {
        return values.computeIfAbsent(attribute, hosts::values);
    }
}

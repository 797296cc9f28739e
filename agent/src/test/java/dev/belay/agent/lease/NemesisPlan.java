package dev.belay.agent.lease;

import dev.belay.agent.core.lease.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Which faults come, for how long: a function of a seed.
final class NemesisPlan {

    private static final long SHORTEST = 200;
    private static final int LONG_EACH = 40;

    /// One fault of the active host.
    ///
    /// @param number of the point, over all profiles
    /// @param millis how long it lasts
    /// @param phase share of the time between two renewals that passes before it
    /// @param strength 0-1: how much is lost, how late messages are
    record Point(int number, Fault fault, long millis, double phase, double strength) {}

    private NemesisPlan() {}

    /// Points of a profile. Faults are dealt from decks that hold each one once, so that any row of
    /// some points has nearly all.
    ///
    /// @param first number of the first one
    /// @param longest milliseconds of the longest pause, which each fortieth may be; 0: none is
    ///   longer than two leases
    static List<Point> points(long seed, int first, int count, Terms terms, long longest) {
        long common = 2 * terms.lease() / 1_000_000;
        List<Point> points = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            var random = new Random(seed * 1_000_003 + number);
            boolean isLong = longest > common && number % LONG_EACH == LONG_EACH - 1;
            long millis =
                    isLong
                            ? random.nextLong(common, longest + 1)
                            : random.nextLong(SHORTEST, Math.max(SHORTEST, common) + 1);
            points.add(
                    new Point(
                            number,
                            dealt(seed, number),
                            millis,
                            random.nextDouble(),
                            random.nextDouble()));
        }
        return points;
    }

    private static Fault dealt(long seed, int number) {
        List<Fault> deck = new ArrayList<>(Arrays.asList(Fault.values()));
        Collections.shuffle(deck, new Random(seed + 31L * (number / deck.size())));
        return deck.get(number % deck.size());
    }
}

package dev.belay.agent.lease;

import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.lease.NemesisPlan.Point;
import dev.belay.model.config.TimingProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Plays points at several sites at once and adds up what was seen.
final class Nemesis {

    /// What all sites have in common.
    ///
    /// @param means what ends the use of the address on a host that falls silent
    record Game(TimingProfile profile, Means means, long seed) {

        Terms terms() {
            return Terms.of(profile, Duration.ofMillis(100));
        }
    }

    /// What ends the use of an address.
    enum Means {
        /// A gate and a guardian.
        GATE,
        /// Its lifetime, and a guardian.
        LIFETIME,
        /// Nobody: for a test that shows that the observer can see two.
        NOTHING;

        String named(TimingProfile profile) {
            return switch (this) {
                case GATE -> profile.name();
                case LIFETIME -> profile.name() + "-by-lifetime";
                case NOTHING -> profile.name() + "-unguarded";
            };
        }
    }

    /// What observers saw.
    ///
    /// @param stays how often the service began on a host
    /// @param answers of any host
    /// @param doubled answers of a host while the other one answered too
    /// @param overdue answers of a host after the service was given to the other one
    /// @param faults that were played
    /// @param phases how many of them came in which tenth of a renewal
    record Seen(
            int stays,
            long answers,
            int doubled,
            int overdue,
            Map<Fault, Integer> faults,
            List<Integer> phases) {

        static final Seen NOTHING = new Seen(0, 0, 0, 0, Map.of(), list(new int[10]));

        Seen {
            faults = Map.copyOf(faults);
            phases = List.copyOf(phases);
        }

        int points() {
            return phases.stream().mapToInt(Integer::intValue).sum();
        }

        Seen plus(Seen more) {
            Map<Fault, Integer> sum = new EnumMap<>(Fault.class);
            sum.putAll(faults);
            more.faults.forEach((fault, times) -> sum.merge(fault, times, Integer::sum));
            List<Integer> tenths = new ArrayList<>();
            for (int i = 0; i < phases.size(); i++) {
                tenths.add(phases.get(i) + more.phases.get(i));
            }
            return new Seen(
                    stays + more.stays,
                    answers + more.answers,
                    doubled + more.doubled,
                    overdue + more.overdue,
                    sum,
                    tenths);
        }

        @Override
        public String toString() {
            return "%d points, %d stays, %d answers, %d doubled, %d overdue; faults %s; tenths of a renewal %s"
                    .formatted(
                            points(),
                            stays,
                            answers,
                            doubled,
                            overdue,
                            new TreeMap<>(faults),
                            phases);
        }
    }

    private Nemesis() {}

    static List<Integer> list(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private static Seen sum(ExecutorService threads, List<Future<Seen>> running) throws Exception {
        try {
            Seen seen = Seen.NOTHING;
            for (Future<Seen> one : running) {
                seen = seen.plus(one.get());
            }
            return seen;
        } catch (Exception e) {
            // The others need not go on.
            threads.shutdownNow();
            throw e;
        }
    }

    /// @param points dealt out to the sites in turn
    /// @param most of sites
    /// @param until no point begins later, on the clock of {@link System#nanoTime}
    static Seen play(Game game, List<Point> points, int most, Path folder, long until)
            throws Exception {
        long begin = System.nanoTime();
        int count = Math.max(1, Math.min(most, points.size()));
        List<NemesisSite> sites = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Future<Seen>> running = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                String name = game.means().named(game.profile()) + number;
                var site =
                        new NemesisSite(game, number, Files.createDirectory(folder.resolve(name)));
                sites.add(site);
                List<Point> own = new ArrayList<>();
                for (int i = number; i < points.size(); i += count) {
                    own.add(points.get(i));
                }
                running.add(threads.submit(() -> site.play(own, until)));
            }
            Seen seen = sum(threads, running);
            System.out.printf(
                    "%s, %d sites, seed %d, %d s: %s%n",
                    game.means().named(game.profile()),
                    count,
                    game.seed(),
                    (System.nanoTime() - begin) / 1_000_000_000,
                    seen);
            return seen;
        } finally {
            for (NemesisSite site : sites) {
                site.end();
            }
        }
    }
}

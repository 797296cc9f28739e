package dev.belay.agent.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Coordinator, leases and executors under faults. `-Dbelay.test.args="-Dbelay.lease.schedules=N
/// -Dbelay.lease.seed=S"` runs N schedules from the seed S.
class LeaseSimulationTest {

    private static final int MOST_FOR_A_MUTANT = 20_000;

    @Test
    void never_two_actives_and_all_runs_again_after_the_faults() {
        int schedules = Integer.getInteger("belay.lease.schedules", 20_000);
        long first = Long.getLong("belay.lease.seed", 1);
        Map<Fault, Integer> faults = new ConcurrentHashMap<>();
        AtomicReference<AssertionError> failed = new AtomicReference<>();
        AtomicLong events = new AtomicLong();

        LongStream.range(first, first + schedules)
                .parallel()
                .filter(_ -> failed.get() == null)
                .forEach(seed -> {
                    var world = new LeaseWorld(seed, Mutant.NONE);
                    try {
                        world.run();
                    } catch (Invariant.Violation | AssertionError e) {
                        failed.compareAndSet(
                                null, new AssertionError("seed " + seed + ": " + e, e));
                    }
                    events.addAndGet(world.events);
                    world.faults.forEach((fault, n) -> faults.merge(fault, n, Integer::sum));
                });

        if (failed.get() != null) {
            throw failed.get();
        }
        System.out.println(
                schedules
                        + " schedules, "
                        + events
                        + " events, 0 violations; faults "
                        + new EnumMap<>(faults));
        assertThat(faults).containsOnlyKeys(Fault.values());
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void each_mutant_breaks_an_invariant(Mutant mutant) {
        Optional<String> broken =
                LongStream.rangeClosed(1, MOST_FOR_A_MUTANT)
                        .parallel()
                        .mapToObj(seed -> broken(seed, mutant))
                        .flatMap(Optional::stream)
                        .findAny();
        System.out.println(mutant + ": " + broken.orElse("nothing broke"));
        assertThat(broken).isPresent();
    }

    private static Optional<String> broken(long seed, Mutant mutant) {
        try {
            new LeaseWorld(seed, mutant).run();
        } catch (Invariant.Violation e) {
            return Optional.of("seed " + seed + ": " + e.getMessage());
        } catch (AssertionError _) {
            // That it never settles is another matter.
        }
        return Optional.empty();
    }
}

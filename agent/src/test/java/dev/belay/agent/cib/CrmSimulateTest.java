package dev.belay.agent.cib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.cib.CibReader;
import dev.belay.model.cib.CibReading;
import dev.belay.model.place.Schedule;
import dev.belay.model.place.Scheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares the scheduler with Pacemaker's own one, cluster by cluster.
class CrmSimulateTest {

    private static final int CLUSTERS = Integer.getInteger("belay.place.clusters", 2_000);
    private static final int CLONES = Integer.getInteger("belay.place.clones", 600);
    private static final int SEED = Integer.getInteger("belay.place.seed", 1);

    /// Thrown with promotable clones: Pacemaker makes one more instance of a clone for a host that
    /// has none, and lets those that must be with the clone start for it, though the clone does
    /// not.
    private static final Set<Integer> ONE_TOO_MANY = Set.of(568);

    /// Clusters for which Pacemaker makes a transition that ends in a circle.
    private final AtomicInteger silent = new AtomicInteger();

    @TempDir Path folder;

    @Test
    void generated_clusters_are_placed_as_pacemaker_places_them() {
        compare(CLUSTERS, CibDice::thrown, false);
    }

    @Test
    void clones_are_placed_as_pacemaker_places_them() {
        compare(CLONES, CibDice::thrownWithClones, true);
    }

    @Test
    void promotable_clones_are_placed_and_promoted_as_by_pacemaker() {
        compare(CLONES, CibDice::thrownWithPromotables, true, ONE_TOO_MANY);
    }

    @Test
    void clones_of_groups_are_placed_as_pacemaker_places_them() {
        compare(CLONES / 2, CibDice::thrownWithClonedGroups, true);
    }

    @Test
    void promotable_clones_of_groups_are_placed_and_promoted_as_by_pacemaker() {
        compare(CLONES / 2, CibDice::thrownWithPromotableGroups, true);
    }

    private void compare(int count, LongFunction<String> thrown, boolean clones) {
        compare(count, thrown, clones, Set.of());
    }

    /// @param known seeds whose clusters are placed otherwise, for a reason that decision 0012 says
    private void compare(
            int count, LongFunction<String> thrown, boolean clones, Set<Integer> known) {
        List<String> differences =
                IntStream.range(SEED, SEED + count)
                        .filter(seed -> !known.contains(seed))
                        .parallel()
                        .mapToObj(seed -> difference(seed, thrown.apply(seed), clones))
                        .filter(text -> !text.isEmpty())
                        .toList();
        assertThat(differences).isEmpty();
        assertThat(silent).hasValueLessThan(count / 10 + 2);
    }

    private String difference(int seed, String cib, boolean clones) {
        try {
            Path file = folder.resolve("cib-" + seed + ".xml");
            Files.writeString(file, cib);
            Optional<CrmSimulate.Answer> said = CrmSimulate.ask(file);
            if (said.isEmpty()) {
                silent.incrementAndGet();
                return "";
            }
            CibReading reading = CibReader.read(CibFile.read(file), Instant.now());
            Schedule schedule = Scheduler.schedule(reading.situation());
            Files.delete(file);
            String difference = CrmComparison.difference(said.get(), schedule, clones);
            if (!reading.unheeded().isEmpty()) {
                difference += " unheeded " + reading.unheeded();
            }
            return difference.isEmpty() ? "" : "seed " + seed + ": " + difference;
        } catch (Exception e) {
            return "seed " + seed + ": " + e;
        }
    }
}

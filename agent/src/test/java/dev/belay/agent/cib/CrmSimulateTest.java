package dev.belay.agent.cib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.cib.CibReader;
import dev.belay.model.cib.CibReading;
import dev.belay.model.place.Placement;
import dev.belay.model.place.Schedule;
import dev.belay.model.place.Scheduler;
import dev.belay.model.place.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares the scheduler with Pacemaker's own one, cluster by cluster.
class CrmSimulateTest {

    private static final int CLUSTERS = Integer.getInteger("belay.place.clusters", 2_000);
    private static final int CLONES = Integer.getInteger("belay.place.clones", 1_000);
    private static final int SEED = Integer.getInteger("belay.place.seed", 1);

    /// Clusters for which Pacemaker makes a transition that ends in a circle.
    private final AtomicInteger silent = new AtomicInteger();

    @TempDir Path folder;

    @Test
    void generated_clusters_are_placed_as_pacemaker_places_them() {
        compare(CLUSTERS, CibDice::thrown, true);
    }

    @Test
    void clones_are_placed_as_pacemaker_places_them() {
        // What it simulates gives histories of instances a name that it does not find again.
        compare(CLONES, CibDice::thrownWithClones, false);
    }

    private void compare(int count, LongFunction<String> thrown, boolean placements) {
        List<String> differences =
                IntStream.range(SEED, SEED + count)
                        .parallel()
                        .mapToObj(seed -> difference(seed, thrown.apply(seed), placements))
                        .filter(text -> !text.isEmpty())
                        .toList();
        assertThat(differences).isEmpty();
        assertThat(silent).hasValueLessThan(count / 10 + 2);
    }

    private String difference(int seed, String cib, boolean placements) {
        try {
            Path file = folder.resolve("cib-" + seed + ".xml");
            Files.writeString(file, cib);
            Optional<CrmSimulate.Answer> said = CrmSimulate.ask(file);
            if (said.isEmpty()) {
                silent.incrementAndGet();
                return "";
            }
            Map<String, Set<String>> wanted = said.get().placements();
            CibReading reading = CibReader.read(CibFile.read(file), Instant.now());
            Schedule schedule = Scheduler.schedule(reading.situation());
            Map<String, Set<String>> got = new TreeMap<>();
            for (Placement placement : schedule.placements()) {
                got.computeIfAbsent(CrmSimulate.plain(placement.resource()), _ -> new TreeSet<>())
                        .addAll(placement.host().stream().toList());
            }
            Files.delete(file);
            List<String> parts = new ArrayList<>();
            wanted.forEach((resource, hosts) -> {
                if (placements && !hosts.equals(got.get(resource))) {
                    parts.add(resource + " wanted " + hosts + ", got " + got.get(resource));
                }
            });
            Set<String> steps =
                    schedule.steps().stream()
                            .map(CrmSimulateTest::words)
                            .collect(Collectors.toCollection(TreeSet::new));
            Set<String> actions = new TreeSet<>(said.get().actions());
            if (!placements) {
                // Whether a further instance starts those anew that come after its clone depends on
                // the order in which Pacemaker looks at its actions.
                steps.removeIf(step -> step.startsWith("restart"));
                actions.removeIf(action -> action.startsWith("restart"));
            }
            if (!steps.equals(actions)) {
                parts.add("actions wanted " + actions + ", got " + steps);
            }
            if (!reading.unheeded().isEmpty()) {
                parts.add("unheeded " + reading.unheeded());
            }
            return parts.isEmpty() ? "" : "seed " + seed + ": " + String.join("; ", parts);
        } catch (Exception e) {
            return "seed " + seed + ": " + e;
        }
    }

    private static String words(Step step) {
        String where = step.from().map(from -> from + ">" + step.host()).orElse(step.host());
        return step.kind().name().toLowerCase(Locale.ROOT)
                + " "
                + CrmSimulate.plain(step.resource())
                + " "
                + where;
    }
}

package dev.belay.agent.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.RolloutWorld.Node;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.api.ConfigSetView.Step;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rollouts under crashes, losses and delays, from a seed; `-Dbelay.test.args=-Dbelay.seeds=FROM:N`
/// plays others.
class RolloutSimulationTest {

    private static final int STORMY = 1_500;
    private static final int CALM = 2_000;

    /// Whoever is back has what the cluster has, unless its own validation refuses that.
    private static final class NoMixedVersionsAfterEnd {
        static void check(RolloutWorld world, SetState set) {
            Set<String> refusers = world.refusers.getOrDefault(set.live(), Set.of());
            for (Node node : world.nodes) {
                if (!refusers.contains(node.id)) {
                    assertThat(node.inForce).as("%s of %s", node.id, set).isEqualTo(set.live());
                }
            }
        }
    }

    /// A version becomes the live one only when all that took part had accepted and switched it.
    private static final class LiveVersionIsOneThatAllParticipantsAccepted {
        static void check(RolloutWorld world, SetState set) {
            Rollout rollout = set.rollout();
            if (rollout == null || rollout.phase() != Phase.DONE) {
                return;
            }
            assertThat(set.live()).isEqualTo(rollout.version());
            for (Node node : world.nodes) {
                if (rollout.participants().contains(node.id)) {
                    assertThat(node.accepted).as(node.id).contains(rollout.version());
                    assertThat(rollout.reports())
                            .anyMatch(one ->
                                    one.node().equals(node.id)
                                            && one.step() == Step.SWITCHED
                                            && one.error() == null);
                }
            }
        }
    }

    /// Only what is live, was live before the rollout, or passed every participant's validation is
    /// ever in force anywhere.
    private static final class NothingInForceThatAParticipantRefused {
        static void check(RolloutWorld world, SetState set) {
            for (Node node : world.nodes) {
                if (node.inForce != 0 && !node.accepted.contains(node.inForce)) {
                    throw new AssertionError(node.id + " has " + node.inForce + " in force");
                }
            }
            Rollout rollout = set.rollout();
            if (rollout != null
                    && rollout.phase() == Phase.STAGING
                    && world.fresh.contains(rollout.id())) {
                for (Node node : world.nodes) {
                    assertThat(node.inForce).as(node.id).isNotEqualTo(rollout.version());
                }
            }
        }
    }

    /// Once the faults have ended, so do the rollouts.
    private static final class EveryRolloutEnds {
        static void check(SetState set) {
            assertThat(set.running()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 9})
    void rollouts_end_well_whatever_fails(int size) {
        String[] range = System.getProperty("belay.seeds", "1:60").split(":", -1);
        long from = Long.parseLong(range[0]);
        int done = 0;
        int rolledBack = 0;
        for (long seed = from; seed < from + Long.parseLong(range[1]); seed++) {
            var world = new RolloutWorld(seed, size);
            try {
                play(world);
            } catch (AssertionError e) {
                List<String> last = world.history;
                throw new AssertionError(
                        "seed "
                                + seed
                                + " of "
                                + size
                                + " nodes: "
                                + e.getMessage()
                                + "\n"
                                + String.join(
                                        "\n",
                                        last.subList(Math.max(0, last.size() - 60), last.size())),
                        e);
            }
            done += (int) world.history.stream().filter(line -> line.endsWith("DONE")).count();
            rolledBack +=
                    (int)
                            world.history.stream()
                                    .filter(line -> line.endsWith("ROLLED_BACK"))
                                    .count();
        }
        // A world in which nothing succeeds, or nothing fails, would prove nothing.
        assertThat(done).isGreaterThan(20);
        assertThat(rolledBack).isGreaterThan(20);
    }

    private static void play(RolloutWorld world) {
        for (int i = 0; i < STORMY; i++) {
            step(world);
        }
        world.calmDown();
        for (int i = 0; i < CALM; i++) {
            step(world);
        }
        SetState set = world.set();
        if (set != null) {
            EveryRolloutEnds.check(set);
            NoMixedVersionsAfterEnd.check(world, set);
        }
    }

    private static void step(RolloutWorld world) {
        int lines = world.history.size();
        world.tick();
        if (world.history.size() == lines) {
            // Nothing has changed.
            return;
        }
        SetState set = world.set();
        if (set != null) {
            LiveVersionIsOneThatAllParticipantsAccepted.check(world, set);
            NothingInForceThatAParticipantRefused.check(world, set);
        }
    }
}

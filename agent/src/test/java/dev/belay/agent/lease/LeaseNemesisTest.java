package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.lease.Nemesis.Game;
import dev.belay.agent.lease.Nemesis.Means;
import dev.belay.agent.lease.Nemesis.Seen;
import dev.belay.agent.lease.NemesisPlan.Point;
import dev.belay.model.config.TimingProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two real hosts, a virtual address, real leases, and each {@link Fault} at any phase of a
/// renewal, while an outside observer asks both hosts.
///
/// `-Dbelay.test.args="-Dbelay.nemesis.points=N"` plays N points in each profile; beside it:
/// `-Dbelay.nemesis.profiles=default,fast,extreme,patient,patient-by-lifetime`,
/// `-Dbelay.nemesis.seed=S`, `-Dbelay.nemesis.sites=K` (pairs of hosts at once),
/// `-Dbelay.nemesis.long=SECONDS` (each fortieth pause may be so long; 60 from a hundred points on,
/// 0: none).
@Tag("netns")
@Timeout(value = 6, unit = TimeUnit.HOURS)
class LeaseNemesisTest {

    private static final int POINTS = Integer.getInteger("belay.nemesis.points", 5);
    private static final boolean IS_LONG = POINTS >= 100;
    private static final long SEED = Long.getLong("belay.nemesis.seed", 1);
    private static final int SITES = Integer.getInteger("belay.nemesis.sites", 3);
    private static final long LONGEST = Long.getLong("belay.nemesis.long", IS_LONG ? 60 : 0);
    private static final List<String> PROFILES =
            List.of(
                    System.getProperty(
                                    "belay.nemesis.profiles",
                                    "default,fast,extreme,patient-by-lifetime")
                            .split(",", -1));
    private static final long NEVER = System.nanoTime() + TimeUnit.DAYS.toNanos(1);

    @TempDir Path folder;

    private static Stream<String> profiles() {
        return PROFILES.stream();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void no_two_hosts_ever_answer(String profile) throws Exception {
        var game = game(profile);
        List<Point> points =
                NemesisPlan.points(
                        SEED,
                        PROFILES.indexOf(profile) * POINTS,
                        POINTS,
                        game.terms(),
                        LONGEST * 1_000);

        Seen seen = Nemesis.play(game, points, SITES, folder, NEVER);

        assertThat(seen.doubled()).isZero();
        assertThat(seen.overdue()).isZero();
        assertThat(seen.points()).isEqualTo(POINTS);
        assertThat(seen.answers()).isGreaterThan(20L * POINTS);
        // Each fault but a short one brings the service to another stay.
        assertThat(seen.stays()).isGreaterThan(POINTS / 3);
        if (IS_LONG) {
            assertThat(seen.faults()).containsOnlyKeys(Fault.values());
            assertThat(seen.phases()).doesNotContain(0);
        }
    }

    @Test
    void without_gate_and_guardian_the_same_observer_sees_two() throws Exception {
        var game = new Game(TimingProfile.FAST, Means.NOTHING, SEED);
        List<Point> points =
                IS_LONG
                        ? NemesisPlan.points(SEED, 0, 39, game.terms(), 0)
                        : IntStream.range(0, 2)
                                .mapToObj(i -> new Point(i, Fault.STOP_AND_CUT, 2_000, i / 2.0, 0))
                                .toList();

        Seen seen = Nemesis.play(game, points, SITES, folder, NEVER);

        assertThat(seen.doubled()).isGreaterThan(IS_LONG ? 1_000 : 200);
    }

    private static Game game(String name) {
        return Stream.of(Means.GATE, Means.LIFETIME)
                .flatMap(means ->
                        TimingProfile.KNOWN.stream()
                                .filter(profile -> means.named(profile).equals(name))
                                .map(profile -> new Game(profile, means, SEED)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no profile '" + name + "'"));
    }
}

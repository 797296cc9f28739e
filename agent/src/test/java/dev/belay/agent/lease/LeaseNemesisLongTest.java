package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.lease.Nemesis.Game;
import dev.belay.agent.lease.Nemesis.Seen;
import dev.belay.model.config.TimingProfile;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// {@link LeaseNemesisTest} in each profile, for half of the time that `./belay test --long` has,
/// with a seed of its own each time.
@Tag("long")
@Tag("hosts")
@Timeout(value = 25, unit = TimeUnit.HOURS)
class LeaseNemesisLongTest {

    private static final long SECONDS = Long.getLong("belay.long.seconds", 600);
    private static final int POINTS = 100_000;
    private static final int SITES = 4;
    private static final long LONGEST = 60_000;

    @TempDir Path folder;

    @Test
    void no_two_hosts_answer_for_as_long_as_there_is_time() throws Exception {
        long seed = System.currentTimeMillis();
        long begin = System.nanoTime();
        long share = TimeUnit.SECONDS.toNanos(SECONDS) / 2 / TimingProfile.KNOWN.size();
        for (int i = 0; i < TimingProfile.KNOWN.size(); i++) {
            var game = new Game(TimingProfile.KNOWN.get(i), Nemesis.Means.GATE, seed);
            Seen seen =
                    Nemesis.play(
                            game,
                            NemesisPlan.points(
                                    seed,
                                    i * POINTS,
                                    POINTS,
                                    game.terms(),
                                    Math.min(LONGEST, share / 4_000_000)),
                            SITES,
                            folder,
                            begin + (i + 1) * share);

            assertThat(seen.doubled()).as("answers of two hosts, seed %d", seed).isZero();
            assertThat(seen.overdue()).as("answers too late, seed %d", seed).isZero();
            assertThat(seen.points()).isPositive();
        }
    }
}

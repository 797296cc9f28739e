package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.lease.Terms;
import dev.belay.model.config.TimingProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two real hosts, a virtual address, real leases, and what goes wrong: agents stopped, cut off,
/// both, and killed besides, at any phase of a renewal, while an outside observer asks both hosts.
/// `-Dbelay.test.args="-Dbelay.nemesis.points=N -Dbelay.nemesis.seed=S"` tries N points.
@Tag("netns")
@Timeout(value = 6, unit = TimeUnit.HOURS)
class LeaseNemesisTest {

    private static final int POINTS = Integer.getInteger("belay.nemesis.points", 6);
    private static final long SEED = Long.getLong("belay.nemesis.seed", 1);

    @TempDir Path folder;

    /// What an observer saw.
    private record Seen(int stays, int answers, int doubled) {}

    @ParameterizedTest
    @ValueSource(strings = {"default", "fast"})
    void no_two_hosts_ever_answer(String profile) throws Exception {
        Seen seen = play(profile, "safe", POINTS);

        assertThat(seen.doubled()).isZero();
        assertThat(seen.answers()).isGreaterThan(20 * POINTS);
        // Each fault but a short one brings the service to another stay.
        assertThat(seen.stays()).isGreaterThan(POINTS / 3);
    }

    @Test
    void without_gate_and_guardian_the_same_observer_sees_two() throws Exception {
        assertThat(play("fast", "unsafe", 2).doubled()).isGreaterThan(20);
    }

    private Seen play(String profile, String safety, int points) throws Exception {
        TimingProfile times =
                TimingProfile.KNOWN.stream()
                        .filter(one -> one.name().equals(profile))
                        .findFirst()
                        .orElseThrow();
        var site =
                new NemesisSite(
                        Terms.of(times, Duration.ofMillis(100)), profile, safety, folder, SEED);
        try {
            site.begin();
            for (int point = 0; point < points; point++) {
                if (safety.equals("safe")) {
                    site.point();
                } else {
                    site.point(2, 2_000);
                }
            }
            List<Eye.Answer> ones = site.one.answers();
            List<Eye.Answer> others = site.other.answers();
            var seen =
                    new Seen(
                            site.coordinator.stays(),
                            ones.size() + others.size(),
                            Eye.doubled(ones, others) + Eye.doubled(others, ones));
            System.out.println(profile + ", " + safety + ", " + points + " points: " + seen);
            return seen;
        } finally {
            site.end();
        }
    }
}

package dev.belay.agent.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.TimingProfile;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TermsTest {

    @Test
    void the_known_profiles_have_the_leases_that_they_promise() {
        assertThat(TimingProfile.KNOWN)
                .extracting(profile -> Terms.of(profile, Duration.ZERO).lease() / 1_000_000)
                .containsExactly(1457L, 677L, 333L, 7283L);
        assertThat(TimingProfile.KNOWN)
                .allSatisfy(profile -> {
                    Terms terms = Terms.of(profile, Duration.ofMillis(100));
                    assertThat(terms.weakness()).isEmpty();
                    assertThat(terms.lease()).isEqualTo(profile.lease().toNanos());
                });
    }

    @Test
    void what_lingers_longer_than_the_gate_makes_the_lease_longer() {
        Terms terms = Terms.of(TimingProfile.FAST, Duration.ofMillis(600));

        assertThat(terms.lease()).isEqualTo(1_041_000_000L);
        assertThat(terms.weakness()).isEmpty();
    }

    @Test
    void a_lease_that_is_too_short_is_named_with_all_numbers() {
        Terms terms = Terms.of(TimingProfile.STANDARD, Duration.ZERO).withLease(1_400_000_000L);

        assertThat(terms.weakness())
                .hasValue(
                        "a lease of 1400 ms is shorter than (1 + 20/1000)^2 * (900 + 500) ms ="
                                + " 1457 ms");
    }

    @Test
    void a_gate_or_self_kill_without_a_second_try_is_refused() {
        TimingProfile profile = TimingProfile.STANDARD;

        assertThat(Terms.of(profile.withGate(Duration.ofMillis(200)), Duration.ZERO).weakness())
                .hasValue("the gate of 200 ms is shut before the next renewal after 200 ms");
        assertThat(Terms.of(profile.withSelfKill(Duration.ofMillis(399)), Duration.ZERO).weakness())
                .hasValue(
                        "self-kill after 399 ms leaves no second try with a renewal each 200 ms:"
                                + " wanted at least 400");
        assertThat(Terms.of(profile.withRenew(Duration.ZERO), Duration.ZERO).weakness())
                .isPresent();
    }

    @Test
    void lifetimes_want_slow_profiles_and_the_same_lease() {
        Terms patient = Terms.of(TimingProfile.PATIENT, Duration.ofMillis(100));

        assertThat(patient.byLifetimes())
                .hasValue(
                        new Terms(
                                patient.renew(),
                                3_900_000_000L,
                                3_100_000_000L,
                                patient.linger(),
                                patient.lease()));
        assertThat(Terms.lifetimeSeconds(3_100)).isEqualTo(2);
        assertThat(Terms.lifetimeSeconds(2_099)).isZero();
        assertThat(Terms.lifetimeSeconds(120)).isZero();
        assertThat(
                        TimingProfile.KNOWN.stream()
                                .filter(one -> !one.equals(TimingProfile.PATIENT))
                                .map(one -> Terms.of(one, Duration.ofMillis(100)).byLifetimes()))
                .allMatch(Optional::isEmpty);
        TimingProfile slow =
                new TimingProfile(
                        "slow",
                        Duration.ofMillis(500),
                        Duration.ofMillis(3_000),
                        Duration.ofMillis(1_000));
        assertThat(Terms.of(slow, Duration.ofMillis(100)).byLifetimes())
                .hasValueSatisfying(own -> {
                    assertThat(own.weakness()).isEmpty();
                    assertThat(own.selfKill() + own.gate()).isEqualTo(4_000_000_000L);
                });
    }
}

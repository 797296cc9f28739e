package dev.belay.agent.tenure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.config.AgentConfig.AddressGuarding;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.lease.HostAddresses;
import dev.belay.model.config.TimingProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardChoiceTest {

    private static final Terms STANDARD = Terms.of(TimingProfile.STANDARD, Duration.ofMillis(100));
    private static final Terms PATIENT = Terms.of(TimingProfile.PATIENT, Duration.ofMillis(100));

    private final List<String> said = new ArrayList<>();
    private Optional<String> gate = Optional.empty();

    private GuardChoice chosen(AddressGuarding wanted) {
        var choice = new GuardChoice(wanted, () -> gate, said::add);
        choice.choose();
        return choice;
    }

    @Test
    void a_host_with_nftables_lives_by_the_times_of_the_cluster() {
        GuardChoice choice = chosen(AddressGuarding.AUTO);

        assertThat(choice.own(STANDARD)).isEqualTo(STANDARD);
        assertThat(choice.objection(STANDARD, "default")).isEmpty();
        assertThat(choice.seconds(STANDARD)).isEqualTo(HostAddresses.FOR_EVER);
        assertThat(said).isEmpty();
    }

    @Test
    void one_without_holds_addresses_by_slow_times_alone_and_says_why() {
        gate = Optional.of("no nft");
        GuardChoice choice = chosen(AddressGuarding.AUTO);

        assertThat(choice.own(PATIENT)).isEqualTo(PATIENT.byLifetimes().orElseThrow());
        assertThat(choice.objection(PATIENT, "patient")).isEmpty();
        assertThat(choice.seconds(choice.own(PATIENT))).isEqualTo(2);

        assertThat(choice.own(STANDARD)).isEqualTo(STANDARD);
        assertThat(choice.seconds(STANDARD)).isZero();
        assertThat(choice.objection(STANDARD, "default").orElseThrow())
                .contains("'default' is too fast", "'patient'", "no nft");
        assertThat(said).containsExactly("virtual IPs are held by their lifetimes: no nft");
    }

    @Test
    void a_host_that_answered_too_late_is_asked_again() {
        gate = Optional.of("nft did not end");
        GuardChoice choice = chosen(AddressGuarding.AUTO);
        gate = Optional.empty();

        assertThat(choice.objection(STANDARD, "default")).isEmpty();
        assertThat(choice.isByLifetime()).isFalse();
    }

    @Test
    void whose_leases_live_by_lifetimes_stays_with_them() {
        gate = Optional.of("nft did not end");
        GuardChoice choice = chosen(AddressGuarding.AUTO);
        assertThat(choice.own(PATIENT)).isNotEqualTo(PATIENT);
        gate = Optional.empty();

        assertThat(choice.objection(STANDARD, "default")).isPresent();
        assertThat(choice.isByLifetime()).isTrue();
    }

    @Test
    void what_the_configuration_wants_counts_whatever_the_host_has() {
        assertThat(chosen(AddressGuarding.LIFETIME).isByLifetime()).isTrue();
        gate = Optional.of("no nft");
        assertThat(chosen(AddressGuarding.GATE).isByLifetime()).isFalse();
    }
}

package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.lease.AddressGuard.Pass;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The real kernel's lifetimes on a real device.
@Tag("netns")
@Timeout(120)
class AddressLifetimesTest {

    /// One second, and what the kernel may be late.
    private static final long SECOND = 2_100;

    private NetHosts hosts;
    private HostAddresses addresses;
    private AddressLifetimes lifetimes;
    private InetAddress four;
    private InetAddress six;

    @BeforeEach
    void build() throws Exception {
        hosts = NetHosts.start();
        addresses = hosts.inside("h1", HostAddresses::open);
        lifetimes = hosts.inside("h1", AddressLifetimes::open);
        four = InetAddress.getByName(NetHosts.VIRTUAL4);
        six = InetAddress.getByName(NetHosts.VIRTUAL6);
        addresses.add(four, 24, "eth0", 1);
        addresses.add(six, 64, "eth0", 1);
    }

    @AfterEach
    void end() throws Exception {
        lifetimes.close();
        addresses.close();
        hosts.end();
    }

    private boolean areThere() throws LeaseException {
        return !addresses.find(four).isEmpty() && !addresses.find(six).isEmpty();
    }

    private boolean areGone() throws LeaseException {
        return addresses.find(four).isEmpty() && addresses.find(six).isEmpty();
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }

    @Test
    void addresses_go_by_themselves_within_the_time_that_is_counted_with() throws Exception {
        assertThat(lifetimes.take(List.of(four, six), SECOND)).isEqualTo(Pass.OPEN);

        pause(SECOND);

        assertThat(areGone()).isTrue();
        assertThat(lifetimes.renew(List.of(four), SECOND)).isEqualTo(Pass.REFUSED);
        assertThat(lifetimes.take(List.of(six), SECOND)).isEqualTo(Pass.REFUSED);
        assertThat(areGone()).isTrue();
    }

    @Test
    void another_address_makes_the_kernel_look_a_second_later_and_no_more() throws Exception {
        assertThat(lifetimes.take(List.of(four, six), SECOND)).isEqualTo(Pass.OPEN);
        long taken = System.nanoTime();
        pause(900);
        // The kernel looks at all of them now, and not again for a second.
        addresses.add(InetAddress.getByName("10.99.7.77"), 24, "eth0", 30);
        addresses.add(InetAddress.getByName("fd99:7::77"), 64, "eth0", 30);

        pause(SECOND - (System.nanoTime() - taken) / 1_000_000);

        assertThat(areGone()).isTrue();
    }

    @Test
    void an_address_never_comes_without_a_lifetime_that_its_lease_allows() {
        assertThatThrownBy(() -> addresses.add(four, 24, "eth0", Terms.lifetimeSeconds(500)))
                .isInstanceOf(LeaseException.class)
                .hasMessageContaining("'patient'");
    }

    @Test
    void renewed_ones_stay_and_answer() throws Exception {
        for (int i = 0; i < 12; i++) {
            assertThat(lifetimes.renew(List.of(four, six), SECOND)).isEqualTo(Pass.OPEN);
            pause(250);
            assertThat(areThere()).isTrue();
        }
        assertThat(hosts.answersSoon("client", NetHosts.VIRTUAL4)).isTrue();
    }

    @Test
    void one_that_is_gone_refuses_all_and_nothing_is_renewed() throws Exception {
        addresses.remove(four, 24, "eth0");

        assertThat(lifetimes.renew(List.of(six, four), 10_350)).isEqualTo(Pass.REFUSED);

        pause(SECOND);
        assertThat(areGone()).isTrue();
    }

    @Test
    void times_without_a_whole_second_are_refused() {
        assertThatThrownBy(() -> lifetimes.renew(List.of(four), 500))
                .isInstanceOf(LeaseException.class)
                .hasMessageContaining("'patient'");
    }
}

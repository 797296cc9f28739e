package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Addresses on a real kernel's devices.
@Tag("netns")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostAddressesTest {

    private NetHosts hosts;
    private HostAddresses addresses;

    @BeforeAll
    void build() throws Exception {
        hosts = NetHosts.start();
        addresses = hosts.inside("h1", HostAddresses::open);
    }

    @AfterAll
    void end() throws Exception {
        addresses.close();
        hosts.end();
    }

    @ParameterizedTest
    @CsvSource({NetHosts.VIRTUAL4 + ",24", NetHosts.VIRTUAL6 + ",64"})
    void an_address_is_there_after_it_was_added_and_gone_after_it_was_removed(
            String text, int prefix) throws Exception {
        InetAddress address = InetAddress.ofLiteral(text);
        assertThat(addresses.find(address)).isEmpty();

        addresses.add(address, prefix, "eth0");
        addresses.add(address, prefix, "eth0");

        assertThat(addresses.find(address))
                .containsExactly(new HostAddresses.Placed(address, prefix, "eth0"));
        assertThat(shown().lines().filter(line -> line.contains(text + "/" + prefix)))
                .singleElement()
                .asString()
                .doesNotContain("tentative");
        assertThat(hosts.answersSoon("client", text)).isTrue();

        addresses.remove(address, prefix, "eth0");
        addresses.remove(address, prefix, "eth0");

        assertThat(addresses.find(address)).isEmpty();
        assertThat(shown()).doesNotContain(text + "/");
        assertThat(hosts.answers("client", text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10.99.7.50,24", "10.99.7.50,32", "fd99:7::50,64", "10.99.200.1,16"})
    void the_device_of_a_network_is_found(String text, int prefix) throws Exception {
        assertThat(addresses.deviceFor(InetAddress.ofLiteral(text), prefix)).isEqualTo("eth0");
    }

    @Test
    void a_network_that_no_device_is_in_is_named_with_what_there_is() {
        assertThatThrownBy(() -> addresses.deviceFor(InetAddress.ofLiteral("192.168.77.9"), 24))
                .isInstanceOf(LeaseException.class)
                .hasMessageContaining("'192.168.77.9/24'")
                .hasMessageContaining("'10.99.7.11/24 on eth0'")
                .hasMessageContaining("name the device");
    }

    @Test
    void a_device_that_is_not_there_takes_no_address_and_has_none() throws Exception {
        InetAddress address = InetAddress.ofLiteral(NetHosts.VIRTUAL4);
        assertThatThrownBy(() -> addresses.add(address, 24, "eth9"))
                .isInstanceOf(LeaseException.class)
                .hasMessageContaining("'eth9'");
        assertThatThrownBy(() -> addresses.add(address, 33, "eth0"))
                .isInstanceOf(LeaseException.class)
                .hasMessageContaining("error 22");
        addresses.remove(address, 24, "eth9");
    }

    @Test
    void a_move_takes_less_than_a_millisecond() throws Exception {
        InetAddress address = InetAddress.ofLiteral("10.99.7.60");
        long[] micros = new long[400];
        for (int i = 0; i < micros.length; i++) {
            long begin = System.nanoTime();
            addresses.add(address, 24, "eth0");
            micros[i] = (System.nanoTime() - begin) / 1_000;
            addresses.remove(address, 24, "eth0");
        }
        Arrays.sort(micros);
        System.out.printf(
                "an address added, µs: median %d, 99 %% %d, most %d%n",
                micros[200], micros[396], micros[399]);
        assertThat(micros[200]).isLessThan(1_000);
    }

    private String shown() throws Exception {
        return hosts.run("h1", "ip", "-o", "address", "show", "dev", "eth0").orElseThrow();
    }
}

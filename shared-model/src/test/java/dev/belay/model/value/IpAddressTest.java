package dev.belay.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IpAddressTest {

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orThrow();
    }

    private static Cidr net(String text) {
        return Cidr.parse(text).orThrow();
    }

    @Test
    void an_address_is_written_in_its_canonical_form() {
        assertThat(ip("10.0.1.9")).hasToString("10.0.1.9");
        assertThat(ip("255.255.255.255")).hasToString("255.255.255.255");
        assertThat(ip("2001:DB8:0:0:1:0:0:1")).hasToString("2001:db8::1:0:0:1");
        assertThat(ip("::")).hasToString("::");
        assertThat(ip("::1")).hasToString("::1");
        assertThat(ip("1::")).hasToString("1::");
        assertThat(ip("1:0:2:3:4:5:6:7")).hasToString("1:0:2:3:4:5:6:7");
        assertThat(ip("::ffff:10.0.0.1")).hasToString("::ffff:a00:1");
    }

    @Test
    void what_is_no_address_is_refused() {
        List.of(
                        "",
                        " ",
                        "10.0.1",
                        "10.0.1.9.1",
                        "10.0.1.256",
                        "10.0.01.9",
                        "10.0.1.",
                        ".1.1.1",
                        "+1.1.1.1",
                        "1.1.1.1 ",
                        "a.b.c.d",
                        ":",
                        ":::",
                        "1:2",
                        "1::2::3",
                        "12345::",
                        "1:2:3:4:5:6:7:8:9",
                        "1:2:3:4:5:6:7::8",
                        "fe80::1%eth0",
                        "::10.0.0.256",
                        "g::")
                .forEach(text ->
                        assertThat(IpAddress.parse(text))
                                .as(text)
                                .isEqualTo(new Parsed.Bad<>(ValueFault.ADDRESS, text, "")));
    }

    @Test
    void every_address_is_read_as_it_is_written() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            long high = random.nextLong() & mask(random);
            IpAddress address = new IpAddress(true, high, random.nextLong() & mask(random));
            assertThat(ip(address.toString())).isEqualTo(address);
            IpAddress four = new IpAddress(false, 0, random.nextInt() & 0xffff_ffffL);
            assertThat(ip(four.toString())).isEqualTo(four);
        }
    }

    private static long mask(Random random) {
        long mask = 0;
        for (int group = 0; group < 4; group++) {
            mask = mask << 16 | (random.nextBoolean() ? 0xffff : 0);
        }
        return mask;
    }

    @Test
    void a_network_contains_what_shares_its_prefix() {
        assertThat(net("10.0.0.0/16").contains(ip("10.0.255.255"))).isTrue();
        assertThat(net("10.0.0.0/16").contains(ip("10.1.0.0"))).isFalse();
        assertThat(net("0.0.0.0/0").contains(ip("255.0.0.1"))).isTrue();
        assertThat(net("::/0").contains(ip("10.0.0.1"))).isFalse();
        assertThat(net("2001:db8::/65").contains(ip("2001:db8:0:0:7fff::"))).isTrue();
        assertThat(net("2001:db8::/65").contains(ip("2001:db8:0:0:8000::"))).isFalse();
        assertThat(net("10.0.0.0/8").overlaps(net("10.3.0.0/16"))).isTrue();
        assertThat(net("10.3.0.0/16").overlaps(net("10.0.0.0/8"))).isTrue();
        assertThat(net("10.3.0.0/16").overlaps(net("10.2.0.0/16"))).isFalse();
    }

    @Test
    void a_network_with_bits_beyond_its_prefix_names_the_one_that_was_meant() {
        assertThat(Cidr.parse("10.0.1.9/16"))
                .isEqualTo(
                        new Parsed.Bad<>(ValueFault.CIDR_HOST_BITS, "10.0.1.9/16", "10.0.0.0/16"));
        for (String text :
                List.of(
                        "10.0.0.0",
                        "10.0.0.0/33",
                        "10.0.0.0/",
                        "/8",
                        "10.0.0.0/08",
                        "x/8",
                        "::/129")) {
            assertThat(Cidr.parse(text)).isEqualTo(new Parsed.Bad<>(ValueFault.CIDR, text, ""));
        }
    }
}

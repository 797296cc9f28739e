package dev.belay.model.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.value.Cidr;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BypassTest {

    @ParameterizedTest
    @CsvSource({
        "amazonaws.com, amazonaws.com, true",
        "amazonaws.com, ec2.eu-central-1.amazonaws.com, true",
        "amazonaws.com, notamazonaws.com, false",
        ".amazonaws.com, ec2.eu-central-1.amazonaws.com, true",
        "*.amazonaws.com, ec2.eu-central-1.amazonaws.com, true",
        "LOCALHOST, localhost, true",
        "10.0.0.0/16, 10.0.110.100, true",
        "10.0.0.0/16, 10.1.0.1, false",
        "10.0.0.0/16, ec2.amazonaws.com, false",
        "fd00:ec2::/32, fd00:ec2::254, true",
        "fd00:ec2:0::254, fd00:ec2::254, true",
        "*, anything.example, true",
        "169.254.169.254, 169.254.169.25, false"
    })
    void a_name_stands_for_all_below_it_and_a_network_for_its_addresses(
            String entry, String host, boolean isIn) {
        assertThat(new Bypass(List.of(entry)).has(host)).isEqualTo(isIn);
    }

    @Test
    void the_metadata_of_the_instance_never_goes_through_a_proxy() {
        Bypass bypass = Bypass.of(List.of("10.0.0.0/16"));
        assertThat(bypass.has("169.254.169.254")).isTrue();
        assertThat(bypass.has("fd00:ec2::254")).isTrue();
        assertThat(bypass.has("localhost")).isTrue();
        assertThat(bypass.has("127.0.0.53")).isTrue();
        assertThat(bypass.variable()).startsWith("169.254.169.254,");
    }

    @Test
    void programs_that_take_a_bare_name_for_itself_alone_are_told_with_a_dot_too() {
        assertThat(new Bypass(List.of("internal.example", "10.0.0.0/8")).variable())
                .isEqualTo("internal.example,.internal.example,10.0.0.0/8");
        assertThat(Bypass.of(List.of("*")).variable()).as("curl heeds it alone").isEqualTo("*");
    }

    @Test
    void for_clients_with_expressions_it_matches_the_same_names() {
        Bypass bypass = new Bypass(List.of("*.internal.example", "169.254.169.254", "10.0.0.0/8"));
        for (String host :
                List.of(
                        "internal.example",
                        "a.internal.example",
                        "ainternal.example",
                        "169.254.169.254",
                        "169a254b169c254")) {
            assertThat(bypass.patterns().stream().anyMatch(host::matches))
                    .as(host)
                    .isEqualTo(bypass.has(host));
        }
        assertThat(bypass.networks())
                .containsExactly(Cidr.parse("10.0.0.0/8").good().orElseThrow());
    }

    @Test
    void a_variable_is_read_with_all_separators_and_what_is_no_host_is_told() {
        Bypass bypass = Bypass.read("a.example, B.example|169.254.169.254 bad_host!,,a.example");
        assertThat(bypass.entries())
                .containsExactly("a.example", "b.example", "169.254.169.254", "bad_host!");
        assertThat(bypass.unreadable()).containsExactly("bad_host!");
    }
}

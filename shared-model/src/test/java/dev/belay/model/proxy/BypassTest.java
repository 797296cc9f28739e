package dev.belay.model.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BypassTest {

    @Test
    void the_metadata_of_the_instance_and_the_host_itself_never_go_through_a_proxy() {
        assertThat(Bypass.of(List.of("10.0.0.0/16")).variable().split(","))
                .contains("169.254.169.254", "fd00:ec2::254", "localhost", "127.0.0.0/8", "::1")
                .endsWith("10.0.0.0/16");
    }

    @Test
    void programs_that_take_a_bare_name_for_itself_alone_are_told_with_a_dot_too() {
        assertThat(new Bypass(List.of("internal.example", "10.0.0.0/8")).variable())
                .isEqualTo("internal.example,.internal.example,10.0.0.0/8");
        assertThat(Bypass.of(List.of("*")).variable()).as("curl heeds it alone").isEqualTo("*");
    }

    @Test
    void what_is_no_host_is_told_and_can_be_left_out() {
        Bypass bypass =
                new Bypass(List.of("a.example", "*.B.example", "bad_host!", "", "a.example"));
        assertThat(bypass.entries()).containsExactly("a.example", "*.b.example", "bad_host!");
        assertThat(bypass.unreadable()).containsExactly("bad_host!");
        assertThat(bypass.readable().variable())
                .isEqualTo("a.example,.a.example,b.example,.b.example");
        assertThat(new Bypass(List.of(".", "*.", "10.0.0.0/33")).unreadable()).hasSize(3);
    }

    @Test
    void a_host_is_covered_by_its_address_its_network_its_name_or_a_name_above_it() {
        Bypass bypass = Bypass.of(List.of("10.0.0.0/16", "Example.com", "*.internal", "10.9.9.9"));
        assertThat(bypass.covering("169.254.169.254")).contains("169.254.169.254");
        assertThat(bypass.covering("10.0.110.7")).contains("10.0.0.0/16");
        assertThat(bypass.covering("10.9.9.9")).contains("10.9.9.9");
        assertThat(bypass.covering("EXAMPLE.com")).contains("example.com");
        assertThat(bypass.covering("a.example.com")).contains("example.com");
        assertThat(bypass.covering("a.internal")).contains("*.internal");
        assertThat(bypass.covering("notexample.com")).isEmpty();
        assertThat(bypass.covering("10.1.0.7")).isEmpty();
        assertThat(Bypass.of(List.of("*")).covering("ec2.eu-west-1.amazonaws.com")).contains("*");
    }
}

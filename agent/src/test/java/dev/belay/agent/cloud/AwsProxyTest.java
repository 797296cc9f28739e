package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.proxy.Bypass;
import dev.belay.model.proxy.ProxySettings;
import dev.belay.model.value.Port;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AwsProxyTest {

    private static ProxySettings proxy(boolean http, boolean https, String... bypass) {
        return new ProxySettings(
                "proxy.example.com", new Port(3128), http, https, Bypass.of(List.of(bypass)));
    }

    private static boolean isException(String host, String... bypass) {
        Set<String> all = AwsProxy.exceptions(Bypass.of(List.of(bypass)));
        return all.stream().anyMatch(host::matches);
    }

    @Test
    void the_metadata_of_the_instance_is_never_behind_it() {
        assertThat(isException("169.254.169.254")).isTrue();
        assertThat(
                        AwsProxy.exceptions(new Bypass(List.of())).stream()
                                .anyMatch("169.254.169.254"::matches))
                .isTrue();
        assertThat(isException("169x254x169x254")).isFalse();
    }

    @Test
    void a_name_stands_for_itself_and_all_below_it() {
        for (String written : List.of("amazonaws.com", ".amazonaws.com", "*.amazonaws.com")) {
            assertThat(isException("ec2.eu-central-1.amazonaws.com", written)).isTrue();
            assertThat(isException("amazonaws.com", written)).isTrue();
            assertThat(isException("notamazonaws.com", written)).isFalse();
        }
        assertThat(isException("anything", "*")).isTrue();
        assertThat(isException("10.7.3.9", "10.7.0.0/16")).isTrue();
        assertThat(isException("10.8.3.9", "10.7.0.0/16")).isFalse();
    }

    /// The studio draws the ways of calls by that one.
    @Test
    void what_the_client_is_told_is_what_the_exceptions_cover() {
        List<String> hosts =
                List.of(
                        "ec2.eu-central-1.amazonaws.com",
                        "route53.amazonaws.com",
                        "amazonaws.com",
                        "notamazonaws.com",
                        "169.254.169.254",
                        "10.7.3.9",
                        "10.8.3.9");
        for (String entry :
                List.of("amazonaws.com", ".amazonaws.com", "*", "10.7.0.0/16", "10.8.3.9")) {
            for (String host : hosts) {
                assertThat(isException(host, entry))
                        .as("%s by %s", host, entry)
                        .isEqualTo(Bypass.of(List.of(entry)).covering(host).isPresent());
            }
        }
    }

    @Test
    void it_is_for_what_the_design_says_and_for_nothing_that_the_environment_says() {
        var proxy = AwsProxy.of(Optional.of(proxy(false, true)), true);

        assertThat(proxy.host()).isEqualTo("proxy.example.com");
        assertThat(proxy.port()).isEqualTo(3128);
        assertThat(AwsProxy.of(Optional.of(proxy(false, true)), false).host()).isNull();
        assertThat(AwsProxy.of(Optional.empty(), true).host()).isNull();
        assertThat(URI.create(proxy(true, true).url()).getPort()).isEqualTo(3128);
    }
}

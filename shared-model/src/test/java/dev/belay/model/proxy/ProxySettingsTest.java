package dev.belay.model.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxySettingsTest {
    private static final ThingId NODE = new ThingId("gw-1");
    private static final Proxy PROXY =
            Proxy.of(new ThingId("proxy"), "proxy")
                    .withHost(Optional.of("11.0.10.200"))
                    .withUsers(List.of(NODE));

    private static Design design(Proxy... proxies) {
        Design design = Design.empty(ClusterSettings.of("a", "a", TimingProfile.STANDARD));
        for (Proxy one : proxies) {
            design = design.with(one);
        }
        return design;
    }

    private static Map<String, String> environment(Proxy proxy) {
        return ProxySettings.of(proxy).orElseThrow().environment();
    }

    @Test
    void each_variable_stands_in_both_cases() {
        assertThat(environment(PROXY))
                .hasSize(6)
                .containsEntry("HTTP_PROXY", "http://11.0.10.200:3128")
                .containsEntry("https_proxy", "http://11.0.10.200:3128")
                .containsEntry(
                        "no_proxy",
                        "169.254.169.254,fd00:ec2::254,localhost,.localhost,127.0.0.0/8,127.0.0.1,::1");
    }

    @Test
    void one_that_is_for_https_alone_sets_that_alone() {
        assertThat(environment(PROXY.withHttp(false)))
                .containsOnlyKeys("HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy");
        assertThat(environment(PROXY.withHttp(false).withHttps(false))).isEmpty();
    }

    @Test
    void an_address_with_colons_stands_in_brackets() {
        Proxy proxy = PROXY.withHost(Optional.of("fd00::1")).withPort(new Port(8080));
        assertThat(environment(proxy)).containsEntry("HTTP_PROXY", "http://[fd00::1]:8080");
    }

    @Test
    void programs_are_told_only_where_the_scope_says_so() {
        Design narrow = design(PROXY);
        assertThat(ProxySettings.of(narrow, NODE, ProxyScope.CLOUD_CALLS)).isPresent();
        assertThat(ProxySettings.of(narrow, NODE, ProxyScope.SCRIPTS)).isEmpty();
        for (ProxyScope scope : List.of(ProxyScope.SCRIPTS, ProxyScope.SYSTEM)) {
            Design wide = design(PROXY.withScope(scope));
            assertThat(ProxySettings.of(wide, NODE, ProxyScope.SCRIPTS)).isPresent();
            assertThat(ProxySettings.of(wide, new ThingId("gw-2"), ProxyScope.SCRIPTS)).isEmpty();
        }
    }

    @Test
    void a_proxy_without_a_host_says_nothing_yet() {
        Design design = design(PROXY.withHost(Optional.empty()));
        assertThat(ProxySettings.of(design, NODE, ProxyScope.CLOUD_CALLS)).isEmpty();
    }

    /// They go into files that a shell of root reads.
    @Test
    void what_is_no_host_is_never_written() {
        Proxy odd =
                PROXY.withScope(ProxyScope.SYSTEM).withNoProxy(List.of("$(reboot)", "a.example"));
        assertThat(ProxyFiles.of(odd).values()).noneMatch(text -> text.contains("reboot"));
        assertThat(environment(odd).get("NO_PROXY")).endsWith(",a.example,.a.example");
        Proxy bad = PROXY.withHost(Optional.of("x\";reboot;\""));
        assertThat(ProxySettings.of(bad)).isEmpty();
        assertThat(ProxyFiles.of(bad)).containsOnlyKeys("squid.conf");
    }

    @Test
    void the_operating_system_has_files_only_where_the_scope_says_so() {
        assertThat(ProxyFiles.of(PROXY)).containsOnlyKeys("squid.conf", "proxy.env");
        Map<String, String> wide = ProxyFiles.of(PROXY.withScope(ProxyScope.SYSTEM));
        assertThat(wide)
                .containsOnlyKeys(
                        "squid.conf",
                        "proxy.env",
                        "node/etc/profile.d/belay-proxy.sh",
                        "node/etc/systemd/system.conf.d/belay-proxy.conf");
        assertThat(wide.get("node/etc/profile.d/belay-proxy.sh"))
                .startsWith(ProxyFiles.MARK)
                .contains("export HTTPS_PROXY=\"http://11.0.10.200:3128\"\n");
        assertThat(wide.get("node/etc/systemd/system.conf.d/belay-proxy.conf"))
                .startsWith(ProxyFiles.MARK)
                .contains("\n[Manager]\n")
                .contains("DefaultEnvironment=\"HTTPS_PROXY=http://11.0.10.200:3128\"\n");
    }

    /// Two have it: the wider one counts.
    @Test
    void a_node_has_the_files_of_the_proxy_that_it_uses_for_all_calls() {
        Proxy wide =
                PROXY.withId(new ThingId("wide"))
                        .withScope(ProxyScope.SYSTEM)
                        .withHost(Optional.of("10.0.0.9"));
        Design design = design(PROXY, wide);

        assertThat(ProxyFiles.onNode(design, NODE))
                .containsOnlyKeys(ProxyFiles.SHELLS, ProxyFiles.UNITS)
                .allSatisfy((_, text) -> assertThat(text).contains("http://10.0.0.9:3128"));
        assertThat(ProxyFiles.onNode(design, new ThingId("gw-2"))).isEmpty();
        assertThat(ProxyFiles.onNode(design(PROXY), NODE)).isEmpty();
    }

    /// Characters that mean something in an address, and some that are not of ASCII.
    @Test
    void a_password_is_for_programs_alone_and_encoded_there() {
        Proxy asking =
                Proxy.of(new ThingId("squid"), "squid")
                        .withHost(Optional.of("proxy.example.com"))
                        .withScope(ProxyScope.SYSTEM)
                        .withUser(Optional.of("bel@y"));
        ProxySettings told = ProxySettings.of(asking).orElseThrow();

        assertThat(told.environment())
                .containsEntry("HTTPS_PROXY", "http://proxy.example.com:3128");
        ProxySettings known = told.with(id -> Optional.of(id + " p:w/ü%"));
        assertThat(known.environment())
                .containsEntry(
                        "https_proxy",
                        "http://bel%40y:squid%20p%3Aw%2F%C3%BC%25@proxy.example.com:3128");
        assertThat(known.toString()).contains("bel@y").doesNotContain("p:w");
        assertThat(known.url()).isEqualTo("http://proxy.example.com:3128");
        assertThat(ProxyFiles.of(asking).get("proxy.env"))
                .startsWith("# The proxy asks for the user 'bel@y'")
                .contains("HTTPS_PROXY=http://proxy.example.com:3128");
        assertThat(ProxyFiles.of(asking).get("node/" + ProxyFiles.SHELLS))
                .contains("# The proxy asks for the user 'bel@y': its password is not here")
                .contains("HTTPS_PROXY=\"http://proxy.example.com:3128\"");
    }
}

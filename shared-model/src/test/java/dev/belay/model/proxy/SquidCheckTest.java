package dev.belay.model.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SquidCheckTest {
    private static final IpAddress NODE = IpAddress.parse("10.0.110.100").good().orElseThrow();
    private static final Proxy PROXY =
            Proxy.of(new ThingId("proxy"), "proxy")
                    .withAllowedSources(List.of(Cidr.parse("10.0.0.0/16").good().orElseThrow()));

    private static List<String> found(String text) {
        return SquidCheck.of(SquidRules.read(text), List.of(NODE)).stream()
                .map(one -> one.line() + " " + one.kind())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(ProxyScope.class)
    void what_is_rendered_is_good_and_lets_through_whom_it_is_for(ProxyScope scope) {
        assertThat(found(SquidConfig.of(PROXY.withScope(scope)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProxyScope.class)
    void one_with_a_user_asks_whom_it_lets_through_and_nobody_else(ProxyScope scope) {
        String text = SquidConfig.of(PROXY.withScope(scope).withUser(Optional.of("belay")));
        SquidRules rules = SquidRules.read(text);

        assertThat(found(text)).isEmpty();
        assertThat(text.indexOf("auth_param basic program"))
                .isPositive()
                .isLessThan(text.indexOf("acl known proxy_auth REQUIRED"));
        assertThat(verdict(rules, "ec2.eu-central-1.amazonaws.com"))
                .isEqualTo(SquidRules.Verdict.DENIED);
        assertThat(
                        rules.decide(
                                        new SquidRules.Call(
                                                NODE,
                                                "ec2.eu-central-1.amazonaws.com",
                                                443,
                                                true,
                                                true))
                                .verdict())
                .isEqualTo(SquidRules.Verdict.ALLOWED);
    }

    @Test
    void a_line_before_the_one_that_asks_for_a_user_is_found() {
        assertThat(
                        found(
                                """
                                acl cluster src 10.0.0.0/16
                                acl metadata dst 169.254.0.0/16
                                acl known proxy_auth REQUIRED
                                http_access deny metadata
                                http_access allow cluster
                                http_access allow cluster known
                                http_access deny all
                                """))
                .containsExactly("5 USER_NOT_ASKED");
        assertThat(
                        found(
                                """
                                acl metadata dst 169.254.0.0/16
                                acl known proxy_auth REQUIRED
                                http_access deny metadata
                                http_access deny !known
                                http_access allow known
                                http_access deny all
                                """))
                .isEmpty();
    }

    @Test
    void one_for_the_cloud_alone_leads_nowhere_else() {
        SquidRules rules = SquidRules.read(SquidConfig.of(PROXY));
        assertThat(verdict(rules, "route53.amazonaws.com")).isEqualTo(SquidRules.Verdict.ALLOWED);
        assertThat(verdict(rules, "example.com")).isEqualTo(SquidRules.Verdict.DENIED);
        SquidRules wide = SquidRules.read(SquidConfig.of(PROXY.withScope(ProxyScope.SCRIPTS)));
        assertThat(verdict(wide, "example.com")).isEqualTo(SquidRules.Verdict.ALLOWED);
    }

    /// Squid asks for the name of an address, and believes whoever answers for it.
    @Test
    void what_an_address_is_called_is_not_guessed_unless_nobody_is_asked() {
        String text =
                """
                acl cloud dstdomain %s .amazonaws.com
                http_access allow cloud
                http_access deny all
                """;
        assertThat(verdict(SquidRules.read(text.formatted("")), "203.0.113.9"))
                .isEqualTo(SquidRules.Verdict.OPEN);
        assertThat(verdict(SquidRules.read(text.formatted("-n")), "203.0.113.9"))
                .isEqualTo(SquidRules.Verdict.DENIED);
    }

    private static SquidRules.Verdict verdict(SquidRules rules, String host) {
        return rules.decide(new SquidRules.Call(NODE, host, 443, true)).verdict();
    }

    /// What the source of this feature warns of: "before the line http_access deny all".
    @Test
    void a_line_after_the_one_that_denies_all_is_told_and_who_is_refused_by_it() {
        String text =
                """
                acl myacl src 10.0.0.0/16
                http_access deny all
                http_access allow myacl
                """;
        assertThat(found(text)).containsExactly("3 NEVER_REACHED", "2 SOURCE_REFUSED");
    }

    @Test
    void a_file_that_lets_anybody_through_and_to_the_metadata_is_told() {
        assertThat(found("http_access allow all"))
                .containsExactly("1 OPEN_PROXY", "1 METADATA_REACHABLE");
    }

    @Test
    void metadata_is_reachable_where_nothing_denies_it_first() {
        String text =
                """
                acl myacl src 10.0.0.0/16
                http_access allow myacl
                acl meta dst 169.254.0.0/16
                http_access deny meta
                http_access deny all
                """;
        assertThat(found(text)).containsExactly("2 METADATA_REACHABLE");
    }

    @Test
    void without_a_last_line_for_all_the_opposite_of_the_last_one_counts() {
        String text =
                """
                acl bad src 10.9.0.0/16
                http_access deny bad
                """;
        assertThat(found(text))
                .containsExactly("2 NO_LAST_DENY", "0 OPEN_PROXY", "0 METADATA_REACHABLE");
    }

    @Test
    void a_name_that_is_defined_later_or_nowhere_is_told() {
        String text =
                """
                http_access allow late localhost
                acl late src 10.0.0.0/16
                http_access allow late
                http_access deny all
                """;
        assertThat(found(text)).contains("1 UNKNOWN_LIST").doesNotContain("3 UNKNOWN_LIST");
    }

    @Test
    void what_is_not_read_is_said_and_not_guessed() {
        String text =
                """
                include /etc/squid/conf.d/*.conf
                acl people external ldap
                acl listed src "/etc/squid/sources"
                http_access deny people
                http_access allow listed
                http_access deny all
                """;
        assertThat(found(text)).containsExactly("1 NOT_READ", "4 SOURCE_UNDECIDED");
    }

    /// As Debian has it, with the last lines of somebody in a hurry.
    @Test
    void an_open_proxy_is_found_behind_lines_that_are_not_read() {
        String text =
                """
                acl localnet src 0.0.0.1-0.255.255.255
                acl localnet src 10.0.0.0/8
                acl people external ldap
                include /etc/squid/conf.d/*.conf
                http_access deny manager
                http_access deny people
                http_access allow localnet
                http_access allow all
                """;
        assertThat(found(text))
                .containsExactly(
                        "4 NOT_READ", "8 OPEN_PROXY", "7 METADATA_REACHABLE", "6 SOURCE_UNDECIDED");
    }

    @Test
    void lines_go_on_and_lines_for_nobody_are_none() {
        String text =
                """
                acl net src \\
                  10.0.0.0/16
                http_access \\
                  allow net
                http_access deny
                """;
        assertThat(found(text)).containsExactly("4 METADATA_REACHABLE");
    }

    @Test
    void a_method_is_that_of_the_call() {
        String text =
                """
                acl purge method PURGE
                acl net src 10.0.0.0/16
                http_access deny purge
                http_access allow net
                http_access deny all
                """;
        assertThat(found(text)).containsExactly("4 METADATA_REACHABLE");
    }

    @Test
    void an_empty_file_denies_everything() {
        assertThat(found("# nothing\n")).containsExactly("0 NO_RULES", "0 SOURCE_REFUSED");
    }

    @ParameterizedTest
    @EnumSource(SquidFinding.Kind.class)
    void each_finding_has_words_in_both_languages(SquidFinding.Kind kind) {
        var finding = new SquidFinding(kind, 3, List.of("one", "two", "7"));
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            SquidText text = SquidText.of(locale);
            assertThat(text.sentence(finding)).isNotBlank().doesNotContain("{");
            assertThat(text.advice(finding)).isNotBlank().doesNotContain("{");
        }
        assertThat(SquidText.of(Locale.JAPANESE).sentence(finding))
                .isNotEqualTo(SquidText.of(Locale.ENGLISH).sentence(finding));
    }
}

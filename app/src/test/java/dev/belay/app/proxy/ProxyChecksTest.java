package dev.belay.app.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.app.design.InForce;
import dev.belay.app.proxy.ProxyForm.Field;
import dev.belay.app.proxy.SquidChecks.Rule;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Finding.Verdict;
import dev.belay.app.wizard.Happening;
import dev.belay.model.design.Design;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.network.ProxySoftware;
import dev.belay.model.service.ScriptResource;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyChecksTest {
    private final Texts texts = Texts.of(Language.ENGLISH, ProxyScript.class);
    private final WayChecks ways = new WayChecks(texts);
    private final SquidChecks squid = new SquidChecks(texts);

    private static Case now(ProxyForm form, Thing... more) throws AgentException {
        Design design = Samples.design(Samples.cluster());
        for (Thing one : more) {
            design = design.with(one);
        }
        return Case.of(form, new InForce(design, 7), Optional.empty());
    }

    private static ProxyForm form(Field field, String value) {
        return Samples.form().with(field, value);
    }

    private static String code(Finding finding) {
        ApiError error = finding.error();
        return finding.verdict() + (error == null ? "" : " " + error.code());
    }

    private static String advice(Finding finding) {
        return Objects.requireNonNull(finding.error()).advice();
    }

    @Test
    void an_ordinary_proxy_passes_all_checks() throws AgentException {
        Case now = now(Samples.form());
        assertThat(
                        List.of(
                                ways.host(now),
                                ways.port(now),
                                ways.schemes(now),
                                ways.metadata(now),
                                ways.scope(now),
                                ways.exceptions(now),
                                ways.oneProxy(now),
                                ways.sources(now)))
                .allMatch(one -> one.verdict() == Verdict.PASS);
        assertThat(ways.metadata(now).evidence()).contains("169.254.169.254");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "169.254.169.254"})
    void a_host_that_is_each_node_itself_is_no_proxy(String host) throws AgentException {
        assertThat(code(ways.host(now(form(Field.HOST, host))))).isEqualTo("FAIL proxy-host-own");
    }

    @Test
    void the_port_of_an_agent_on_the_same_host_is_taken() throws AgentException {
        ProxyForm onMember = form(Field.HOST, "10.0.110.103").with(Field.PORT, "7420");
        assertThat(code(ways.port(now(onMember)))).isEqualTo("FAIL proxy-port-taken");
        assertThat(ways.host(now(onMember)).evidence()).contains("gw-3");
        assertThat(code(ways.port(now(form(Field.PORT, "7420"))))).isEqualTo("PASS");
    }

    @Test
    void endpoints_are_https() throws AgentException {
        assertThat(code(ways.schemes(now(form(Field.SCHEMES, "HTTP")))))
                .isEqualTo("FAIL proxy-not-for-https");
        assertThat(code(ways.schemes(now(form(Field.SCHEMES, "HTTPS"))))).isEqualTo("PASS");
    }

    /// The trap of the source.
    @Test
    void programs_that_call_aws_go_without_the_settings_in_the_narrowest_scope()
            throws AgentException {
        ProxyForm narrow = form(Field.SCOPE, ProxyScope.CLOUD_CALLS.name());
        assertThat(code(ways.scope(now(narrow)))).isEqualTo("PASS");
        Finding agent = ways.scope(now(narrow, Samples.caller()));
        assertThat(code(agent)).isEqualTo("WARN programs-without-proxy");
        assertThat(advice(agent)).contains("web: ocf:heartbeat:aws-vpc-route53 (calls AWS)");
        assertThat(agent.fix())
                .contains(
                        "export HTTPS_PROXY=\"http://192.168.10.200:3128\"",
                        "export NO_PROXY=\"169.254.169.254,");
        Finding script =
                ways.scope(now(narrow, Samples.service(ScriptResource.of("job", "/opt/job.sh"))));
        assertThat(advice(script)).contains("web: /opt/job.sh");
        assertThat(code(ways.scope(now(Samples.form(), Samples.caller())))).isEqualTo("PASS");
    }

    @Test
    void units_of_systemd_are_told_to_go_without_it() throws AgentException {
        Case now = now(Samples.form(), Samples.service(SystemdResource.of("app", "app.service")));
        assertThat(ways.scope(now).evidence()).contains("web: app.service");
    }

    @ParameterizedTest
    @CsvSource({
        "internal.example.com, PASS",
        "10.9.9.9, PASS",
        "'10.0.0.0/16, a.example', WARN exception-unheeded",
        ".amazonaws.com, WARN endpoint-is-exception",
        "route53.amazonaws.com, WARN endpoint-is-exception",
        "ec2.us-east-1.amazonaws.com, PASS",
        "*, FAIL proxy-for-nothing"
    })
    void exceptions_that_do_nothing_or_too_much_are_told(String typed, String verdict)
            throws AgentException {
        assertThat(code(ways.exceptions(now(form(Field.EXCEPTIONS, typed))))).isEqualTo(verdict);
    }

    @Test
    void two_proxies_of_one_node_are_told_with_the_one_that_counts() throws AgentException {
        Finding found = ways.oneProxy(now(Samples.form(), Samples.other()));
        assertThat(code(found)).isEqualTo("WARN two-proxies");
        assertThat(found.evidence()).contains("gw-1 also uses other; squid has its calls");
        assertThat(found.evidence()).doesNotContain("gw-2");
    }

    @Test
    void nodes_outside_the_networks_are_told() throws AgentException {
        Finding refused = ways.sources(now(form(Field.SOURCES, "10.0.110.101/32")));
        assertThat(code(refused)).isEqualTo("FAIL node-refused-by-proxy");
        assertThat(refused.evidence()).contains("gw-2 10.0.110.102").doesNotContain("gw-1");
        Design design = Samples.design(Samples.cluster());
        var bare =
                design.find(new ThingId("gw-1"), dev.belay.model.node.Node.class)
                        .orElseThrow()
                        .withAddress(Optional.empty());
        assertThat(code(ways.sources(now(Samples.form(), bare))))
                .isEqualTo("WARN node-address-unknown");
    }

    @Test
    void a_pasted_file_with_the_deny_before_the_allow_is_told_by_line_and_mended()
            throws AgentException {
        Case now = now(form(Field.SQUID, Samples.BAD_CONF));
        Finding order = squid.look(Rule.ORDER, now);
        assertThat(code(order)).isEqualTo("WARN squid-order");
        assertThat(order.evidence()).isEqualTo("line 4");
        assertThat(advice(order))
                .contains("Line 4: 'http_access allow myacl' is never reached", "before line 3");
        assertThat(order.fix())
                .contains("+    http_access allow myacl\n  3  http_access deny all")
                .endsWith("- 4  http_access allow myacl");
        Finding nodes = squid.look(Rule.NODES, now);
        assertThat(code(nodes)).isEqualTo("WARN squid-nodes");
        assertThat(advice(nodes)).contains("10.0.110.101", "10.0.110.102");
        assertThat(nodes.fix()).as("it is shown once").isEmpty();
        assertThat(squid.look(Rule.STRANGERS, now).verdict()).isEqualTo(Verdict.PASS);
        assertThat(squid.port(now).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void what_cannot_be_mended_without_guessing_stops() throws AgentException {
        Case now = now(form(Field.SQUID, "http_access allow nobody_knows\nhttp_access deny all\n"));
        assertThat(code(squid.look(Rule.LISTS, now))).isEqualTo("FAIL squid-lists");
        Case open = now(form(Field.SQUID, "include /etc/squid/conf.d/*\nhttp_access deny all\n"));
        assertThat(code(squid.look(Rule.WHOLE, open))).isEqualTo("UNKNOWN squid-whole");
        assertThat(code(squid.look(Rule.NODES, open))).isEqualTo("UNKNOWN squid-nodes");
    }

    @Test
    void without_a_node_nobody_has_looked_whether_it_goes_through() throws AgentException {
        Case now = now(form(Field.SQUID, "http_access deny all\n").with(Field.USERS, "gw-9"));
        assertThat(code(squid.look(Rule.NODES, now))).isEqualTo("UNKNOWN squid-nodes");
        assertThat(code(squid.look(Rule.METADATA, now))).isEqualTo("UNKNOWN squid-metadata");
    }

    @Test
    void a_pasted_file_listens_where_the_nodes_call() throws AgentException {
        assertThat(code(squid.port(now(form(Field.SQUID, "http_port 127.0.0.1:8080\n")))))
                .isEqualTo("WARN squid-port");
        assertThat(code(squid.port(now(form(Field.SQUID, "http_port 10.0.0.1:3128 intercept")))))
                .isEqualTo("PASS");
    }

    @ParameterizedTest
    @EnumSource(ProxyScope.class)
    void what_is_left_to_people_is_told_with_its_commands(ProxyScope scope) throws AgentException {
        ByHand hand = new ByHand(texts);
        ProxyForm form = form(Field.SCOPE, scope.name());
        List<String> all =
                hand.of(now(form), List.of("squid-set")).stream().map(Happening::command).toList();
        assertThat(all.getFirst())
                .as("the proxy is no member")
                .contains("squid -k parse -f squid.conf.new", "squid -k reconfigure");
        assertThat(all).as("the nodes' own files are their agents' affair").hasSize(2);
        assertThat(all.getLast())
                .contains(
                        "P=http://192.168.10.200:3128",
                        "https://ec2.ap-northeast-1.amazonaws.com",
                        "https://route53.amazonaws.com",
                        "http://169.254.169.254");
    }

    @Test
    void a_proxy_on_a_member_is_published_where_there_is_a_set_for_it() throws AgentException {
        ByHand hand = new ByHand(texts);
        ProxyForm onMember = form(Field.HOST, "10.0.110.103");
        assertThat(hand.of(now(onMember), List.of("squid-set")).getFirst().command())
                .isEqualTo("belay config publish squid-set DIR");
        assertThat(hand.of(now(onMember), List.of()).getFirst().command()).contains("-k parse");
        assertThat(hand.of(now(form(Field.SOFTWARE, ProxySoftware.OTHER.name())), List.of()))
                .as("nothing is installed on what Belay only uses")
                .hasSize(1);
    }

    @Test
    void a_form_of_a_proxy_means_that_proxy() throws AgentException {
        Case now = now(form(Field.EXCEPTIONS, "a.example"));
        assertThat(ProxyForm.of(now.proxy()).proxy(Optional.of(now.proxy())))
                .isEqualTo(now.proxy());
    }
}

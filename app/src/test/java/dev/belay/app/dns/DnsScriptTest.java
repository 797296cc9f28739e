package dev.belay.app.dns;

import static dev.belay.app.wizard.Rehearsal.finding;
import static dev.belay.app.wizard.Rehearsal.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.design.Target;
import dev.belay.app.dns.DnsFixture.There;
import dev.belay.app.dns.DnsForm.Field;
import dev.belay.app.wizard.Finding.Verdict;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.RecordType;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The wizard's logic, without a screen.
class DnsScriptTest extends DnsTrial {
    private static final ThingId APP = new ThingId("app");
    private static final ThingId NAME = new ThingId("app-name");

    private WizardModel drawn(There there) {
        drawing.editor().begun(example());
        WizardModel model = begun();
        give(model, there);
        return model;
    }

    @Test
    void what_is_drawn_fills_the_form_and_is_put_in_force() {
        WizardModel model = drawn(There.NOTHING);
        assertThat(script(model).form().chosen()).isEqualTo("app-name");
        assertThat(script(model).form().typed(Field.NAME)).isEqualTo("app");
        steps(model, 4);

        Design kept = designs.kept();
        assertThat(kept.find(NAME, DnsRecord.class))
                .isEqualTo(example().find(NAME, DnsRecord.class));
        assertThat(kept.find(APP, Service.class)).isEqualTo(example().find(APP, Service.class));
        assertThat(script(model).facts(false)).allMatch(fact -> fact.good());
        assertThat(drawing.now()).as("nothing drawn is lost").contains(example());
    }

    @Test
    void an_alias_at_the_name_keeps_the_review_away() {
        WizardModel model = drawn(There.ALIAS);
        steps(model, 1);

        assertThat(finding(model, "free").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(model.missing()).isNotEmpty();
        give(model, There.NOTHING);
        model.preflight().runAll();
        assertThat(finding(model, "free").verdict()).isEqualTo(Verdict.PASS);
        assertThat(model.missing()).isEmpty();
    }

    @Test
    void a_record_that_is_there_is_taken_over_with_a_warning() {
        WizardModel model = drawn(There.RECORD);
        steps(model, 1);
        assertThat(finding(model, "free").verdict()).isEqualTo(Verdict.WARN);
        assertThat(String.valueOf(finding(model, "ttl").error())).contains("300 s");
        assertThat(model.missing()).isEmpty();
    }

    @Test
    void without_answers_the_zone_is_unknown_with_the_command_that_says_it() {
        drawing.editor().begun(example());
        WizardModel model = begun();
        steps(model, 1);

        assertThat(finding(model, "zone").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(finding(model, "zone").fix())
                .isEqualTo("aws route53 get-hosted-zone --id Z0123456789ABCDEFGHIJ --output json");
        assertThat(finding(model, "free").fix()).contains("list-resource-record-sets");
        assertThat(finding(model, "zone-id").verdict()).isEqualTo(Verdict.PASS);
        assertThat(model.missing()).isEmpty();
    }

    @Test
    void a_text_that_is_no_answer_keeps_the_review_away() {
        WizardModel model = drawn(There.NOTHING);
        give(model, "{\"Vpcs\": []}");
        steps(model, 1);
        assertThat(finding(model, "answers").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void each_node_needs_an_address_of_the_records_kind() {
        WizardModel model = drawn(There.NOTHING);
        script(model).change(form -> form.setKind(RecordType.AAAA));
        steps(model, 1);
        assertThat(String.valueOf(finding(model, "addresses").error()))
                .contains("server-1, server-2")
                .contains("IPv6");
    }

    @Test
    void calls_go_the_way_of_the_drawn_proxy_and_the_metadata_never_does() {
        WizardModel model = drawn(There.NOTHING);
        steps(model, 1);
        assertThat(finding(model, "proxies").verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding(model, "proxies").evidence())
                .contains("server-1 → http://192.168.10.200:3128");
        assertThat(finding(model, "endpoints").fix())
                .contains("-x http://192.168.10.200:3128 https://route53.amazonaws.com/");
    }

    @Test
    void a_new_name_for_a_new_service_waits_long_enough_for_its_zone() {
        WizardModel model = begun();
        DnsScript script = script(model);
        script.change(form -> form.type(Field.HOST, "shop.example.com"));
        script.change(form -> form.type(Field.ZONE, "/hostedzone/Z0123456789ABCDEFGHIJ"));
        script.change(form -> form.type(Field.NAME, "shop"));
        script.change(form -> form.type(Field.UNIT, "nginx"));
        script.change(form -> form.setDeleted(true));
        assertThat(script.form().typed(Field.TTL)).isEqualTo("10");
        steps(model, 4);

        Service shop = designs.kept().find(new ThingId("shop"), Service.class).orElseThrow();
        assertThat(shop.resources())
                .extracting(Resource::name)
                .containsExactly("shop-dns", "shop-nginx");
        DnsRecord record = designs.kept().dnsRecords().getFirst();
        assertThat(record.deleteOnStop()).isTrue();
        assertThat(record.ttl()).isEqualTo(Duration.ofSeconds(10));
        DnsResource name = (DnsResource) shop.resources().getFirst();
        assertThat(name.operations().start()).isGreaterThan(record.syncTimeout());
    }

    @Test
    void a_name_that_another_record_has_is_refused() {
        drawing.editor().begun(example());
        WizardModel model = begun();
        script(model).change(form -> form.choose(""));
        script(model).change(form -> form.type(Field.HOST, "APP.example.com"));
        script(model).change(form -> form.type(Field.ZONE, "Z0123456789ABCDEFGHIJ"));
        script(model).change(form -> form.type(Field.NAME, "second"));
        designs.keep(example());
        steps(model, 1);
        assertThat(finding(model, "record").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_second_name_of_a_service_leaves_the_first_as_it_is() {
        designs.keep(example());
        drawing.editor().begun(example());
        WizardModel model = begun();
        script(model).change(form -> form.choose(""));
        script(model).change(form -> form.type(Field.HOST, "second.example.com"));
        script(model).change(form -> form.type(Field.ZONE, "Z0123456789ABCDEFGHIJ"));
        script(model).change(form -> form.type(Field.NAME, "app"));
        steps(model, 4);

        Design kept = designs.kept();
        assertThat(kept.find(NAME, DnsRecord.class))
                .isEqualTo(example().find(NAME, DnsRecord.class));
        assertThat(kept.find(new ThingId("app-name-2"), DnsRecord.class).orElseThrow().host())
                .isEqualTo("second.example.com");
        assertThat(kept.find(APP, Service.class).orElseThrow().resources())
                .extracting(Resource::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_drawing_of_another_cluster_fills_nothing() {
        drawing.editor()
                .begun(
                        example()
                                .withCluster(
                                        ClusterSettings.of(
                                                "other", "other", TimingProfile.STANDARD)));
        WizardModel model = begun();
        assertThat(script(model).form().chosen()).isEmpty();
        assertThat(script(model).form().typed(Field.HOST)).isEmpty();
        assertThat(script(model).form().source().cluster().id()).isNotEqualTo("other");
    }

    @Test
    void whoever_resumes_it_has_the_design_in_force_looked_at() {
        designs.keep(example());
        WizardModel model = begun();
        steps(model, 1);
        assertThat(finding(model, "addresses").verdict()).isEqualTo(Verdict.PASS);
        WizardModel again = resumed(model);
        assertThat(finding(again, "addresses").verdict()).isEqualTo(Verdict.PASS);
        assertThat(script(again).form().source()).isEqualTo(example());
        steps(again, 3);
        assertThat(designs.kept().dnsRecords()).hasSize(1);
    }

    @Test
    void what_was_drawn_and_taken_back_is_told_as_such() {
        drawing.editor().begun(example());
        silence();
        WizardModel model = begun();
        steps(model, 4);
        assertThat(script(model).facts(false).getFirst().value())
                .isEqualTo("the drawing has it already");
        assertThat(script(model).facts(true)).noneMatch(fact -> fact.good());
        model.operation().undo();
        assertThat(script(model).facts(false))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.value()).isEqualTo("nothing was taken out of the drawing"));
        assertThat(drawing.now()).contains(example());
    }

    @Test
    void without_a_cluster_it_is_drawn_alone() {
        Design bare = example().withThings(example().things().without(APP).without(NAME));
        drawing.editor().begun(bare);
        silence();
        WizardModel model = begun();
        assertThat(script(model).ground().target()).isEqualTo(Target.DRAWING);
        script(model).change(form -> form.type(Field.HOST, "app.example.com"));
        script(model).change(form -> form.type(Field.ZONE, "Z0123456789ABCDEFGHIJ"));
        script(model).change(form -> form.type(Field.NAME, "app"));
        steps(model, 4);
        assertThat(drawing.now().orElseThrow().dnsRecords()).hasSize(1);
        assertThat(drawing.now().orElseThrow().find(APP, Service.class)).isPresent();
    }

    @Test
    void a_wizard_that_was_left_goes_on_with_what_was_typed() {
        WizardModel model = drawn(There.NOTHING);
        script(model).change(form -> form.setAwaited(false));
        steps(model, 1);
        WizardModel again = resumed(model);
        assertThat(again.page()).isEqualTo(Page.PREFLIGHT);
        assertThat(script(again).form().fields()).isEqualTo(script(model).form().fields());
        assertThat(finding(again, "zone").verdict())
                .as("answers are not kept")
                .isEqualTo(Verdict.UNKNOWN);
    }
}

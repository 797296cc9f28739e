package dev.belay.app.route;

import static dev.belay.app.wizard.Rehearsal.finding;
import static dev.belay.app.wizard.Rehearsal.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.app.design.Target;
import dev.belay.app.route.RouteFixture.Fault;
import dev.belay.app.route.RouteForm.Field;
import dev.belay.app.wizard.Finding.Verdict;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.Subnet;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.preflight.DescribeReader.Document;
import dev.belay.model.preflight.Hop;
import dev.belay.model.preflight.Preflight;
import dev.belay.model.service.Resource;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.ThingId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The wizard's logic, without a screen.
class RouteScriptTest extends RouteTrial {
    private static final ThingId WEB = new ThingId("web");

    private WizardModel drawnAndAnswered(Fault fault) {
        drawing.editor().begun(example());
        give(fault);
        return begun();
    }

    @Test
    void what_is_drawn_fills_the_form_and_is_put_in_force() {
        WizardModel model = drawnAndAnswered(Fault.NONE);
        assertThat(script(model).form().chosen()).isEqualTo("vip-web");
        assertThat(script(model).form().typed(Field.SITES)).isEqualTo("172.16.0.0/16");
        steps(model, 4);

        Design kept = designs.kept();
        VirtualIp vip = kept.find(new ThingId("vip-web"), VirtualIp.class).orElseThrow();
        assertThat(vip).isEqualTo(example().find(vip.id(), VirtualIp.class).orElseThrow());
        for (ThingId table : vip.routeTables()) {
            assertThat(kept.find(table, RouteTable.class))
                    .isEqualTo(example().find(table, RouteTable.class));
        }
        Node node = kept.find(new ThingId("gw-1"), Node.class).orElseThrow();
        assertThat(kept.containerOf(node, Vpc.class)).isPresent();
        assertThat(kept.find(WEB, Service.class)).isEqualTo(example().find(WEB, Service.class));
        assertThat(script(model).facts(false)).allMatch(fact -> fact.good());
        assertThat(drawing.now()).as("nothing drawn is lost").contains(example());
    }

    @Test
    void a_hop_that_is_broken_keeps_the_review_away_and_names_its_fix() {
        WizardModel model = drawnAndAnswered(Fault.NOT_ANNOUNCED);
        steps(model, 1);

        assertThat(finding(model, "dx-prefixes").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding(model, "dx-prefixes").fix())
                .contains("update-direct-connect-gateway-association")
                .contains("cidr=10.200.0.10/32");
        assertThat(model.missing()).isNotEmpty();
        Preflight preflight = script(model).judge().judged().preflight().orElseThrow();
        assertThat(preflight.brokenHop())
                .hasValueSatisfying(hop -> assertThat(hop.step()).isEqualTo(Hop.Step.SITE_TO_LINE));
        assertThat(model.happenings().getFirst().command()).contains("cidr=10.200.0.10/32");
    }

    @Test
    void new_answers_mend_what_older_ones_said() {
        WizardModel model = drawnAndAnswered(Fault.NO_WAY_BACK);
        steps(model, 1);
        assertThat(finding(model, "return-route").verdict()).isEqualTo(Verdict.FAIL);

        answers.add(
                RouteFixture.answers(EXAMPLES, Fault.NONE, NOW.plusSeconds(60)).stream()
                        .filter(one -> one.document().name().startsWith("route-tables"))
                        .map(one ->
                                new Dated(new Document("later", one.document().text()), one.at()))
                        .toList());
        model.preflight().runAll();

        assertThat(finding(model, "return-route").verdict()).isEqualTo(Verdict.PASS);
        assertThat(model.missing()).isEmpty();
    }

    @Test
    void without_answers_all_of_aws_is_unknown_with_the_command_that_says_it() {
        drawing.editor().begun(example());
        WizardModel model = begun();
        steps(model, 1);

        assertThat(finding(model, "answers").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(finding(model, "vip-route").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(finding(model, "vip-route").fix()).startsWith("aws ec2 ");
        assertThat(model.missing()).as("what is unknown is no failure").isEmpty();
        assertThat(script(model).questions()).hasSize(13);
    }

    @Test
    void a_text_that_is_no_answer_keeps_the_review_away() {
        WizardModel model = drawnAndAnswered(Fault.NONE);
        answers.add(List.of(new Dated(new Document("pasted 1", "Unable to locate"), NOW)));
        steps(model, 1);

        assertThat(finding(model, "answers").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(String.valueOf(finding(model, "answers").error())).contains("'pasted 1'");
    }

    @Test
    void the_same_address_in_another_vpc_is_told_and_never_touched() {
        WizardModel model = drawnAndAnswered(Fault.ELSEWHERE);
        steps(model, 1);

        assertThat(finding(model, "vip-elsewhere").verdict()).isEqualTo(Verdict.WARN);
        assertThat(String.valueOf(finding(model, "vip-elsewhere").error()))
                .contains("rtb-0c550000")
                .contains("Belay changes routes of vpc-0a1b2c3d alone");
        assertThat(finding(model, "vip-elsewhere").fix()).isEmpty();
        assertThat(model.missing()).isEmpty();
    }

    @Test
    void a_cluster_that_is_not_drawn_learns_its_places_from_the_answers() {
        give(Fault.NONE);
        WizardModel model = begun();
        assertThat(script(model).form().chosen()).isEmpty();
        assertThat(model.missing()).contains("a name");
        script(model).type(Field.NAME, "shop");
        script(model).type(Field.ADDRESS, "10.200.0.10");
        script(model).type(Field.VPC, "vpc-0a1b2c3d");
        script(model).type(Field.UNIT, "nginx");
        script(model).setNode("gw-1", true, "i-0c1d9e27a4b8f3356");
        script(model).setNode("gw-2", true, "i-0b7e13c9d2a4f6688");
        script(model).setNode("gw-3", false, "");
        script(model).setTable("rtb-0a1f93c2", true);
        script(model).setTable("rtb-0b7c41d8", true);
        steps(model, 4);

        Design kept = designs.kept();
        Service shop = kept.find(new ThingId("shop"), Service.class).orElseThrow();
        assertThat(shop.resources())
                .extracting(Resource::name)
                .containsExactly("shop-ip", "shop-route", "shop-nginx");
        VirtualIp vip = kept.find(new ThingId("shop-vip"), VirtualIp.class).orElseThrow();
        assertThat(vip.routeTables()).hasSize(2);
        assertThat(kept.routeTables())
                .allMatch(table ->
                        table.routes().stream()
                                .anyMatch(one -> one.target() == RouteTarget.ACTIVE_NODE));
        Node node = kept.find(new ThingId("gw-1"), Node.class).orElseThrow();
        assertThat(node.instance().orElseThrow().networkInterface()).contains("eni-0d41c7f2");
        assertThat(kept.containerOf(node, Subnet.class).orElseThrow().subnetId())
                .contains("subnet-2222aaaa");
        assertThat(kept.vpcs().getFirst().region()).isEqualTo("ap-northeast-1");
    }

    @Test
    void without_a_cluster_it_is_drawn_alone() {
        drawing.editor()
                .begun(
                        example()
                                .withThings(
                                        example()
                                                .things()
                                                .without(WEB)
                                                .without(new ThingId("batch"))));
        give(Fault.NONE);
        silence();
        WizardModel model = begun();
        assertThat(script(model).ground().target()).isEqualTo(Target.DRAWING);
        script(model).type(Field.NAME, "web");
        steps(model, 3);
        Design before = example();
        Service web = drawing.now().orElseThrow().find(WEB, Service.class).orElseThrow();
        assertThat(web.resources().get(0)).isInstanceOf(VirtualIpResource.class);
        assertThat(web.resources().get(1)).isInstanceOf(RouteTableResource.class);
        assertThat(drawing.now().orElseThrow().routeTables()).isEqualTo(before.routeTables());

        model.operation().undo();

        assertThat(model.operation().state()).isEqualTo(Operation.State.UNDONE);
        assertThat(drawing.now().orElseThrow().find(WEB, Service.class)).isEmpty();
    }

    @Test
    void a_table_that_is_not_chosen_any_more_loses_its_line() {
        designs.keep(example());
        WizardModel model = drawnAndAnswered(Fault.NONE);
        VirtualIp before = example().find(new ThingId("vip-web"), VirtualIp.class).orElseThrow();
        RouteTable left =
                example().find(before.routeTables().getLast(), RouteTable.class).orElseThrow();
        script(model).setTable(RouteForm.key(left), false);
        script(model).type(Field.ADDRESS, "10.200.0.11");

        Design wanted = script(model).form().in(example());

        assertThat(wanted.routeTables())
                .flatExtracting(RouteTable::routes)
                .filteredOn(one -> one.target() == RouteTarget.ACTIVE_NODE)
                .filteredOn(one -> one.to().equals(java.util.Optional.of(before.id())))
                .hasSize(before.routeTables().size() - 1)
                .allMatch(one -> one.destination().toString().equals("10.200.0.11/32"));
    }

    @Test
    void an_address_of_the_service_that_moves_otherwise_is_left_alone() {
        VirtualIp there = VirtualIp.of(new ThingId("shop-vip"), "shop-vip");
        drawing.editor().begun(example().with(there));
        give(Fault.NONE);
        WizardModel model = begun();
        script(model).choose("");
        script(model).type(Field.NAME, "shop");
        script(model).type(Field.ADDRESS, "10.200.0.77");
        assertThat(script(model).form().wish().vip().text()).isEqualTo("shop-vip-2");
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
        assertThat(script(model).form().typed(Field.ADDRESS)).isEmpty();
    }

    @Test
    void whoever_resumes_it_has_the_design_in_force_looked_at() {
        designs.keep(example());
        give(Fault.NONE);
        WizardModel model = begun();
        steps(model, 1);
        WizardModel again = resumed(model);
        assertThat(script(again).form().source()).isEqualTo(example());
        assertThat(finding(again, "said").verdict()).isEqualTo(Verdict.PASS);
        assertThat(script(again).form().wish().vip().text()).isEqualTo("vip-web");
    }

    @Test
    void nothing_is_drawn_in_a_dry_run() {
        silence();
        drawing.editor().begun(example());
        give(Fault.NONE);
        WizardModel model = begun();
        model.setDryRun(true);
        steps(model, 4);
        assertThat(drawing.now()).contains(example());
    }

    @Test
    void a_wizard_that_was_left_goes_on_with_what_was_typed_and_no_answer_is_kept() {
        WizardModel model = drawnAndAnswered(Fault.NONE);
        script(model).type(Field.SITES, "172.16.0.0/16, 172.18.0.0/16");
        steps(model, 1);

        WizardModel again = resumed(model);

        assertThat(again.page()).isEqualTo(Page.PREFLIGHT);
        assertThat(script(again).form().fields()).isEqualTo(script(model).form().fields());
        assertThat(script(again).fields().toString()).doesNotContain("DestinationCidrBlock");
        assertThat(finding(again, "return-route").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void an_address_that_another_virtual_ip_has_is_refused() {
        WizardModel model = drawnAndAnswered(Fault.NONE);
        designs.keep(
                example()
                        .with(
                                VirtualIp.of(new ThingId("other"), "other")
                                        .withAddress(
                                                example()
                                                        .find(
                                                                new ThingId("vip-web"),
                                                                VirtualIp.class)
                                                        .orElseThrow()
                                                        .address())));
        steps(model, 1);
        assertThat(finding(model, "address").verdict()).isEqualTo(Verdict.FAIL);
    }
}

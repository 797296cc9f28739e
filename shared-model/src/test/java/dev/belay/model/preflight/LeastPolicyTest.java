package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.network.DnsRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LeastPolicyTest {

    private static Design example(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("..", "examples", name + ".belay"));
        return switch (DesignFormat.read(bytes)) {
            case Reading.Read(var design, _) -> design;
            case Reading.Refused(var problems) ->
                    throw new IllegalStateException(problems.toString());
        };
    }

    private static String text(LeastPolicy policy) {
        return JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(policy.document());
    }

    @Test
    void routes_may_be_replaced_in_the_drawn_tables_alone() throws IOException {
        LeastPolicy policy = LeastPolicy.of(example("ec2-route-table"), false);
        assertThat(policy.gaps()).isEmpty();
        assertThat(policy.statements())
                .extracting(LeastPolicy.Statement::sid)
                .containsExactly(
                        "MoveVirtualIps",
                        "ReadRoutesAnyResource",
                        "PreflightAnyResource",
                        "PreflightTransitRoutes",
                        "PreflightLines");
        assertThat(policy.statements().getLast().resources())
                .containsExactly(
                        "arn:aws:directconnect::*:dx-gateway/5f294f92-bafb-4011-916d-9b0bdba2d0c1");
        assertThat(policy.statements().getFirst())
                .isEqualTo(
                        new LeastPolicy.Statement(
                                "MoveVirtualIps",
                                List.of("ec2:ReplaceRoute"),
                                List.of(
                                        "arn:aws:ec2:ap-northeast-1:*:route-table/rtb-0a1f93c2",
                                        "arn:aws:ec2:ap-northeast-1:*:route-table/rtb-0b7c41d8"),
                                List.of()));
        // Only what IAM cannot restrict has any resource, and its Sid says so.
        assertThat(policy.statements())
                .allMatch(
                        one -> one.resources().contains("*") == one.sid().endsWith("AnyResource"));
        assertThat(text(policy))
                .startsWith(
                        """
                        {
                          "Version" : "2012-10-17",
                          "Statement" : [ {
                            "Sid" : "MoveVirtualIps",
                            "Effect" : "Allow",
                            "Action" : [ "ec2:ReplaceRoute" ],
                        """)
                .contains("\"aws:RequestedRegion\" : [ \"ap-northeast-1\" ]")
                .doesNotContain("CreateRoute", "route53");
    }

    @Test
    void a_route_may_be_created_only_where_that_is_wanted() throws IOException {
        assertThat(
                        LeastPolicy.of(example("ec2-route-table"), true)
                                .statements()
                                .getFirst()
                                .actions())
                .containsExactly("ec2:ReplaceRoute", "ec2:CreateRoute");
    }

    @Test
    void a_name_is_changed_in_its_zone_alone() throws IOException {
        Design design = example("dns-name-proxy");
        LeastPolicy policy = LeastPolicy.of(design, false);
        DnsRecord record = design.dnsRecords().getFirst();
        String zone = "arn:aws:route53:::hostedzone/" + record.zoneId().orElseThrow();
        String key = "route53:ChangeResourceRecordSets";
        String all = "ForAllValues:StringEquals";
        assertThat(policy.statements())
                .containsExactly(
                        new LeastPolicy.Statement(
                                "MoveNames" + record.zoneId().orElseThrow(),
                                List.of("route53:ChangeResourceRecordSets"),
                                List.of(zone),
                                List.of(
                                        new LeastPolicy.Condition(
                                                all,
                                                key + "NormalizedRecordNames",
                                                List.of(record.host())),
                                        new LeastPolicy.Condition(
                                                all, key + "RecordTypes", List.of("A")),
                                        new LeastPolicy.Condition(
                                                all, key + "Actions", List.of("UPSERT")))),
                        new LeastPolicy.Statement(
                                "ReadNames",
                                List.of("route53:ListResourceRecordSets"),
                                List.of(zone),
                                List.of()),
                        new LeastPolicy.Statement(
                                "FollowChangesOfNames",
                                List.of("route53:GetChange"),
                                List.of("arn:aws:route53:::change/*"),
                                List.of()));
    }

    @Test
    void what_has_no_id_is_left_out_and_told() throws IOException {
        Design design = example("ec2-route-table");
        Design without =
                design.with(design.routeTables().getFirst().withRouteTableId(Optional.empty()));
        LeastPolicy policy = LeastPolicy.of(without, false);
        assertThat(policy.gaps()).contains("rtb-main");
        assertThat(policy.statements().getFirst().resources()).hasSize(1);
    }

    @Test
    void a_design_says_what_is_wanted_of_the_cloud() throws IOException {
        Design design = example("ec2-route-table");
        Drawn drawn = Drawn.of(design, Drawn.virtualIps(design).getFirst());
        assertThat(drawn.gaps()).isEmpty();
        Wanted wanted = drawn.wanted().orElseThrow();
        assertThat(wanted)
                .isEqualTo(
                        new Wanted(
                                wanted.vip(),
                                "vpc-0a1b2c3d",
                                Environment.good().wanted().nodes(),
                                List.of("rtb-0a1f93c2", "rtb-0b7c41d8"),
                                Environment.good().wanted().onPremises(),
                                Optional.of("tgw-0c3f8e1a"),
                                Optional.of("5f294f92-bafb-4011-916d-9b0bdba2d0c1"),
                                Optional.of("ap-northeast-1")));
        assertThat(Preflight.of(wanted, Environment.good().read().picture()).outcome())
                .isEqualTo(Outcome.PASS);
        Design unsaid = design.with(design.vpcs().getFirst().withVpcId(Optional.empty()));
        Drawn gap = Drawn.of(unsaid, Drawn.virtualIps(unsaid).getFirst());
        assertThat(gap.wanted()).isEmpty();
        assertThat(gap.gaps()).containsExactly(new Drawn.Gap(Drawn.Gap.Kind.NO_VPC_ID, "vpc"));
    }
}

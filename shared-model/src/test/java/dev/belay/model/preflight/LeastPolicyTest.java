package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.cloud.Route;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    private static final String TABLE = "arn:aws:ec2:ap-northeast-1:*:route-table/";

    @Test
    void routes_are_replaced_in_all_of_the_vpc_and_made_in_the_drawn_tables_alone()
            throws IOException {
        LeastPolicy policy = LeastPolicy.of(example("ec2-route-table"));
        assertThat(policy.gaps()).isEmpty();
        assertThat(policy.statements())
                .containsExactly(
                        new LeastPolicy.Statement(
                                "MoveVirtualIps",
                                List.of("ec2:ReplaceRoute"),
                                List.of(TABLE + "*"),
                                List.of(
                                        new LeastPolicy.Condition(
                                                "ArnLike",
                                                "ec2:Vpc",
                                                List.of(
                                                        "arn:aws:ec2:ap-northeast-1:*:vpc/vpc-0a1b2c3d")))),
                        new LeastPolicy.Statement(
                                "AddMissingRoutes",
                                List.of("ec2:CreateRoute"),
                                List.of(TABLE + "rtb-0a1f93c2", TABLE + "rtb-0b7c41d8"),
                                List.of()),
                        new LeastPolicy.Statement(
                                "ReadRoutesAnyResource",
                                List.of("ec2:DescribeRouteTables"),
                                List.of("*"),
                                List.of(
                                        new LeastPolicy.Condition(
                                                "StringEquals",
                                                "aws:RequestedRegion",
                                                List.of("ap-northeast-1")))));
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
                .doesNotContain("route53");
    }

    @Test
    void an_account_that_is_drawn_makes_the_vpc_exact() throws IOException {
        Design design = example("ec2-route-table");
        Design owned = design.with(design.vpcs().getFirst().withAccount("123456789012"));
        assertThat(LeastPolicy.of(owned).statements().getFirst().conditions())
                .containsExactly(
                        new LeastPolicy.Condition(
                                "ArnEquals",
                                "ec2:Vpc",
                                List.of(
                                        "arn:aws:ec2:ap-northeast-1:123456789012:vpc/vpc-0a1b2c3d")));
    }

    @Test
    void a_table_whose_drawn_route_leads_to_the_virtual_ip_counts_as_named() throws IOException {
        Design design = example("ec2-route-table");
        VirtualIp vip = Drawn.virtualIps(design).getFirst();
        Design unnamed = design.with(vip.withRouteTables(List.of()));
        assertThat(LeastPolicy.of(unnamed).statements().get(1).resources())
                .containsExactly(TABLE + "rtb-0a1f93c2", TABLE + "rtb-0b7c41d8");
        assertThat(
                        Drawn.of(unnamed, Drawn.virtualIps(unnamed).getFirst())
                                .wanted()
                                .orElseThrow()
                                .routeTables())
                .containsExactly("rtb-0a1f93c2", "rtb-0b7c41d8");
    }

    /// With the tables of a transit gateway, and with another VPC that has a way to the virtual IP.
    private static Design wider(Optional<String> role) throws IOException {
        Design design = example("ec2-route-table");
        var clients = new ThingId("clients");
        return design.with(
                        design.transitGateways()
                                .getFirst()
                                .withRouteTableIds(List.of("tgw-rtb-0a1b2c3d")))
                .with(
                        Vpc.of(clients, "clients")
                                .withVpcId(Optional.of("vpc-0c0c0c0c"))
                                .withRegion("ap-northeast-1")
                                .withAccount("123456789012")
                                .withAssumeRole(role))
                .with(
                        RouteTable.of(new ThingId("theirs"), "theirs")
                                .withWithin(Optional.of(clients))
                                .withRouteTableId(Optional.of("rtb-0c0c0c0c"))
                                .withRoutes(
                                        List.of(
                                                new Route(
                                                        Cidr.parse("10.200.0.10/32").orThrow(),
                                                        RouteTarget.TRANSIT_GATEWAY,
                                                        Optional.of(new ThingId("tgw"))))));
    }

    @Test
    void beyond_the_VPC_exactly_the_drawn_tables_may_be_changed() throws IOException {
        Design wider = wider(Optional.empty());
        String transit = "arn:aws:ec2:ap-northeast-1:*:transit-gateway-";

        assertThat(LeastPolicy.of(wider).statements())
                .containsSubsequence(
                        new LeastPolicy.Statement(
                                "KeepRoutesOfOtherVpcs",
                                List.of("ec2:CreateRoute", "ec2:ReplaceRoute"),
                                List.of(
                                        "arn:aws:ec2:ap-northeast-1:123456789012:route-table/rtb-0c0c0c0c"),
                                List.of()),
                        new LeastPolicy.Statement(
                                "ReadTransitRoutes",
                                List.of("ec2:SearchTransitGatewayRoutes"),
                                List.of(transit + "route-table/tgw-rtb-0a1b2c3d"),
                                List.of()),
                        new LeastPolicy.Statement(
                                "MoveTransitRoutes",
                                List.of(
                                        "ec2:CreateTransitGatewayRoute",
                                        "ec2:ReplaceTransitGatewayRoute"),
                                List.of(
                                        transit + "route-table/tgw-rtb-0a1b2c3d",
                                        transit + "attachment/tgw-attach-0a9b8c7d"),
                                List.of()))
                .filteredOn(one -> one.sid().equals("MoveVirtualIps"))
                .flatExtracting(LeastPolicy.Statement::conditions)
                .extracting(LeastPolicy.Condition::values)
                .containsExactly(List.of("arn:aws:ec2:ap-northeast-1:*:vpc/vpc-0a1b2c3d"));
    }

    @Test
    void a_node_that_has_to_look_for_its_interface_may() throws IOException {
        Design design = example("ec2-route-table");
        Node node = design.nodes().getFirst();
        Design without =
                design.with(
                        node.withInstance(
                                node.instance()
                                        .map(it -> it.withNetworkInterface(Optional.empty()))));
        assertThat(LeastPolicy.of(without).statements().getLast().actions())
                .containsExactly("ec2:DescribeRouteTables", "ec2:DescribeNetworkInterfaces");
    }

    @Test
    void what_the_preflight_reads_is_a_policy_of_its_own() throws IOException {
        LeastPolicy policy = LeastPolicy.preflight(example("ec2-route-table"));
        assertThat(policy.statements())
                .extracting(LeastPolicy.Statement::sid)
                .containsExactly(
                        "PreflightAnyResource", "PreflightTransitRoutes", "PreflightLines");
        assertThat(policy.statements().getFirst().actions()).contains("ec2:DescribeRouteTables");
        assertThat(policy.statements().getLast().resources())
                .containsExactly(
                        "arn:aws:directconnect::*:dx-gateway/5f294f92-bafb-4011-916d-9b0bdba2d0c1");
        // Only what IAM cannot restrict has any resource, and its Sid says so.
        assertThat(policy.statements())
                .allMatch(
                        one -> one.resources().contains("*") == one.sid().endsWith("AnyResource"));
        assertThat(text(policy)).doesNotContain("Replace", "Create", "Change");
        assertThat(LeastPolicy.preflight(example("dns-name-proxy")).statements()).isEmpty();
    }

    @Test
    void a_zone_may_be_written_as_route_53_answers() throws IOException {
        Design design = example("dns-name-proxy");
        DnsRecord record = design.dnsRecords().getFirst();
        Design answered =
                design.with(record.withZoneId(record.zoneId().map("/hostedzone/"::concat)));
        assertThat(LeastPolicy.of(answered)).isEqualTo(LeastPolicy.of(design));
    }

    @Test
    void a_name_is_changed_in_its_zone_alone() throws IOException {
        Design design = example("dns-name-proxy");
        LeastPolicy policy = LeastPolicy.of(design);
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
    void nodes_that_stop_each_other_by_ec2_may_stop_these_instances_alone() throws IOException {
        Design design = example("ec2-route-table");
        List<Node> nodes = design.nodes().subList(0, 2);
        String first = nodes.getFirst().instance().orElseThrow().instanceId().orElseThrow();
        FenceDevice device =
                FenceDevice.of(new ThingId("power"), "power", "ec2")
                        .withTargets(nodes.stream().map(Node::id).toList())
                        .withPorts(
                                new TreeMap<>(
                                        Map.of(nodes.getLast().id().toString(), "i-0000beef")));
        Design fenced = design.with(device);
        LeastPolicy policy = LeastPolicy.of(fenced);
        int before = LeastPolicy.of(design).statements().size();
        assertThat(policy.gaps()).isEmpty();
        assertThat(policy.statements().subList(before, policy.statements().size()))
                .containsExactly(
                        new LeastPolicy.Statement(
                                "StopNodes",
                                List.of("ec2:StopInstances", "ec2:StartInstances"),
                                List.of(
                                        "arn:aws:ec2:ap-northeast-1:*:instance/" + first,
                                        "arn:aws:ec2:ap-northeast-1:*:instance/i-0000beef"),
                                List.of()),
                        new LeastPolicy.Statement(
                                "ReadNodesAnyResource",
                                List.of("ec2:DescribeInstances", "ec2:DescribeInstanceAttribute"),
                                List.of("*"),
                                List.of(
                                        new LeastPolicy.Condition(
                                                "StringEquals",
                                                "aws:RequestedRegion",
                                                List.of("ap-northeast-1")))));
        Design unknown = fenced.with(nodes.getFirst().withInstance(Optional.empty()));
        assertThat(LeastPolicy.of(unknown).gaps()).contains(nodes.getFirst().id().toString());
        // What another agent needs is its own business.
        assertThat(LeastPolicy.of(design.with(device.withAgent("fence_aws"))))
                .isEqualTo(LeastPolicy.of(design));
    }

    @Test
    void what_another_account_has_is_allowed_there_and_its_role_here() throws IOException {
        String role = "arn:aws:iam::222222222222:role/belay";
        Design design = example("ec2-route-table");
        Design shared = design.with(design.vpcs().getFirst().withAssumeRole(Optional.of(role)));
        assertThat(LeastPolicy.roles(shared)).containsExactly(role);
        assertThat(LeastPolicy.of(shared).statements())
                .containsExactly(
                        new LeastPolicy.Statement(
                                "AssumeRolesOfOtherAccounts",
                                List.of("sts:AssumeRole"),
                                List.of(role),
                                List.of()));
        assertThat(LeastPolicy.ofRole(shared, role)).isEqualTo(LeastPolicy.of(design));
        assertThat(LeastPolicy.ofRole(design, role).statements()).isEmpty();

        Design named = example("dns-name-proxy");
        Design elsewhere =
                named.with(named.dnsRecords().getFirst().withAssumeRole(Optional.of(role)));
        assertThat(LeastPolicy.ofRole(elsewhere, role)).isEqualTo(LeastPolicy.of(named));
        assertThat(LeastPolicy.of(elsewhere).statements())
                .extracting(LeastPolicy.Statement::sid)
                .containsExactly("AssumeRolesOfOtherAccounts");
    }

    @Test
    void tables_of_another_account_beyond_the_VPC_are_its_role_s_and_gateways_never()
            throws IOException {
        String role = "arn:aws:iam::123456789012:role/belay";
        LeastPolicy own = LeastPolicy.of(wider(Optional.of(role)));
        assertThat(own.statements())
                .extracting(LeastPolicy.Statement::sid)
                .containsExactly(
                        "MoveVirtualIps",
                        "AddMissingRoutes",
                        "ReadTransitRoutes",
                        "MoveTransitRoutes",
                        "ReadRoutesAnyResource",
                        "AssumeRolesOfOtherAccounts");
        LeastPolicy theirs = LeastPolicy.ofRole(wider(Optional.of(role)), role);
        assertThat(theirs.statements())
                .containsExactly(
                        new LeastPolicy.Statement(
                                "KeepRoutesOfOtherVpcs",
                                List.of("ec2:CreateRoute", "ec2:ReplaceRoute"),
                                List.of(
                                        "arn:aws:ec2:ap-northeast-1:123456789012:route-table/rtb-0c0c0c0c"),
                                List.of()),
                        new LeastPolicy.Statement(
                                "ReadRoutesAnyResource",
                                List.of("ec2:DescribeRouteTables"),
                                List.of("*"),
                                List.of(
                                        new LeastPolicy.Condition(
                                                "StringEquals",
                                                "aws:RequestedRegion",
                                                List.of("ap-northeast-1")))));
    }

    @Test
    void what_has_no_id_is_left_out_and_told() throws IOException {
        Design design = example("ec2-route-table");
        Design without =
                design.with(design.routeTables().getFirst().withRouteTableId(Optional.empty()));
        LeastPolicy policy = LeastPolicy.of(without);
        assertThat(policy.gaps()).contains("rtb-main");
        assertThat(policy.statements().get(1).resources()).hasSize(1);
        Design nowhere = design.with(design.vpcs().getFirst().withVpcId(Optional.empty()));
        assertThat(LeastPolicy.of(nowhere).gaps()).containsExactly("vpc");
        assertThat(LeastPolicy.of(nowhere).statements())
                .noneMatch(one -> one.actions().contains("ec2:ReplaceRoute"));
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

package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeSetTest {

    private static Cidr cidr(String text) {
        return Cidr.parse(text).orThrow();
    }

    @Test
    void what_failed_is_mended_by_exact_commands() {
        Environment environment =
                Environment.good()
                        .remove("route-tables", "/RouteTables/0/Routes/0")
                        .set("route-tables", "/RouteTables/1/Routes/0/State", "\"blackhole\"")
                        .remove("route-tables", "/RouteTables/1/Routes/1")
                        .set("interfaces", "/NetworkInterfaces/1/SourceDestCheck", "true")
                        .remove("tgw-rtb-05aa11bb.routes", "/Routes/0")
                        .remove(
                                "dx-associations",
                                "/directConnectGatewayAssociations/0/allowedPrefixesToDirectConnectGateway/1");
        assertThat(environment.preflight().changes().commands())
                .containsExactly(
                        "aws ec2 modify-network-interface-attribute --network-interface-id eni-0e58a1b3"
                                + " --no-source-dest-check",
                        "aws ec2 create-route --route-table-id rtb-0a1f93c2 --destination-cidr-block"
                                + " 10.200.0.10/32 --network-interface-id eni-0d41c7f2",
                        "aws ec2 replace-route --route-table-id rtb-0b7c41d8 --destination-cidr-block"
                                + " 10.200.0.10/32 --network-interface-id eni-0d41c7f2",
                        "aws ec2 create-route --route-table-id rtb-0b7c41d8 --destination-cidr-block"
                                + " 172.16.0.0/16 --transit-gateway-id tgw-0c3f8e1a",
                        "aws ec2 create-transit-gateway-route --transit-gateway-route-table-id"
                                + " tgw-rtb-05aa11bb --destination-cidr-block 10.200.0.10/32"
                                + " --transit-gateway-attachment-id tgw-attach-0a9b8c7d",
                        "aws directconnect update-direct-connect-gateway-association --association-id"
                                + " be85116d-46eb-4b43-a27a-da0c2ad648de"
                                + " --add-allowed-prefixes-to-direct-connect-gateway cidr=10.200.0.10/32");
    }

    @Test
    void a_route_to_a_second_interface_is_led_to_the_first_of_the_same_node() {
        Environment environment =
                BrokenEnvironmentsTest.secondInterface(Environment.good())
                        .set(
                                "route-tables",
                                "/RouteTables/0/Routes/0/NetworkInterfaceId",
                                "\"eni-0ddddddd\"");
        assertThat(environment.preflight().changes().commands())
                .containsExactly(
                        "aws ec2 replace-route --route-table-id rtb-0a1f93c2 --destination-cidr-block"
                                + " 10.200.0.10/32 --network-interface-id eni-0d41c7f2");
    }

    private static Environment secondNetwork() {
        return Environment.good()
                .add(
                        "vpcs",
                        "/Vpcs/0/CidrBlockAssociationSet",
                        "{\"CidrBlock\": \"100.64.0.0/16\", \"CidrBlockState\": {\"State\": \"associated\"}}")
                .remove("tgw-rtb-05aa11bb.propagations", "/TransitGatewayRouteTablePropagations/0");
    }

    @Test
    void a_network_of_the_vpc_without_a_node_is_never_announced_by_a_change() {
        Preflight preflight = secondNetwork().preflight();
        assertThat(BrokenEnvironmentsTest.found(preflight))
                .containsExactly(
                        "dx-prefixes PREFIX_OTHER_MISSING",
                        "tgw-propagation NETWORK_NOT_PROPAGATED");
        assertThat(preflight.outcome()).isEqualTo(Outcome.WARN);
        assertThat(preflight.changes().changes()).isEmpty();
        Preflight unknown = secondNetwork().without("subnets").preflight();
        assertThat(unknown.count(Outcome.FAIL)).isZero();
        assertThat(unknown.result(PreflightCheck.GATEWAY_PREFIXES).orElseThrow().outcome())
                .isEqualTo(Outcome.UNKNOWN);
        Preflight anew =
                secondNetwork()
                        .remove("dx-associations", "/directConnectGatewayAssociations/0")
                        .preflight();
        assertThat(anew.changes().commands())
                .singleElement()
                .asString()
                .endsWith(
                        "--add-allowed-prefixes-to-direct-connect-gateway cidr=10.0.0.0/16 cidr=10.200.0.10/32");
    }

    @Test
    void terraform_takes_over_what_is_there_and_leaves_failovers_alone() {
        ChangeSet set =
                new ChangeSet(
                        Optional.empty(),
                        List.of(
                                new Change.ReplaceRoute(
                                        "rtb-0a1f93c2", cidr("10.200.0.10/32"), "eni-0d41c7f2"),
                                new Change.CreateTransitRoute(
                                        "tgw-rtb-05aa11bb",
                                        cidr("10.200.0.10/32"),
                                        "tgw-attach-0a9b8c7d"),
                                new Change.TurnOffSourceCheck(
                                        "eni-0e58a1b3", Optional.of("subnet-2222cccc")),
                                new Change.AllowPrefixes(
                                        "be85116d",
                                        "5f294f92",
                                        "tgw-0c3f8e1a",
                                        List.of(cidr("10.0.0.0/16")),
                                        List.of(cidr("10.200.0.10/32")))));
        assertThat(set.terraform())
                .isEqualTo(
                        """
                        import {
                          to = aws_route.belay_rtb_0a1f93c2_10_200_0_10_32
                          id = "rtb-0a1f93c2_10.200.0.10/32"
                        }

                        resource "aws_route" "belay_rtb_0a1f93c2_10_200_0_10_32" {
                          route_table_id         = "rtb-0a1f93c2"
                          destination_cidr_block = "10.200.0.10/32"
                          network_interface_id   = "eni-0d41c7f2"

                          # After the first apply, uncomment: failover changes the target.
                          # lifecycle {
                          #   ignore_changes = [network_interface_id]
                          # }
                        }

                        resource "aws_ec2_transit_gateway_route" "belay_tgw_rtb_05aa11bb_10_200_0_10_32" {
                          destination_cidr_block         = "10.200.0.10/32"
                          transit_gateway_attachment_id  = "tgw-attach-0a9b8c7d"
                          transit_gateway_route_table_id = "tgw-rtb-05aa11bb"
                        }

                        # Where the instance makes its interface itself: source_dest_check = false in its aws_instance instead.
                        import {
                          to = aws_network_interface.belay_eni_0e58a1b3
                          id = "eni-0e58a1b3"
                        }

                        resource "aws_network_interface" "belay_eni_0e58a1b3" {
                          subnet_id         = "subnet-2222cccc"
                          source_dest_check = false

                          # Nothing else is changed.
                          lifecycle {
                            ignore_changes = [tags, tags_all, description]
                          }
                        }

                        import {
                          to = aws_dx_gateway_association.belay_5f294f92_tgw_0c3f8e1a
                          id = "5f294f92/tgw-0c3f8e1a"
                        }

                        resource "aws_dx_gateway_association" "belay_5f294f92_tgw_0c3f8e1a" {
                          dx_gateway_id         = "5f294f92"
                          associated_gateway_id = "tgw-0c3f8e1a"
                          allowed_prefixes      = ["10.0.0.0/16", "10.200.0.10/32"]
                        }
                        """);
    }

    @Test
    void terraform_ignores_the_target_of_a_route_that_it_creates_at_once() {
        Change change =
                new Change.CreateRoute("rtb-0a1f93c2", cidr("10.200.0.10/32"), "eni-0d41c7f2");
        assertThat(new ChangeSet(Optional.empty(), List.of(change)).terraform())
                .isEqualTo(
                        """
                        resource "aws_route" "belay_rtb_0a1f93c2_10_200_0_10_32" {
                          route_table_id         = "rtb-0a1f93c2"
                          destination_cidr_block = "10.200.0.10/32"
                          network_interface_id   = "eni-0d41c7f2"

                          # Failover changes the target.
                          lifecycle {
                            ignore_changes = [network_interface_id]
                          }
                        }
                        """);
    }

    @Test
    void terraform_keeps_the_options_of_an_attachment_that_it_takes_over() {
        Change change =
                new Change.AddSubnets(
                        "tgw-attach-1", "tgw-1", "vpc-1", List.of("subnet-1"), List.of("subnet-2"));
        assertThat(new ChangeSet(Optional.empty(), List.of(change)).terraform())
                .endsWith(
                        """
                          # Nothing else is changed.
                          lifecycle {
                            ignore_changes = [tags, tags_all, appliance_mode_support, dns_support, ipv6_support, security_group_referencing_support, transit_gateway_default_route_table_association, transit_gateway_default_route_table_propagation]
                          }
                        }
                        """);
    }

    @Test
    void every_change_has_a_command_and_a_resource() {
        List<Change> all =
                List.of(
                        new Change.AttachVpc("tgw-1", "vpc-1", List.of("subnet-1", "subnet-2")),
                        new Change.AddSubnets(
                                "tgw-attach-1",
                                "tgw-1",
                                "vpc-1",
                                List.of("subnet-1"),
                                List.of("subnet-2")),
                        new Change.Associate("tgw-rtb-1", "tgw-attach-1"),
                        new Change.Propagate("tgw-rtb-1", "tgw-attach-1"),
                        new Change.ReplaceTransitRoute(
                                "tgw-rtb-1", cidr("10.200.0.10/32"), "tgw-attach-1"),
                        new Change.AssociateGateway(
                                "5f294f92",
                                "tgw-1",
                                List.of(cidr("10.0.0.0/16"), cidr("10.200.0.10/32"))));
        assertThat(new ChangeSet(Optional.of("eu-central-1"), all).commands())
                .containsExactly(
                        "aws ec2 create-transit-gateway-vpc-attachment --region eu-central-1"
                                + " --transit-gateway-id tgw-1 --vpc-id vpc-1 --subnet-ids subnet-1 subnet-2",
                        "aws ec2 modify-transit-gateway-vpc-attachment --region eu-central-1"
                                + " --transit-gateway-attachment-id tgw-attach-1 --add-subnet-ids subnet-2",
                        "aws ec2 associate-transit-gateway-route-table --region eu-central-1"
                                + " --transit-gateway-route-table-id tgw-rtb-1 --transit-gateway-attachment-id tgw-attach-1",
                        "aws ec2 enable-transit-gateway-route-table-propagation --region eu-central-1"
                                + " --transit-gateway-route-table-id tgw-rtb-1 --transit-gateway-attachment-id tgw-attach-1",
                        "aws ec2 replace-transit-gateway-route --region eu-central-1"
                                + " --transit-gateway-route-table-id tgw-rtb-1 --destination-cidr-block 10.200.0.10/32"
                                + " --transit-gateway-attachment-id tgw-attach-1",
                        "aws directconnect create-direct-connect-gateway-association --region eu-central-1"
                                + " --direct-connect-gateway-id 5f294f92 --gateway-id tgw-1"
                                + " --add-allowed-prefixes-to-direct-connect-gateway cidr=10.0.0.0/16 cidr=10.200.0.10/32");
        assertThat(new ChangeSet(Optional.empty(), all).terraform())
                .contains(
                        "subnet_ids         = [\"subnet-1\", \"subnet-2\"]",
                        "aws_ec2_transit_gateway_route_table_association",
                        "aws_ec2_transit_gateway_route_table_propagation");
    }

    @Test
    void what_a_shell_or_terraform_would_act_on_is_quoted() {
        Change change = new Change.CreateRoute("rtb-1'; $(id)", cidr("10.0.0.0/8"), "eni-${x}\"");
        ChangeSet set = new ChangeSet(Optional.of("a b"), List.of(change));
        assertThat(set.commands())
                .containsExactly(
                        "aws ec2 create-route --region 'a b' --route-table-id 'rtb-1'\\''; $(id)'"
                                + " --destination-cidr-block 10.0.0.0/8 --network-interface-id 'eni-${x}\"'");
        assertThat(set.terraform()).contains("\"eni-$${x}\\\"\"");
    }

    @Test
    void two_virtual_ips_change_one_association_once() {
        Environment environment =
                Environment.good()
                        .remove(
                                "dx-associations",
                                "/directConnectGatewayAssociations/0/allowedPrefixesToDirectConnectGateway/2")
                        .remove(
                                "dx-associations",
                                "/directConnectGatewayAssociations/0/allowedPrefixesToDirectConnectGateway/1");
        ChangeSet one = environment.preflight().changes();
        ChangeSet other = environment.vip("10.200.0.20").preflight().changes();
        ChangeSet merged = ChangeSet.merged(List.of(one, other));
        assertThat(merged.commands())
                .containsExactly(
                        "aws directconnect update-direct-connect-gateway-association --association-id"
                                + " be85116d-46eb-4b43-a27a-da0c2ad648de"
                                + " --add-allowed-prefixes-to-direct-connect-gateway cidr=10.200.0.10/32 cidr=10.200.0.20/32");
        assertThat(merged.terraform())
                .containsOnlyOnce("resource \"aws_dx_gateway_association\"")
                .contains("[\"10.0.0.0/16\", \"10.200.0.10/32\", \"10.200.0.20/32\"]");
        assertThat(ChangeSet.merged(List.of(one, one))).isEqualTo(one);
    }
}

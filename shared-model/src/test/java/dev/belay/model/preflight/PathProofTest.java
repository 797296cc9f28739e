package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PathProofTest {

    private static List<Hop.Step> broken(Environment environment) {
        return environment.preflight().path().stream()
                .filter(hop -> hop.state() == Hop.State.BROKEN)
                .map(Hop::step)
                .toList();
    }

    @Test
    void the_way_is_told_by_ids() {
        assertThat(Environment.good().preflight().path())
                .extracting(hop -> hop.from() + " > " + hop.to())
                .containsExactly(
                        "172.16.0.0/16 > 5f294f92-bafb-4011-916d-9b0bdba2d0c1",
                        "5f294f92-bafb-4011-916d-9b0bdba2d0c1 > tgw-0c3f8e1a",
                        "tgw-0c3f8e1a > tgw-attach-0a9b8c7d",
                        "tgw-attach-0a9b8c7d > eni-0d41c7f2",
                        "eni-0d41c7f2 > gw-1",
                        "gw-1 > tgw-0c3f8e1a",
                        "tgw-0c3f8e1a > 5f294f92-bafb-4011-916d-9b0bdba2d0c1",
                        "5f294f92-bafb-4011-916d-9b0bdba2d0c1 > 172.16.0.0/16");
    }

    @Test
    void the_hop_that_is_broken_names_the_check_that_says_so() {
        Preflight preflight =
                Environment.good().remove("tgw-rtb-05aa11bb.routes", "/Routes/0").preflight();
        Hop hop = preflight.brokenHop().orElseThrow();
        assertThat(hop.step()).isEqualTo(Hop.Step.TRANSIT_TO_VPC);
        assertThat(hop.reason().orElseThrow().check()).isEqualTo(PreflightCheck.TRANSIT_ROUTE);
    }

    @Test
    void each_hop_breaks_by_what_is_on_it() {
        assertThat(
                        broken(
                                Environment.good()
                                        .remove(
                                                "dx-associations",
                                                "/directConnectGatewayAssociations/0/allowedPrefixesToDirectConnectGateway/1")))
                .containsExactly(Hop.Step.SITE_TO_LINE);
        assertThat(
                        broken(
                                Environment.good()
                                        .set(
                                                "route-tables",
                                                "/RouteTables/0/Routes/0/State",
                                                "\"blackhole\"")))
                .containsExactly(Hop.Step.VPC_TO_INTERFACE);
        assertThat(
                        broken(
                                Environment.good()
                                        .set(
                                                "interfaces",
                                                "/NetworkInterfaces/0/SourceDestCheck",
                                                "true")))
                .containsExactly(Hop.Step.INTERFACE_TO_NODE);
        assertThat(broken(Environment.good().remove("route-tables", "/RouteTables/0/Routes/1")))
                .containsExactly(Hop.Step.NODE_TO_TRANSIT);
        assertThat(broken(Environment.good().remove("tgw-rtb-05aa11bb.routes", "/Routes/2")))
                .containsExactly(Hop.Step.TRANSIT_TO_LINE);
    }

    @Test
    void what_is_wrong_beside_the_way_of_now_breaks_no_hop() {
        // The standby node: its interface and its table are not on the way.
        assertThat(
                        broken(
                                Environment.good()
                                        .set(
                                                "interfaces",
                                                "/NetworkInterfaces/1/SourceDestCheck",
                                                "true")
                                        .remove("route-tables", "/RouteTables/1/Routes/1")))
                .isEmpty();
    }

    @Test
    void what_was_not_given_is_unknown_and_says_what_to_ask() {
        for (String left : Environment.good().texts().keySet()) {
            String name = left.substring(0, left.length() - ".json".length());
            Preflight preflight = Environment.good().without(name).preflight();
            assertThat(preflight.count(Outcome.FAIL)).as(name).isZero();
            assertThat(preflight.brokenHop()).as(name).isEmpty();
        }
        Preflight nothing = Preflight.of(Environment.good().wanted(), CloudPicture.EMPTY);
        assertThat(nothing.results())
                .filteredOn(result -> result.check() != PreflightCheck.VIP_OUTSIDE_SITE)
                .extracting(CheckResult::outcome)
                .containsOnly(Outcome.UNKNOWN);
        assertThat(nothing.path()).extracting(Hop::state).containsOnly(Hop.State.UNKNOWN);
        assertThat(nothing.asks())
                .contains(
                        "aws ec2 describe-instances --output json",
                        "aws ec2 describe-route-tables --output json",
                        "aws ec2 describe-transit-gateway-attachments --output json",
                        "aws directconnect describe-direct-connect-gateway-associations"
                                + " --direct-connect-gateway-id 5f294f92-bafb-4011-916d-9b0bdba2d0c1 --output json");
    }

    @Test
    void routes_that_are_missing_are_asked_into_a_file_that_says_whose_they_are() {
        Preflight preflight = Environment.good().without("tgw-rtb-05aa11bb.routes").preflight();
        assertThat(preflight.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(preflight.asks())
                .containsExactly(
                        "aws ec2 search-transit-gateway-routes --transit-gateway-route-table-id"
                                + " tgw-rtb-05aa11bb --filters Name=state,Values=active,blackhole"
                                + " --output json > tgw-rtb-05aa11bb.routes.json");
    }

    @Test
    void a_table_that_was_never_seen_proves_nothing() {
        Preflight preflight = Environment.good().without("vpc-attachments").preflight();
        assertThat(preflight.result(PreflightCheck.VIP_ROUTE).orElseThrow().findings())
                .extracting(Finding::cause, Finding::subject)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Cause.NOT_GIVEN, "tgw-attach-0a9b8c7d"));
        assertThat(preflight.path())
                .filteredOn(hop -> hop.step() == Hop.Step.VPC_TO_INTERFACE)
                .extracting(Hop::state)
                .containsExactly(Hop.State.UNKNOWN);
        assertThat(preflight.asks())
                .containsExactly("aws ec2 describe-transit-gateway-vpc-attachments --output json");
    }

    @Test
    void inside_the_vpc_there_is_a_way_without_gateways() {
        Wanted all = Environment.good().wanted();
        Wanted inside =
                new Wanted(
                        all.vip(),
                        all.vpcId(),
                        all.nodes(),
                        all.routeTables(),
                        List.of(),
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        java.util.Optional.empty());
        Preflight preflight = Preflight.of(inside, Environment.good().read().picture());
        assertThat(preflight.outcome()).isEqualTo(Outcome.PASS);
        assertThat(preflight.results()).noneMatch(result -> result.check().isBeyondVpc());
        assertThat(preflight.path())
                .extracting(Hop::step)
                .containsExactly(Hop.Step.VPC_TO_INTERFACE, Hop.Step.INTERFACE_TO_NODE);
    }

    @Test
    void what_cannot_be_judged_before_something_is_attached_asks_for_nothing() {
        Preflight preflight =
                Environment.good()
                        .remove("attachments", "/TransitGatewayAttachments/0")
                        .remove("vpc-attachments", "/TransitGatewayVpcAttachments/0")
                        .preflight();
        assertThat(preflight.asks()).isEmpty();
        assertThat(preflight.result(PreflightCheck.TRANSIT_ROUTE).orElseThrow().findings())
                .extracting(Finding::cause)
                .containsExactly(Cause.NOT_ATTACHED);
        assertThat(preflight.changes().commands())
                .containsExactly(
                        "aws ec2 create-transit-gateway-vpc-attachment --transit-gateway-id tgw-0c3f8e1a"
                                + " --vpc-id vpc-0a1b2c3d --subnet-ids subnet-2222aaaa subnet-2222cccc");
    }
}

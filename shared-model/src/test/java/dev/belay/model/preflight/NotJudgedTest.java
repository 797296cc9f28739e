package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What answers cannot say: neither good nor bad, and never asked for in vain.
class NotJudgedTest {

    private static final String ROUTES = "tgw-rtb-05aa11bb.routes";
    private static final String ATTACHED = "/TransitGatewayAttachments";
    private static final String LIST =
            "{\"PrefixListId\": \"pl-0a0a0a0a\", \"Type\": \"static\", \"State\": \"active\","
                    + " \"TransitGatewayAttachments\": []}";

    private static List<Cause> causes(Preflight preflight, PreflightCheck check) {
        return preflight.result(check).orElseThrow().findings().stream()
                .map(Finding::cause)
                .toList();
    }

    private static Environment notSaid(Environment env) {
        Environment without = env.gatewaysNotSaid();
        assertThat(without.wanted().directConnectId()).isEqualTo(Optional.empty());
        return without;
    }

    @Test
    void a_table_that_is_larger_than_an_answer_is_not_asked_for_again() {
        Preflight preflight =
                Environment.good().set(ROUTES, "/AdditionalRoutesAvailable", "true").preflight();
        assertThat(causes(preflight, PreflightCheck.TRANSIT_ROUTE))
                .containsExactly(Cause.TABLE_TOO_LARGE);
        assertThat(causes(preflight, PreflightCheck.TRANSIT_RETURN))
                .containsExactly(Cause.TABLE_TOO_LARGE);
        assertThat(preflight.count(Outcome.FAIL)).isZero();
        assertThat(preflight.asks()).isEmpty();
    }

    @Test
    void a_shared_transit_gateway_is_asked_for_in_the_account_that_owns_it() {
        Environment shared =
                notSaid(Environment.good())
                        .set("attachments", ATTACHED + "/0/ResourceOwnerId", "\"123456789012\"")
                        .set(
                                "attachments",
                                ATTACHED + "/0/TransitGatewayOwnerId",
                                "\"210987654321\"")
                        .remove("attachments", ATTACHED + "/1")
                        .set("dx-associations", "/directConnectGatewayAssociations", "[]");
        Preflight preflight = shared.preflight();
        assertThat(preflight.count(Outcome.FAIL)).isZero();
        assertThat(causes(preflight, PreflightCheck.TRANSIT_ROUTE))
                .containsExactly(Cause.OTHER_ACCOUNT);
        assertThat(
                        preflight
                                .result(PreflightCheck.TRANSIT_ROUTE)
                                .orElseThrow()
                                .findings()
                                .getFirst()
                                .args())
                .contains("210987654321");
        assertThat(preflight.changes().changes()).isEmpty();
    }

    @Test
    void an_empty_list_of_associations_says_nothing_of_a_gateway_that_is_not_named() {
        Preflight preflight =
                notSaid(Environment.good())
                        .set("dx-associations", "/directConnectGatewayAssociations", "[]")
                        .preflight();
        assertThat(causes(preflight, PreflightCheck.GATEWAY_ASSOCIATION))
                .containsExactly(Cause.NOT_GIVEN);
        assertThat(preflight.changes().changes()).isEmpty();
    }

    @Test
    void a_site_that_comes_in_by_a_vpn_is_not_judged() {
        Preflight preflight =
                notSaid(Environment.good())
                        .set("attachments", ATTACHED + "/1/ResourceType", "\"vpn\"")
                        .set("attachments", ATTACHED + "/1/ResourceId", "\"vpn-0a0a0a0a\"")
                        .without("dx-associations")
                        .preflight();
        assertThat(causes(preflight, PreflightCheck.GATEWAY_ASSOCIATION))
                .containsExactly(Cause.OTHER_WAY);
        assertThat(causes(preflight, PreflightCheck.GATEWAY_PREFIXES))
                .containsExactly(Cause.OTHER_WAY);
        assertThat(preflight.count(Outcome.FAIL)).isZero();
        assertThat(preflight.asks()).isEmpty();
    }

    @Test
    void a_prefix_list_without_its_networks_leaves_the_transit_table_unknown() {
        Preflight preflight = Environment.good().add(ROUTES, "/Routes", LIST).preflight();
        assertThat(causes(preflight, PreflightCheck.TRANSIT_ROUTE))
                .containsExactly(Cause.PREFIX_LIST);
        assertThat(causes(preflight, PreflightCheck.TRANSIT_RETURN))
                .containsExactly(Cause.PREFIX_LIST);
        assertThat(preflight.asks()).isEmpty();
        assertThat(preflight.changes().changes()).isEmpty();
    }

    @Test
    void what_is_being_modified_goes_on_and_is_a_warning() {
        Preflight preflight =
                Environment.good()
                        .set("transit-gateways", "/TransitGateways/0/State", "\"modifying\"")
                        .set("attachments", ATTACHED + "/0/State", "\"modifying\"")
                        .set("attachments", ATTACHED + "/1/State", "\"modifying\"")
                        .set(
                                "dx-associations",
                                "/directConnectGatewayAssociations/0/associationState",
                                "\"associating\"")
                        .preflight();
        assertThat(preflight.outcome()).isEqualTo(Outcome.WARN);
        assertThat(preflight.count(Outcome.WARN)).isEqualTo(2);
    }

    @Test
    void a_propagated_route_that_a_static_one_beats_takes_nothing_away() {
        String propagated =
                "{\"DestinationCidrBlock\": \"172.16.20.0/24\", \"GatewayId\": \"vgw-0a0a0a0a\","
                        + " \"Origin\": \"EnableVgwRoutePropagation\", \"State\": \"active\"}";
        Environment both =
                Environment.good()
                        .add("route-tables", "/RouteTables/0/Routes", propagated)
                        .add(
                                "route-tables",
                                "/RouteTables/0/Routes",
                                BrokenEnvironmentsTest.toTransit("172.16.20.0/24"));
        assertThat(both.preflight().outcome()).isEqualTo(Outcome.PASS);
    }
}

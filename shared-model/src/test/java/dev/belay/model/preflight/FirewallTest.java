package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A firewall on the way: wanted or not, the answers do not say, and no change may lead around it.
class FirewallTest {

    private static final String ROUTES = "tgw-rtb-05aa11bb.routes";
    private static final String PROPAGATIONS = "/TransitGatewayRouteTablePropagations";

    private static Arguments by(
            PreflightCheck check, Hop.Step step, UnaryOperator<Environment> change) {
        return Arguments.of(check, step, change);
    }

    private static String toInspection(String destination) {
        return GoodAnswers.transitRoute(
                destination, "static", "tgw-attach-0bad0bad", "vpc-0f0f0f0f", "vpc");
    }

    static Stream<Arguments> firewalls() {
        return Stream.of(
                by(
                        PreflightCheck.VIP_ROUTE,
                        Hop.Step.VPC_TO_INTERFACE,
                        env ->
                                env.set(
                                        "route-tables",
                                        "/RouteTables/0/Routes/0",
                                        BrokenEnvironmentsTest.toEndpoint("10.200.0.10/32"))),
                by(
                        PreflightCheck.VIP_ROUTE,
                        Hop.Step.VPC_TO_INTERFACE,
                        env ->
                                env.set(
                                        "route-tables",
                                        "/RouteTables/0/Routes/0",
                                        BrokenEnvironmentsTest.toEndpoint("0.0.0.0/0"))),
                by(
                        PreflightCheck.RETURN_ROUTE,
                        Hop.Step.NODE_TO_TRANSIT,
                        env ->
                                env.set(
                                        "route-tables",
                                        "/RouteTables/0/Routes/1",
                                        BrokenEnvironmentsTest.toEndpoint("172.16.0.0/16"))),
                by(
                        PreflightCheck.TRANSIT_ROUTE,
                        Hop.Step.TRANSIT_TO_VPC,
                        env -> env.set(ROUTES, "/Routes/0", toInspection("10.200.0.10/32"))),
                by(
                        PreflightCheck.TRANSIT_RETURN,
                        Hop.Step.TRANSIT_TO_LINE,
                        env -> env.set(ROUTES, "/Routes/2", toInspection("172.16.0.0/16"))),
                by(
                        PreflightCheck.TRANSIT_PROPAGATION,
                        Hop.Step.TRANSIT_TO_LINE,
                        env ->
                                env.remove("tgw-rtb-05aa11bb.propagations", PROPAGATIONS + "/1")
                                        .set(ROUTES, "/Routes/2", toInspection("172.16.0.0/16"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("firewalls")
    void what_goes_by_a_firewall_is_unknown_and_never_changed(
            PreflightCheck check, Hop.Step step, UnaryOperator<Environment> change) {
        Preflight preflight = change.apply(Environment.good()).preflight();
        assertThat(preflight.result(check).orElseThrow().findings())
                .extracting(Finding::cause, Finding::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Cause.GOES_BY, Outcome.UNKNOWN));
        assertThat(preflight.count(Outcome.FAIL)).isZero();
        assertThat(preflight.changes().changes()).isEqualTo(List.of());
        assertThat(preflight.asks()).isEmpty();
        assertThat(preflight.path())
                .filteredOn(hop -> hop.step() == step)
                .extracting(Hop::state)
                .containsExactly(Hop.State.UNKNOWN);
    }
}

package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.AwsStub.Said;
import dev.belay.model.route.RoutePlace;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.Cidr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Static routes of transit gateways, which the API server of [AwsMotoTest] does not tell and
/// cannot replace. Each answer is as the Amazon EC2 API reference has it.
@Timeout(30)
class AwsStubTransitTest {

    private static final String SEARCH = "SearchTransitGatewayRoutes";
    private static final String REPLACE = "ReplaceTransitGatewayRoute";
    private static final String CREATE = "CreateTransitGatewayRoute";
    private static final String VIP = "10.99.0.5/32";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String REGION = "eu-central-1";
    private static final String TABLE = "tgw-rtb-1";
    private static final String OURS = "tgw-attach-1";

    private final List<String> logged = new ArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile Said routes = found("");
    private TestCredentials credentials;
    private AwsStub stub;
    private AwsCloud cloud;
    private CloudSteps steps;

    @BeforeEach
    void up() throws Exception {
        credentials = new TestCredentials();
        stub = new AwsStub();
        var here =
                new AwsPlace(Optional.of("eni-2"), Optional.empty(), List.of(), Optional.empty());
        cloud = new AwsCloud(() -> here, Optional.of(stub.endpoint()), logged::add);
        RouteWish wish = wish(VIP);
        steps = cloud.routes(() -> new CloudAnswer.Done<>(wish), UnknownPolicy.WARN);
        stub.answers.put(
                "DescribeRouteTables", _ -> AwsStub.table("rtb-1", VIP, "eni-2", "active"));
        stub.answers.put(
                SEARCH,
                body -> {
                    bodies.add(body);
                    return routes;
                });
        stub.answers.put(REPLACE, body -> changed(REPLACE, body));
        stub.answers.put(CREATE, body -> changed(CREATE, body));
    }

    @AfterEach
    void down() {
        cloud.close();
        stub.close();
        credentials.close();
    }

    private static RouteWish wish(String vip) {
        return new RouteWish(
                Cidr.parse(vip).orThrow(),
                List.of(
                        new RoutePlace.Active(REGION, "vpc-1", List.of(), Optional.empty()),
                        new RoutePlace.Transit(REGION, TABLE, OURS)));
    }

    /// The answer of a change has the route that it made.
    private Said changed(String action, String body) {
        bodies.add(body);
        routes = found(route(VIP, OURS, "static", "active"));
        return new Said(
                200,
                "<%1$sResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId><route><destinationCidrBlock>%2$s</destinationCidrBlock><type>static</type><state>active</state></route></%1$sResponse>"
                        .formatted(action, VIP));
    }

    private static Said found(String items) {
        return new Said(
                200,
                "<SearchTransitGatewayRoutesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId><routeSet>%s</routeSet><additionalRoutesAvailable>false</additionalRoutesAvailable></SearchTransitGatewayRoutesResponse>"
                        .formatted(items));
    }

    private static String route(String to, String attachment, String type, String state) {
        return "<item><destinationCidrBlock>%s</destinationCidrBlock><transitGatewayAttachments><item><resourceId>vpc-1</resourceId><transitGatewayAttachmentId>%s</transitGatewayAttachmentId><resourceType>vpc</resourceType></item></transitGatewayAttachments><type>%s</type><state>%s</state></item>"
                .formatted(to, attachment, type, state);
    }

    /// "route-search.exact-match - The exact match of the specified filter."
    @Test
    void exactly_the_virtual_IP_is_looked_for_in_exactly_the_drawn_table() throws Exception {
        routes = found(route(VIP, OURS, "static", "active"));

        assertThat(steps.monitor(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Right(
                                "leads to 'eni-2' in 1 tables, and follows in 1 others"));
        assertThat(bodies)
                .singleElement()
                .asString()
                .contains(
                        "TransitGatewayRouteTableId=" + TABLE,
                        "Filter.1.Name=route-search.exact-match",
                        "Filter.1.Value.1=" + VIP);
        assertThat(stub.asked).doesNotContain(REPLACE, CREATE);
    }

    /// "Replaces the specified route in the specified transit gateway route table."
    @Test
    void a_route_to_another_attachment_is_replaced_and_seen_to_be_right() throws Exception {
        routes = found(route(VIP, "tgw-attach-9", "static", "active"));

        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("leads to 'tgw-attach-1' in tgw-rtb-1"));
        assertThat(bodies.get(1))
                .contains(
                        "DestinationCidrBlock=" + VIP,
                        "TransitGatewayRouteTableId=" + TABLE,
                        "TransitGatewayAttachmentId=" + OURS);
        assertThat(stub.asked)
                .filteredOn(one -> one.contains("TransitGateway"))
                .containsExactly(SEARCH, REPLACE, SEARCH);
    }

    /// "Creates a static route for the specified transit gateway route table."
    @Test
    void a_missing_route_is_created() throws Exception {
        assertThat(steps.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
        assertThat(stub.asked).contains(CREATE).doesNotContain(REPLACE);
    }

    /// Type `propagated`, one that a prefix list brings, and state `deleted`: none of them can be
    /// replaced, and a static route goes before them ("Route evaluation order").
    @Test
    void what_is_no_static_route_of_its_own_counts_as_none() throws Exception {
        routes =
                found(
                        route(VIP, OURS, "propagated", "active")
                                + route(VIP, OURS, "static", "active")
                                        .replace(
                                                "<type>", "<prefixListId>pl-1</prefixListId><type>")
                                + route(VIP, OURS, "static", "deleted"));

        assertThat(steps.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
        assertThat(stub.asked).contains(CREATE).doesNotContain(REPLACE);
    }

    /// State `blackhole`: the attachment is gone, or somebody made it drop packets.
    @Test
    void a_blackhole_is_replaced() throws Exception {
        routes =
                found(
                        "<item><destinationCidrBlock>%s</destinationCidrBlock><type>static</type><state>blackhole</state></item>"
                                .formatted(VIP));

        assertThat(steps.monitor(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Right(
                                "was a blackhole in 'tgw-rtb-1', where 'nothing' is gone, and was"
                                        + " set right"));
        assertThat(stub.asked).contains(REPLACE);
    }

    /// "RouteAlreadyExists": somebody else was quicker; the next look says whose it is.
    @Test
    void a_route_that_came_meanwhile_is_looked_at_again() throws Exception {
        stub.answers.put(
                CREATE,
                _ -> {
                    routes = found(route(VIP, "tgw-attach-9", "static", "active"));
                    return AwsStub.error(400, "RouteAlreadyExists");
                });

        assertThat(steps.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
        assertThat(stub.asked).contains(CREATE, REPLACE);
    }

    /// "InvalidRouteTableID.NotFound": the table was deleted, or its id is wrong.
    @Test
    void a_table_that_does_not_exist_is_a_warning() throws Exception {
        stub.answers.put(SEARCH, _ -> AwsStub.error(400, "InvalidRouteTableID.NotFound"));

        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Warned(
                                "'tgw-rtb-1': wanted in 'tgw-rtb-1', which the transit gateway does"
                                        + " not have: correct the id"));
    }

    /// "UnauthorizedOperation", HTTP 403.
    @Test
    void a_missing_permission_is_named() throws Exception {
        routes = found(route(VIP, "tgw-attach-9", "static", "active"));
        stub.answers.put(REPLACE, _ -> AwsStub.error(403, "UnauthorizedOperation"));
        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Warned(
                                "'tgw-rtb-1': ec2:ReplaceTransitGatewayRoute was called without"
                                        + " permission: allow 'ec2:ReplaceTransitGatewayRoute' in"
                                        + " the role of the instance"));

        stub.answers.put(SEARCH, _ -> AwsStub.error(403, "UnauthorizedOperation"));
        assertThat(steps.start(LIMIT, () -> true).said())
                .startsWith("'tgw-rtb-1': ec2:SearchTransitGatewayRoutes was called without");
        assertThat(steps.monitor(LIMIT, () -> true))
                .isInstanceOf(CloudEnd.Warned.class)
                .extracting(CloudEnd::said)
                .asString()
                .startsWith("not known, which is no failure");
    }

    /// "RequestLimitExceeded", HTTP 503; mutating calls have a bucket for each action.
    @Test
    void throttled_for_a_while_succeeds_without_touching_what_is_right() throws Exception {
        var tries = new AtomicInteger();
        routes = found(route(VIP, "tgw-attach-9", "static", "active"));
        stub.answers.put(
                REPLACE,
                body ->
                        tries.incrementAndGet() < 4
                                ? AwsStub.error(503, "RequestLimitExceeded")
                                : changed(REPLACE, body));

        assertThat(steps.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
        assertThat(stub.asked).doesNotContain("ReplaceRoute", "CreateRoute");
    }

    /// The answer got lost, the change did not.
    @Test
    void a_change_whose_answer_got_lost_is_seen_to_be_made() throws Exception {
        routes = found(route(VIP, "tgw-attach-9", "static", "active"));
        stub.answers.put(
                REPLACE,
                body -> {
                    changed(REPLACE, body);
                    return stub.never();
                });

        assertThat(steps.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
    }

    /// "The CIDR range used for the destination match" has one form for both versions.
    @Test
    void addresses_of_version_6_are_searched_and_set_alike() throws Exception {
        String six = "fd00:99::5/128";
        RouteWish wish = wish(six);
        stub.answers.put(
                "DescribeRouteTables",
                _ -> {
                    Said four = AwsStub.table("rtb-1", six, "eni-2", "active");
                    return new Said(
                            200,
                            four.body()
                                    .replace("destinationCidrBlock", "destinationIpv6CidrBlock"));
                });
        stub.answers.put(
                CREATE,
                body -> {
                    Said made = changed(CREATE, body);
                    routes = found(route(six, OURS, "static", "active"));
                    return made;
                });

        assertThat(
                        cloud.routes(() -> new CloudAnswer.Done<>(wish), UnknownPolicy.WARN)
                                .start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("leads to 'tgw-attach-1' in tgw-rtb-1"));
        assertThat(bodies.get(1)).contains("DestinationCidrBlock=" + six);
    }
}

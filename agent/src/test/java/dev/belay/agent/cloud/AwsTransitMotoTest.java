package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.route.RoutePlace;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.Cidr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// A failover from one VPC to another one, in another region, against an API server that we did not
/// write; the AWS CLI says where the routes of VPCs lead. That server does not tell where those of
/// transit gateways do: [AwsStubTransitTest].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class AwsTransitMotoTest {

    private static final Cidr VIP = Cidr.parse("10.99.0.5/32").orThrow();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NEAR = MotoServer.REGION;
    private static final String FAR = "eu-west-1";

    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private volatile AwsPlace here = AwsPlace.NOWHERE;
    private TestCredentials credentials;
    private MotoServer server;
    private Ec2Client near;
    private Ec2Client far;
    private AwsCloud cloud;

    /// A VPC with a network interface, and a transit gateway in its region.
    private record Net(Ec2Client ec2, String vpc, String eni, String gateway) {}

    @BeforeAll
    void up() throws Exception {
        credentials = new TestCredentials();
        server = MotoServer.start();
        near = client(NEAR);
        far = client(FAR);
        cloud = new AwsCloud(() -> here, Optional.of(server.endpoint()), logged::add);
    }

    @AfterAll
    void down() throws Exception {
        cloud.close();
        near.close();
        far.close();
        server.close();
        credentials.close();
    }

    private Ec2Client client(String region) {
        return new AwsSettings(region, Optional.empty(), Optional.of(server.endpoint()))
                .build(Ec2Client.builder(), Optional.empty());
    }

    private static Net net(Ec2Client ec2, String cidr, String subnetCidr, String gateway) {
        String vpc = ec2.createVpc(one -> one.cidrBlock(cidr)).vpc().vpcId();
        String subnet =
                ec2.createSubnet(one -> one.vpcId(vpc).cidrBlock(subnetCidr)).subnet().subnetId();
        String eni =
                ec2.createNetworkInterface(one -> one.subnetId(subnet))
                        .networkInterface()
                        .networkInterfaceId();
        return new Net(ec2, vpc, eni, gateway);
    }

    private static String gateway(Ec2Client ec2) {
        return ec2.createTransitGateway(one -> one.description("hub"))
                .transitGateway()
                .transitGatewayId();
    }

    private static String table(Net net) {
        return net.ec2().createRouteTable(one -> one.vpcId(net.vpc())).routeTable().routeTableId();
    }

    private static String tableWithInterface(Net net) {
        String made = table(net);
        net.ec2()
                .createRoute(one ->
                        one.routeTableId(made)
                                .destinationCidrBlock(VIP.toString())
                                .networkInterfaceId(net.eni()));
        return made;
    }

    private CloudSteps steps(Net active, RoutePlace... places) {
        here =
                new AwsPlace(
                        Optional.of(active.eni()), Optional.empty(), List.of(), Optional.empty());
        var wish = new RouteWish(VIP, List.of(places));
        return cloud.routes(() -> new CloudAnswer.Done<>(wish), UnknownPolicy.WARN);
    }

    /// By table, where the AWS CLI sees the routes to the virtual IP lead in a region.
    private Map<String, String> targets(String region) throws Exception {
        String routes = "join('',Routes[?DestinationCidrBlock=='" + VIP + "'].";
        String said =
                server.cli(
                        "ec2",
                        "describe-route-tables",
                        "--region",
                        region,
                        "--query",
                        "RouteTables[].[RouteTableId,%1$sNetworkInterfaceId),%1$sTransitGatewayId)]"
                                .formatted(routes));
        Map<String, String> all = new HashMap<>();
        said.lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words.length == 2)
                .forEach(words -> all.put(words[0], words[1]));
        return all;
    }

    @Test
    void all_tables_of_both_VPCs_and_of_the_clients_follow_and_no_others() throws Exception {
        String hub = gateway(near);
        String farHub = gateway(far);
        Net a = net(near, "10.0.0.0/16", "10.0.1.0/24", hub);
        Net b = net(far, "10.1.0.0/16", "10.1.1.0/24", farHub);
        Net clients = net(near, "10.2.0.0/16", "10.2.1.0/24", hub);
        Net stranger = net(near, "10.3.0.0/16", "10.3.1.0/24", hub);
        String named = table(a);
        String unnamed = tableWithInterface(a);
        String other = table(b);
        String drawn = table(clients);
        String undrawn = tableWithInterface(clients);
        String strangers = tableWithInterface(stranger);
        var client = new RoutePlace.Client(NEAR, clients.vpc(), List.of(drawn), hub);

        CloudEnd first =
                steps(
                                a,
                                new RoutePlace.Active(
                                        NEAR, a.vpc(), List.of(named), Optional.of(hub)),
                                new RoutePlace.Standby(FAR, b.vpc(), List.of(other), farHub),
                                client)
                        .start(LIMIT, () -> true);

        assertThat(first).isInstanceOf(CloudEnd.Right.class);
        Map<String, String> left =
                Map.of(drawn, hub, undrawn, clients.eni(), strangers, stranger.eni());
        assertThat(targets(NEAR)).isEqualTo(with(left, Map.of(named, a.eni(), unnamed, a.eni())));
        assertThat(targets(FAR)).isEqualTo(Map.of(other, farHub));

        CloudSteps there =
                steps(
                        b,
                        new RoutePlace.Active(FAR, b.vpc(), List.of(other), Optional.of(farHub)),
                        new RoutePlace.Standby(NEAR, a.vpc(), List.of(named), hub),
                        client);
        assertThat(there.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
        assertThat(targets(NEAR)).isEqualTo(with(left, Map.of(named, hub, unnamed, hub)));
        assertThat(targets(FAR)).isEqualTo(Map.of(other, b.eni()));

        near.deleteRoute(one -> one.routeTableId(drawn).destinationCidrBlock(VIP.toString()));
        assertThat(there.monitor(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Right(
                                "was missing in '%s', and was set right".formatted(drawn)));
        assertThat(targets(NEAR)).containsEntry(drawn, hub);
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    /// Ids that a design draws in the wrong VPC.
    @Test
    void a_drawn_table_that_is_another_VPCs_is_never_touched() throws Exception {
        String hub = gateway(near);
        Net a = net(near, "10.4.0.0/16", "10.4.1.0/24", hub);
        Net clients = net(near, "10.5.0.0/16", "10.5.1.0/24", hub);
        Net stranger = net(near, "10.6.0.0/16", "10.6.1.0/24", hub);
        String named = tableWithInterface(a);
        String strangers = tableWithInterface(stranger);

        CloudEnd end =
                steps(
                                a,
                                new RoutePlace.Active(
                                        NEAR, a.vpc(), List.of(named), Optional.empty()),
                                new RoutePlace.Client(NEAR, clients.vpc(), List.of(strangers), hub))
                        .start(LIMIT, () -> true);

        assertThat(end)
                .isEqualTo(
                        new CloudEnd.Warned(
                                "'%1$s': wanted in '%1$s', which the VPC does not have: correct the id"
                                        .formatted(strangers)));
        assertThat(targets(NEAR)).containsEntry(strangers, stranger.eni());
    }
}

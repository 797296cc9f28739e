package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.network.RecordType;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
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
import software.amazon.awssdk.services.route53.Route53Client;

/// Routes and records through AWS's own SDK, against an API server that we did not write; the AWS
/// CLI says what came of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class AwsMotoTest {

    private static final Cidr VIP = Cidr.parse("10.99.0.5/32").orThrow();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int TABLES = 10;
    private static final int MOVES = 24;

    /// Of the API work of one move of ten tables on a machine that has other things to do.
    private static final Duration AT_MOST = Duration.ofSeconds(2);

    /// A VPC with its interfaces.
    private record Net(String vpc, String first, String second) {}

    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private volatile AwsPlace here = AwsPlace.NOWHERE;
    private TestCredentials credentials;
    private MotoServer server;
    private Ec2Client ec2;
    private AwsCloud cloud;
    private Net own;
    private Net other;
    private List<String> tables;
    private String table;

    @BeforeAll
    void up() throws Exception {
        credentials = new TestCredentials();
        server = MotoServer.start();
        ec2 = settings().build(Ec2Client.builder(), Optional.empty());
        own = net("10.0.0.0/16", "10.0.1.0/24");
        other = net("10.1.0.0/16", "10.1.1.0/24");
        tables = new ArrayList<>();
        for (int i = 0; i < TABLES; i++) {
            tables.add(tableWith(own));
        }
        table = tableWith(other);
        cloud = new AwsCloud(() -> here, Optional.of(server.endpoint()), logged::add);
    }

    @AfterAll
    void down() throws Exception {
        cloud.close();
        ec2.close();
        server.close();
        credentials.close();
    }

    private AwsSettings settings() {
        return new AwsSettings(MotoServer.REGION, Optional.empty(), Optional.of(server.endpoint()));
    }

    private Net net(String cidr, String subnetCidr) {
        String vpc = ec2.createVpc(one -> one.cidrBlock(cidr)).vpc().vpcId();
        String subnet =
                ec2.createSubnet(one -> one.vpcId(vpc).cidrBlock(subnetCidr)).subnet().subnetId();
        return new Net(vpc, eni(subnet), eni(subnet));
    }

    private String eni(String subnet) {
        return ec2.createNetworkInterface(one -> one.subnetId(subnet))
                .networkInterface()
                .networkInterfaceId();
    }

    private String tableWith(Net net) {
        String made = ec2.createRouteTable(one -> one.vpcId(net.vpc())).routeTable().routeTableId();
        ec2.createRoute(one ->
                one.routeTableId(made)
                        .destinationCidrBlock(VIP.toString())
                        .networkInterfaceId(net.first()));
        return made;
    }

    private void atInterface(String eni) {
        here = new AwsPlace(Optional.of(eni), Optional.empty(), List.of(), Optional.empty());
    }

    private CloudSteps steps(String... named) {
        return steps(new RouteWish(MotoServer.REGION, own.vpc(), VIP, List.of(named)));
    }

    private CloudSteps steps(RouteWish wish) {
        return cloud.routes(() -> new CloudAnswer.Done<>(wish), UnknownPolicy.WARN);
    }

    /// By VPC, where the AWS CLI sees the routes to the virtual IP lead.
    private Map<String, List<String>> targets() throws Exception {
        String said =
                server.cli(
                        "ec2",
                        "describe-route-tables",
                        "--query",
                        "RouteTables[].[VpcId,join(' ',Routes[?DestinationCidrBlock=='"
                                + VIP
                                + "'].NetworkInterfaceId)]");
        Map<String, List<String>> all = new HashMap<>();
        said.lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words.length == 2)
                .forEach(words ->
                        all.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(words[1]));
        return all;
    }

    @Test
    void all_ten_tables_of_the_VPC_follow_and_the_same_address_in_another_VPC_stays()
            throws Exception {
        atInterface(own.second());

        CloudEnd end = steps().start(LIMIT, () -> true);

        assertThat(end).isInstanceOf(CloudEnd.Right.class);
        assertThat(targets())
                .isEqualTo(
                        Map.of(
                                own.vpc(),
                                Collections.nCopies(TABLES, own.second()),
                                other.vpc(),
                                List.of(other.first())));
    }

    @Test
    void a_move_of_ten_tables_by_a_warm_client_is_quick() throws Exception {
        cloud.warm(new RouteWish(MotoServer.REGION, own.vpc(), VIP, List.of()));
        atInterface(own.second());
        steps().start(LIMIT, () -> true);
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < MOVES; i++) {
            atInterface(i % 2 == 0 ? own.first() : own.second());
            CloudSteps steps = steps();
            long begin = System.nanoTime();
            CloudEnd end = steps.start(LIMIT, () -> true);
            micros.add((System.nanoTime() - begin) / 1000);
            assertThat(end).isInstanceOf(CloudEnd.Right.class);
            assertThat(end.said()).startsWith("leads to");
        }
        Collections.sort(micros);

        double median = micros.get(MOVES / 2) / 1000.0;
        double most = micros.getLast() / 1000.0;
        System.out.printf(
                "%d moves of %d route tables: median %.0f ms, max %.0f ms%n",
                MOVES, TABLES, median, most);
        assertThat(Duration.ofMillis((long) median)).isLessThan(AT_MOST);
    }

    @Test
    void a_route_that_somebody_takes_is_seen_and_set_right() throws Exception {
        atInterface(own.first());
        CloudSteps steps = steps();
        steps.start(LIMIT, () -> true);
        ec2.replaceRoute(one ->
                one.routeTableId(tables.getFirst())
                        .destinationCidrBlock(VIP.toString())
                        .networkInterfaceId(own.second()));
        logged.clear();

        CloudEnd end = steps.monitor(LIMIT, () -> true);

        assertThat(end.said())
                .isEqualTo(
                        "was stolen by '%s' in '%s', and was set right"
                                .formatted(own.second(), tables.getFirst()));
        assertThat(logged).singleElement().asString().contains("stolen by", own.second());
        assertThat(targets()).containsEntry(own.vpc(), Collections.nCopies(TABLES, own.first()));
    }

    @Test
    void a_named_table_gets_its_route_and_one_of_another_VPC_is_never_touched() throws Exception {
        atInterface(own.first());
        String bare = ec2.createRouteTable(one -> one.vpcId(own.vpc())).routeTable().routeTableId();
        try {
            assertThat(steps(bare).start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);

            CloudEnd end = steps(table).start(LIMIT, () -> true);

            assertThat(end).isInstanceOf(CloudEnd.Warned.class);
            assertThat(end.said()).contains(table, "which the VPC does not have");
            assertThat(targets())
                    .isEqualTo(
                            Map.of(
                                    own.vpc(),
                                    Collections.nCopies(TABLES + 1, own.first()),
                                    other.vpc(),
                                    List.of(other.first())));

        } finally {
            ec2.deleteRoute(one -> one.routeTableId(bare).destinationCidrBlock(VIP.toString()));
            ec2.deleteRouteTable(one -> one.routeTableId(bare));
        }
    }

    @Test
    void an_interface_that_does_not_exist_is_refused_for_each_table() throws Exception {
        atInterface("eni-0123456789abcdef0");

        CloudEnd end = steps().start(LIMIT, () -> true);

        assertThat(end).isInstanceOf(CloudEnd.Failed.class);
        assertThat(end.said()).contains("InvalidNetworkInterfaceID.NotFound", tables.getFirst());
    }

    @Test
    void a_record_is_set_to_the_active_node_and_read_by_the_CLI() throws Exception {
        String zone;
        try (var client =
                settings()
                        .build(
                                Route53Client.builder(),
                                Optional.of(software.amazon.awssdk.regions.Region.AWS_GLOBAL))) {
            zone =
                    client.createHostedZone(one -> one.name("example.com").callerReference("1"))
                            .hostedZone()
                            .id();
        }
        String id = zone.substring(zone.lastIndexOf('/') + 1);
        CloudSteps steps =
                cloud.record(
                        new DnsWish(
                                id,
                                "app.example.com",
                                RecordType.A,
                                Duration.ofSeconds(10),
                                true,
                                Duration.ofSeconds(20),
                                true),
                        UnknownPolicy.WARN);
        for (String address : List.of("10.0.1.4", "10.0.1.5")) {
            here =
                    new AwsPlace(
                            Optional.empty(),
                            Optional.empty(),
                            List.of(IpAddress.parse(address).orThrow()),
                            Optional.empty());
            assertThat(steps.start(LIMIT, () -> true))
                    .isEqualTo(new CloudEnd.Right("says " + address + " for 10 s"));
        }

        String query = "ResourceRecordSets[?Type=='A'].[Name,TTL,ResourceRecords[0].Value]";
        assertThat(
                        server.cli(
                                "route53",
                                "list-resource-record-sets",
                                "--hosted-zone-id",
                                id,
                                "--query",
                                query))
                .isEqualTo("app.example.com.\t10\t10.0.1.5");
        assertThat(steps.monitor(LIMIT, () -> true)).isEqualTo(new CloudEnd.Right("says 10.0.1.5"));
        assertThat(steps.stop(LIMIT)).isEqualTo(new CloudEnd.Right("its record is taken out"));
        assertThat(steps.monitor(LIMIT, () -> false))
                .isEqualTo(new CloudEnd.Warned("missing, and nothing is changed now"));
    }
}

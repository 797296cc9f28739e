package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.MotoServer;
import dev.belay.api.DesignText;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// A service with a route in a cloud on real hosts: three agents, an API server of AWS that we did
/// not write, and the AWS CLI to see its state with.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CloudLabTest {

    private static final String VIP = "10.99.0.5";
    private static final int TABLES = 3;

    private final Map<String, String> interfaces = new HashMap<>();
    private final List<String> tables = new ArrayList<>();
    private TestLab lab;
    private MotoServer server;
    private Ec2Client ec2;
    private String vpc;

    @BeforeAll
    void up() throws Exception {
        lab = TestLab.start(true, 3);
        InetAddress here;
        try (var socket = new Socket(lab.node("node-1").address(), 22)) {
            here = socket.getLocalAddress();
        }
        server = MotoServer.start(here);
        ec2 =
                Ec2Client.builder()
                        .endpointOverride(server.endpoint())
                        .region(Region.of(MotoServer.REGION))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
        vpc = ec2.createVpc(one -> one.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        String subnet =
                ec2.createSubnet(one -> one.vpcId(vpc).cidrBlock("10.0.1.0/24"))
                        .subnet()
                        .subnetId();
        for (LabNode node : lab.description.nodes()) {
            configure(node.id());
            interfaces.put(
                    node.id(),
                    ec2.createNetworkInterface(one -> one.subnetId(subnet))
                            .networkInterface()
                            .networkInterfaceId());
        }
        String first = interfaces.values().iterator().next();
        for (int i = 0; i < TABLES; i++) {
            String table = ec2.createRouteTable(one -> one.vpcId(vpc)).routeTable().routeTableId();
            tables.add(table);
            if (i > 0) {
                // The first one is named by the design, and gets its route by a start.
                ec2.createRoute(one ->
                        one.routeTableId(table)
                                .destinationCidrBlock(VIP + "/32")
                                .networkInterfaceId(first));
            }
        }
        apply();
        awaitActive(_ -> true);
    }

    @AfterAll
    void down() throws Exception {
        if (server != null) {
            ec2.close();
            server.close();
        }
        lab.close();
    }

    /// The agent's way to the cloud, as the SDK's own settings say it, in a home of this host
    /// alone.
    private void configure(String node) throws Exception {
        run(
                node,
                """
                set -e
                home=${HOME:-/root}
                mkdir -p /run/.home/upper /run/.home/work
                mount -t overlay overlay -o lowerdir=$home,upperdir=/run/.home/upper,workdir=/run/.home/work $home
                mkdir -p $home/.aws
                printf '[default]\\nendpoint_url = %s\\n' > $home/.aws/config
                printf '[default]\\naws_access_key_id = test\\naws_secret_access_key = test\\n' > $home/.aws/credentials
                """
                        .formatted(server.endpoint()));
    }

    private void run(String node, String script) throws Exception {
        var words = new ArrayList<>(List.of("nsenter", "-t"));
        words.add(Long.toString(lab.view(node).hostPid()));
        words.addAll(List.of("-m", "-u", "-i", "-n", "-p", "--", "sh", "-c", script));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", words, said).isZero();
    }

    private void apply() throws Exception {
        var nodes = new ArrayList<String>();
        for (LabNode node : lab.description.nodes()) {
            nodes.add(
                    """
                    { "id": "%s", "name": "%s", "role": "%s", "address": "%s",
                      "instance": { "networkInterface": "%s" } }
                    """
                            .formatted(
                                    node.id(),
                                    node.id(),
                                    node.id().equals("node-1") ? "admin" : "worker",
                                    node.address(),
                                    interfaces.get(node.id())));
        }
        String text =
                """
                { "format": "belay-design", "version": 1, "belay": "0.1",
                  "cluster": { "id": "lab", "name": "lab", "timing": { "name": "default" }, "fencing": false },
                  "vpcs": [ { "id": "vpc", "name": "vpc", "vpcId": "%s", "region": "%s" } ],
                  "nodes": [ %s ],
                  "routeTables": [ { "id": "table", "name": "table", "within": "vpc", "routeTableId": "%s",
                    "routes": [ { "destination": "%s/32", "target": "active-node", "to": "vip" } ] } ],
                  "virtualIps": [ { "id": "vip", "name": "vip", "address": "%s", "means": "route-table",
                    "routeTables": [ "table" ] } ],
                  "services": [ { "id": "web", "name": "web", "resources": [
                    { "type": "virtual-ip", "name": "address", "virtualIp": "vip" },
                    { "type": "route-table", "name": "route", "virtualIp": "vip",
                      "operations": { "start": "20s", "stop": "20s", "monitor": "10s", "interval": "1s" } },
                    { "type": "ocf", "name": "worker", "provider": "heartbeat", "agent": "Dummy" } ] } ] }
                """
                        .formatted(
                                vpc,
                                MotoServer.REGION,
                                String.join(",", nodes),
                                tables.getFirst(),
                                VIP,
                                VIP);
        ApiClient api = lab.api("node-1");
        api.putDesign(new DesignText(text, api.design().version()));
    }

    private ServiceView awaitActive(Predicate<String> node) throws Exception {
        var found = new ArrayList<ServiceView>();
        var last = new ArrayList<ServiceView>();
        TestLab.await(
                "web",
                () -> last,
                () -> {
                    for (LabNode one : lab.description.nodes()) {
                        try {
                            last.clear();
                            last.addAll(lab.api(one.id()).services().services());
                            break;
                        } catch (AgentException _) {
                            // Another one may answer.
                        }
                    }
                    last.stream()
                            .filter(one -> one.state() == State.ACTIVE && node.test(one.node()))
                            .forEach(found::add);
                    return !found.isEmpty();
                });
        return found.getFirst();
    }

    /// Where the AWS CLI sees the routes lead.
    private List<String> targets() throws Exception {
        return List.of(
                server.cli(
                                "ec2",
                                "describe-route-tables",
                                "--query",
                                "RouteTables[].Routes[?DestinationCidrBlock=='"
                                        + VIP
                                        + "/32'][].NetworkInterfaceId")
                        .split("\\s+"));
    }

    /// How many tables lead to a node now.
    private long leadTo(String node) {
        return ec2.describeRouteTables().routeTables().stream()
                .flatMap(table -> table.routes().stream())
                .filter(route -> (VIP + "/32").equals(route.destinationCidrBlock()))
                .filter(route -> Objects.equals(interfaces.get(node), route.networkInterfaceId()))
                .count();
    }

    @Test
    void a_failover_leads_all_routes_to_the_next_node() throws Exception {
        ServiceView before = awaitActive(_ -> true);
        assertThat(targets()).hasSize(TABLES).containsOnly(interfaces.get(before.node()));
        run(before.node(), "ip address show dev lo | grep -q '" + VIP + "/32'");
        long begin = System.nanoTime();

        lab.order(LabOrder.Verb.KILL, before.node());
        ServiceView after = awaitActive(node -> !node.equals(before.node()));

        System.out.printf(
                "agent killed: %d routes led to the next node, and its service was active, after %d ms%n",
                leadTo(after.node()), (System.nanoTime() - begin) / 1_000_000);
        assertThat(targets()).hasSize(TABLES).containsOnly(interfaces.get(after.node()));
        run(after.node(), "ip address show dev lo | grep -q '" + VIP + "/32'");
        lab.order(LabOrder.Verb.START, before.node());
    }

    @Test
    void a_route_that_somebody_takes_is_set_right_by_the_active_node() throws Exception {
        ServiceView before = awaitActive(_ -> true);
        String other = lab.others(before.node()).getFirst();

        ec2.replaceRoute(one ->
                one.routeTableId(tables.getLast())
                        .destinationCidrBlock(VIP + "/32")
                        .networkInterfaceId(interfaces.get(other)));

        TestLab.await("all lead to it again", () -> leadTo(before.node()) == TABLES);
        assertThat(awaitActive(_ -> true).generation()).isEqualTo(before.generation());
    }
}

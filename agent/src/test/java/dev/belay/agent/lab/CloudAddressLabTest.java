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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// A service with a secondary address and an Elastic IP on real hosts: three agents, an API server
/// of AWS that we did not write, and the AWS CLI, which makes what is there, disturbs it and says
/// what came of it.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CloudAddressLabTest {

    private static final String ADDRESS = "10.0.1.50";
    private static final Pattern METASPACE =
            Pattern.compile("Metaspace\\s+used \\d+K, committed (\\d+)K");

    private final Map<String, String> interfaces = new HashMap<>();
    private TestLab lab;
    private MotoServer server;
    private String allocation;

    @BeforeAll
    void up() throws Exception {
        lab = TestLab.start(true, 3);
        InetAddress here;
        try (var socket = new Socket(lab.node("node-1").address(), 22)) {
            here = socket.getLocalAddress();
        }
        server = MotoServer.start(here);
        String vpc = made("Vpc.VpcId", "create-vpc", "--cidr-block", "10.0.0.0/16");
        String subnet =
                made(
                        "Subnet.SubnetId",
                        "create-subnet",
                        "--vpc-id",
                        vpc,
                        "--cidr-block",
                        "10.0.1.0/24");
        allocation = made("AllocationId", "allocate-address", "--domain", "vpc");
        for (LabNode node : lab.description.nodes()) {
            configure(node.id());
            interfaces.put(
                    node.id(),
                    made(
                            "NetworkInterface.NetworkInterfaceId",
                            "create-network-interface",
                            "--subnet-id",
                            subnet));
        }
        apply(vpc);
        awaitActive(_ -> true);
    }

    @AfterAll
    void down() throws Exception {
        if (server != null) {
            server.close();
        }
        lab.close();
    }

    private String made(String query, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("ec2"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--query", query));
        return server.cli(all.toArray(String[]::new));
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

    private String run(String node, String script) throws Exception {
        var words = new ArrayList<>(List.of("nsenter", "-t"));
        words.add(Long.toString(lab.view(node).hostPid()));
        words.addAll(List.of("-m", "-u", "-i", "-n", "-p", "--", "sh", "-c", script));
        return said(words);
    }

    private static String said(List<String> words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", words, said).isZero();
        return said;
    }

    private void apply(String vpc) throws Exception {
        var nodes = new ArrayList<String>();
        for (LabNode node : lab.description.nodes()) {
            nodes.add(
                    """
                    { "id": "%s", "name": "%s", "role": "%s", "address": "%s", "within": "vpc",
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
                  "virtualIps": [ { "id": "vip", "name": "vip", "address": "%s", "means": "secondary-ip" } ],
                  "services": [ { "id": "web", "name": "web", "resources": [
                    { "type": "virtual-ip", "name": "address", "virtualIp": "vip" },
                    { "type": "secondary-ip", "name": "second", "virtualIp": "vip",
                      "operations": { "start": "20s", "stop": "20s", "monitor": "10s", "interval": "1s" } },
                    { "type": "elastic-ip", "name": "public", "allocationId": "%s",
                      "operations": { "start": "20s", "stop": "20s", "monitor": "10s", "interval": "1s" } },
                    { "type": "ocf", "name": "worker", "provider": "heartbeat", "agent": "Dummy" } ] } ] }
                """
                        .formatted(
                                vpc,
                                MotoServer.REGION,
                                String.join(",", nodes),
                                ADDRESS,
                                allocation);
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

    private String elasticTarget() throws Exception {
        return made("Addresses[].NetworkInterfaceId", "describe-addresses");
    }

    private boolean hasSecondary(String node) throws Exception {
        return Arrays.asList(
                        made(
                                        "NetworkInterfaces[].PrivateIpAddresses[].PrivateIpAddress",
                                        "describe-network-interfaces",
                                        "--network-interface-ids",
                                        eni(node))
                                .split("\\s+"))
                .contains(ADDRESS);
    }

    private String eni(String node) {
        return interfaces.getOrDefault(node, "");
    }

    @Test
    void a_failover_takes_both_addresses_to_the_next_node() throws Exception {
        ServiceView before = awaitActive(_ -> true);
        assertThat(elasticTarget()).isEqualTo(eni(before.node()));
        assertThat(hasSecondary(before.node())).isTrue();
        assertThat(run(before.node(), "ip address show dev lo")).contains(ADDRESS + "/32");

        lab.order(LabOrder.Verb.KILL, before.node());
        ServiceView after = awaitActive(node -> !node.equals(before.node()));

        assertThat(elasticTarget()).isEqualTo(eni(after.node()));
        assertThat(hasSecondary(after.node())).isTrue();
        assertThat(run(after.node(), "ip address show dev lo")).contains(ADDRESS + "/32");
        lab.order(LabOrder.Verb.START, before.node());
    }

    @Test
    void what_somebody_takes_off_is_set_right_by_the_active_node() throws Exception {
        ServiceView before = awaitActive(_ -> true);
        made(
                "@",
                "unassign-private-ip-addresses",
                "--network-interface-id",
                eni(before.node()),
                "--private-ip-addresses",
                ADDRESS);
        made(
                "AssociationId",
                "associate-address",
                "--allocation-id",
                allocation,
                "--network-interface-id",
                eni(lab.others(before.node()).getFirst()),
                "--allow-reassociation");

        TestLab.await(
                "both are back",
                () -> elasticTarget().equals(eni(before.node())) && hasSecondary(before.node()));
        assertThat(awaitActive(_ -> true).generation()).isEqualTo(before.generation());
    }

    /// An agent that has used the clients of both has room for more classes.
    @Test
    void the_classes_of_an_agent_stay_far_below_their_limit() throws Exception {
        long agent = lab.view(awaitActive(_ -> true).node()).agentPid();
        String said =
                said(
                        List.of(
                                System.getProperty("java.home") + "/bin/jcmd",
                                Long.toString(agent),
                                "VM.metaspace",
                                "basic"));
        Matcher found = METASPACE.matcher(said);

        assertThat(found.find()).as(said).isTrue();
        System.out.printf("metaspace of the active agent: %s KB%n", found.group(1));
        assertThat(Long.parseLong(found.group(1))).as(said).isLessThan(100_000);
    }
}

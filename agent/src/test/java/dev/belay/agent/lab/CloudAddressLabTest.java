package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.MotoServer;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ServiceView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// A service with a secondary address and an Elastic IP on real hosts. The AWS CLI makes what is
/// there, disturbs it and says what came of it.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CloudAddressLabTest {

    private static final String ADDRESS = "10.0.1.50";
    private static final Pattern METASPACE =
            Pattern.compile("Metaspace\\s+used \\d+K, committed (\\d+)K");

    private final Map<String, String> interfaces = new HashMap<>();
    private CloudLab cloud;
    private String allocation;
    private ServiceView before;

    @BeforeAll
    void up() throws Exception {
        cloud = CloudLab.start();
        String vpc = cloud.ec2("Vpc.VpcId", "create-vpc", "--cidr-block", "10.0.0.0/16");
        String subnet =
                cloud.ec2(
                        "Subnet.SubnetId",
                        "create-subnet",
                        "--vpc-id",
                        vpc,
                        "--cidr-block",
                        "10.0.1.0/24");
        allocation = cloud.ec2("AllocationId", "allocate-address", "--domain", "vpc");
        for (LabNode node : cloud.lab.description.nodes()) {
            interfaces.put(
                    node.id(),
                    cloud.ec2(
                            "NetworkInterface.NetworkInterfaceId",
                            "create-network-interface",
                            "--subnet-id",
                            subnet));
        }
        cloud.apply(
                false,
                node ->
                        """
                        "within": "vpc", "instance": { "networkInterface": "%s" },
                        """
                                .formatted(eni(node.id())),
                """
                "vpcs": [ { "id": "vpc", "name": "vpc", "vpcId": "%s", "region": "%s" } ],
                "virtualIps": [ { "id": "vip", "name": "vip", "address": "%s", "means": "secondary-ip" } ],
                "services": [ { "id": "web", "name": "web", "resources": [
                  { "type": "virtual-ip", "name": "address", "virtualIp": "vip" },
                  { "type": "secondary-ip", "name": "second", "virtualIp": "vip",
                    "operations": { "start": "20s", "stop": "20s", "monitor": "10s", "interval": "1s" } },
                  { "type": "elastic-ip", "name": "public", "allocationId": "%s",
                    "operations": { "start": "20s", "stop": "20s", "monitor": "10s", "interval": "1s" } },
                  { "type": "ocf", "name": "worker", "provider": "heartbeat", "agent": "Dummy" } ] } ]
                """
                        .formatted(vpc, MotoServer.REGION, ADDRESS, allocation));
    }

    @AfterAll
    void down() throws Exception {
        if (cloud != null) {
            cloud.close();
        }
    }

    @BeforeEach
    void settle() throws Exception {
        before = cloud.settle();
        awaitBothAt(before.node());
    }

    private void awaitBothAt(String node) throws Exception {
        TestLab.await(
                "both addresses at " + node,
                () -> elasticTarget().equals(eni(node)) && hasSecondary(node));
    }

    private void assertBothAt(String node) throws Exception {
        assertThat(elasticTarget()).isEqualTo(eni(node));
        assertThat(hasSecondary(node)).isTrue();
        assertThat(cloud.lab.run(node, "ip address show dev lo")).contains(ADDRESS + "/32");
    }

    private String elasticTarget() throws Exception {
        return cloud.ec2("Addresses[].NetworkInterfaceId", "describe-addresses");
    }

    private boolean hasSecondary(String node) throws Exception {
        return Arrays.asList(
                        cloud.ec2(
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
        assertBothAt(before.node());

        cloud.lab.order(LabOrder.Verb.KILL, before.node());
        ServiceView after = cloud.awaitActive(node -> !node.equals(before.node()));

        assertBothAt(after.node());
    }

    @Test
    void what_somebody_takes_off_is_set_right_by_the_active_node() throws Exception {
        cloud.ec2(
                "@",
                "unassign-private-ip-addresses",
                "--network-interface-id",
                eni(before.node()),
                "--private-ip-addresses",
                ADDRESS);
        cloud.ec2(
                "AssociationId",
                "associate-address",
                "--allocation-id",
                allocation,
                "--network-interface-id",
                eni(cloud.lab.others(before.node()).getFirst()),
                "--allow-reassociation");

        awaitBothAt(before.node());
        assertThat(cloud.awaitActive(_ -> true).generation()).isEqualTo(before.generation());
    }

    /// An agent that has used the clients of both has room for more classes.
    @Test
    void the_classes_of_an_agent_stay_far_below_their_limit() throws Exception {
        String said =
                Tools.run(
                        System.getProperty("java.home") + "/bin/jcmd",
                        Long.toString(cloud.lab.view(before.node()).agentPid()),
                        "VM.metaspace",
                        "basic");
        Matcher found = METASPACE.matcher(said);

        assertThat(found.find()).as(said).isTrue();
        System.out.printf("metaspace of the active agent: %s KB%n", found.group(1));
        assertThat(Long.parseLong(found.group(1))).as(said).isLessThan(100_000);
    }
}

package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Elastic IPs and secondary addresses through AWS's own SDK, against an API server that we did not
/// write. The AWS CLI makes what is there, disturbs it, and says what came of it. That server takes
/// no secondary address from the interface that had it, and knows no filter by one: who has it is
/// read in [AddressStubTest].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class AddressMotoTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SECOND = "10.0.1.50";

    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private volatile AwsPlace here = AwsPlace.NOWHERE;
    private TestCredentials credentials;
    private MotoServer server;
    private AwsCloud cloud;
    private String first;
    private String second;
    private String apart;
    private String near;
    private String far;
    private String allocation;

    @BeforeAll
    void up() throws Exception {
        credentials = new TestCredentials();
        server = MotoServer.start();
        String vpc = made("Vpc.VpcId", "create-vpc", "--cidr-block", "10.0.0.0/16");
        near = subnet(vpc, "10.0.1.0/24");
        far = subnet(vpc, "10.0.2.0/24");
        first = networkInterface(near, "10.0.1.4");
        second = networkInterface(near, "10.0.1.5");
        apart = networkInterface(far, "10.0.2.4");
        cloud = new AwsCloud(() -> here, Optional.of(server.endpoint()), logged::add);
    }

    @AfterAll
    void down() throws Exception {
        cloud.close();
        server.close();
        credentials.close();
    }

    @BeforeEach
    void elasticIp() throws Exception {
        allocation = made("AllocationId", "allocate-address", "--domain", "vpc");
        logged.clear();
    }

    private String made(String query, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("ec2"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--query", query));
        return server.cli(all.toArray(String[]::new));
    }

    private String subnet(String vpc, String cidr) throws Exception {
        return made("Subnet.SubnetId", "create-subnet", "--vpc-id", vpc, "--cidr-block", cidr);
    }

    private String networkInterface(String subnet, String address) throws Exception {
        return made(
                "NetworkInterface.NetworkInterfaceId",
                "create-network-interface",
                "--subnet-id",
                subnet,
                "--private-ip-address",
                address);
    }

    private void at(String networkInterface) {
        here =
                new AwsPlace(
                        Optional.of(networkInterface),
                        Optional.empty(),
                        List.of(),
                        Optional.empty());
    }

    private CloudSteps elastic(boolean disassociate) {
        return cloud.elasticIp(
                new ElasticIpWish(MotoServer.REGION, allocation, Optional.empty(), disassociate),
                UnknownPolicy.WARN);
    }

    private CloudSteps secondary(String address, boolean unassign) {
        return cloud.secondaryIp(
                new SecondaryIpWish(
                        MotoServer.REGION, IpAddress.parse(address).orThrow(), unassign),
                UnknownPolicy.WARN);
    }

    /// Where the AWS CLI sees the Elastic IP lead.
    private String target() throws Exception {
        return made(
                "Addresses[].NetworkInterfaceId",
                "describe-addresses",
                "--allocation-ids",
                allocation);
    }

    /// The addresses that the AWS CLI sees at a network interface.
    private List<String> addresses(String networkInterface) throws Exception {
        return List.of(
                made(
                                "NetworkInterfaces[].PrivateIpAddresses[].PrivateIpAddress",
                                "describe-network-interfaces",
                                "--network-interface-ids",
                                networkInterface)
                        .split("\\s+"));
    }

    @Test
    void an_Elastic_IP_follows_the_active_node_and_a_stop_leaves_it() throws Exception {
        for (String one : List.of(first, second)) {
            at(one);
            CloudSteps steps = elastic(false);

            assertThat(steps.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
            assertThat(target()).isEqualTo(one);
            assertThat(steps.start(LIMIT, () -> true).said()).endsWith("already");
            assertThat(steps.monitor(LIMIT, () -> true).said()).endsWith("leads to '" + one + "'");
            assertThat(steps.stop(LIMIT)).isInstanceOf(CloudEnd.Right.class);
            assertThat(target()).isEqualTo(one);
        }
    }

    @Test
    void an_Elastic_IP_leads_to_the_private_address_that_is_wanted() throws Exception {
        at(second);
        CloudSteps steps =
                cloud.elasticIp(
                        new ElasticIpWish(
                                MotoServer.REGION,
                                allocation,
                                Optional.of(IpAddress.parse("10.0.1.5").orThrow()),
                                false),
                        UnknownPolicy.WARN);

        assertThat(steps.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
        assertThat(
                        made(
                                "Addresses[].PrivateIpAddress",
                                "describe-addresses",
                                "--allocation-ids",
                                allocation))
                .isEqualTo("10.0.1.5");
    }

    @Test
    void an_Elastic_IP_that_is_stolen_or_disassociated_is_set_right_and_one_released_fails()
            throws Exception {
        at(first);
        CloudSteps steps = elastic(false);
        steps.start(LIMIT, () -> true);

        made(
                "AssociationId",
                "associate-address",
                "--allocation-id",
                allocation,
                "--network-interface-id",
                second,
                "--allow-reassociation");
        assertThat(steps.monitor(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("was stolen by '" + second + "', and was set right"));
        assertThat(target()).isEqualTo(first);

        String association =
                made(
                        "Addresses[].AssociationId",
                        "describe-addresses",
                        "--allocation-ids",
                        allocation);
        made("@", "disassociate-address", "--association-id", association);
        assertThat(steps.monitor(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("was associated with nothing, and was set right"));
        assertThat(target()).isEqualTo(first);

        made("@", "release-address", "--allocation-id", allocation);
        CloudEnd end = steps.monitor(LIMIT, () -> true);
        assertThat(end).isInstanceOf(CloudEnd.Failed.class);
        assertThat(end.said()).contains("InvalidAllocationID.NotFound");
        assertThat(logged).hasSize(3).last().asString().contains("released");
        assertThat(steps.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Failed.class);
    }

    @Test
    void a_stop_that_is_to_disassociates_the_Elastic_IP_and_not_from_another_node()
            throws Exception {
        at(first);
        CloudSteps steps = elastic(true);
        steps.start(LIMIT, () -> true);
        at(second);
        elastic(true).start(LIMIT, () -> true);
        at(first);

        assertThat(steps.stop(LIMIT).said()).contains("not at '" + first + "' any more");
        assertThat(target()).isEqualTo(second);

        at(second);
        assertThat(elastic(true).stop(LIMIT))
                .isEqualTo(new CloudEnd.Right("it is disassociated from '" + second + "'"));
        assertThat(target()).isNotEqualTo(second);
    }

    @Test
    void an_interface_that_does_not_exist_is_refused() throws Exception {
        at("eni-0123456789abcdef0");

        CloudEnd end = elastic(false).start(LIMIT, () -> true);
        assertThat(end).isInstanceOf(CloudEnd.Failed.class);
        assertThat(end.said()).contains("InvalidNetworkInterfaceID.NotFound");
        assertThat(secondary(SECOND, false).start(LIMIT, () -> true))
                .isInstanceOf(CloudEnd.Failed.class);
    }

    @Test
    void a_secondary_address_is_assigned_kept_and_taken_off_where_that_is_wanted()
            throws Exception {
        at(first);
        CloudSteps steps = secondary(SECOND, true);

        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("is at '" + first + "'"));
        assertThat(addresses(first)).containsExactlyInAnyOrder("10.0.1.4", SECOND);
        assertThat(steps.monitor(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("is at '" + first + "'"));

        made(
                "@",
                "unassign-private-ip-addresses",
                "--network-interface-id",
                first,
                "--private-ip-addresses",
                SECOND);
        assertThat(addresses(first)).containsExactly("10.0.1.4");
        assertThat(steps.monitor(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("was assigned to nothing, and was set right"));
        assertThat(addresses(first)).containsExactlyInAnyOrder("10.0.1.4", SECOND);

        at(second);
        assertThat(secondary(SECOND, false).start(LIMIT, () -> true))
                .isInstanceOf(CloudEnd.Right.class);
        assertThat(addresses(second)).containsExactlyInAnyOrder("10.0.1.5", SECOND);

        at(first);
        assertThat(steps.stop(LIMIT))
                .isEqualTo(new CloudEnd.Right("it is taken off '" + first + "'"));
        assertThat(addresses(first)).containsExactly("10.0.1.4");
        assertThat(addresses(second)).contains(SECOND);
    }

    @Test
    void an_address_of_another_subnet_or_of_an_interface_itself_is_refused_and_nothing_changes()
            throws Exception {
        at(apart);

        CloudEnd end = secondary("10.0.1.60", false).start(LIMIT, () -> true);

        assertThat(end).isInstanceOf(CloudEnd.Failed.class);
        assertThat(end.said())
                .contains("'" + near + "' (10.0.1.0/24)", "'" + far + "' (10.0.2.0/24)");
        assertThat(addresses(apart)).containsExactly("10.0.2.4");

        at(second);
        assertThat(secondary("10.0.1.4", false).start(LIMIT, () -> true).said())
                .contains("is the primary one of '" + first + "'");
    }
}

package dev.belay.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.design.Design;
import dev.belay.model.file.Examples;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.node.Node;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloudAddressChecksTest {

    private static final ThingId VIP = new ThingId("vip-web");
    private static final Design EC2 = Examples.design("ec2-route-table");
    private static final VirtualIpResource ADDRESS = VirtualIpResource.of("web-ip", VIP);
    private static final SecondaryIpResource SECONDARY = SecondaryIpResource.of("web-second", VIP);
    private static final ElasticIpResource ELASTIC =
            WrongCloudAddresses.elastic("public").withVirtualIp(Optional.of(VIP));

    private static List<Problem> problems(Design design) {
        var findings = new Findings();
        CloudAddressChecks.check(design, findings);
        design.virtualIps().stream()
                .filter(one -> one.means() == VirtualIpMeans.SECONDARY_IP)
                .forEach(one -> CloudAddressChecks.placed(design, one, findings));
        return findings.all();
    }

    /// Both nodes in one subnet.
    private static Design together() {
        Node other = EC2.find(new ThingId("gw-2"), Node.class).orElseThrow();
        return EC2.with(other.withWithin(Optional.of(new ThingId("subnet-a"))));
    }

    @Test
    void an_address_in_the_subnet_of_all_nodes_is_right_with_an_Elastic_IP_that_leads_to_it() {
        Design right =
                WrongCloudAddresses.with(
                        WrongCloudAddresses.at(together(), "10.0.110.50"),
                        ADDRESS,
                        SECONDARY,
                        ELASTIC);

        assertThat(problems(right)).isEmpty();
    }

    @Test
    void an_Elastic_IP_comes_after_the_secondary_address_and_that_after_the_address_itself() {
        Design reversed =
                WrongCloudAddresses.with(
                        WrongCloudAddresses.at(together(), "10.0.110.50"),
                        ELASTIC,
                        SECONDARY,
                        ADDRESS);

        assertThat(problems(reversed))
                .extracting(Problem::code)
                .containsOnly(ProblemCode.ASSIGNED_TOO_EARLY)
                .hasSize(3);
    }

    @Test
    void nodes_that_cannot_have_the_address_are_named_with_its_subnet() {
        Design apart =
                WrongCloudAddresses.with(
                        WrongCloudAddresses.at(EC2, "10.0.110.50"), ADDRESS, SECONDARY);

        assertThat(problems(apart))
                .containsExactly(
                        Problem.of(
                                ProblemCode.SECONDARY_IP_NOT_EVERYWHERE,
                                Place.at(VIP, "/address"),
                                "10.0.110.50",
                                "app-1a",
                                "gw-2"));
        assertThat(problems(WrongCloudAddresses.at(EC2, "10.0.199.50")))
                .containsExactly(
                        Problem.of(
                                ProblemCode.SECONDARY_IP_OUTSIDE,
                                Place.at(VIP, "/address"),
                                "10.0.199.50",
                                "app-1a (10.0.110.0/24), app-1c (10.0.120.0/24)"));
    }

    @Test
    void an_id_that_is_none_of_an_allocation_is_told_at_its_field() {
        Design wrong =
                WrongCloudAddresses.with(
                        EC2,
                        ElasticIpResource.of("public")
                                .withAllocationId(Optional.of("203.0.113.5")));

        assertThat(problems(wrong))
                .containsExactly(
                        Problem.of(
                                ProblemCode.BAD_CLOUD_ID,
                                Place.at(new ThingId("web"), "/resources/0/allocationId"),
                                "public",
                                "203.0.113.5",
                                "eipalloc-0a1b2c3d"));
    }

    @Test
    void two_Elastic_IPs_at_the_same_address_of_a_node_are_told_and_at_two_are_not() {
        Design placed = WrongCloudAddresses.at(together(), "10.0.110.50");
        ElasticIpResource other = WrongCloudAddresses.another("other");

        assertThat(problems(WrongCloudAddresses.with(placed, ADDRESS, SECONDARY, ELASTIC, other)))
                .isEmpty();
        assertThat(
                        problems(
                                WrongCloudAddresses.with(
                                        placed,
                                        ADDRESS,
                                        SECONDARY,
                                        ELASTIC.withVirtualIp(Optional.empty()),
                                        other)))
                .containsExactly(
                        Problem.of(
                                ProblemCode.ELASTIC_IPS_AT_ONE_ADDRESS,
                                Place.at(new ThingId("web"), "/resources/3"),
                                "public",
                                "other"));
    }
}

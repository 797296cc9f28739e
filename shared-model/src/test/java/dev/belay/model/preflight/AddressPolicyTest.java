package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.node.Node;
import dev.belay.model.preflight.LeastPolicy.Condition;
import dev.belay.model.preflight.LeastPolicy.Statement;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressPolicyTest {

    private static final String EC2 = "arn:aws:ec2:ap-northeast-1:*:";
    private static final List<Condition> IN_REGION =
            List.of(
                    new Condition(
                            "StringEquals", "aws:RequestedRegion", List.of("ap-northeast-1")));
    private static final List<String> INTERFACES =
            List.of(EC2 + "network-interface/eni-0d41c7f2", EC2 + "network-interface/eni-0e58a1b3");
    private static final ElasticIpResource ELASTIC =
            ElasticIpResource.of("public").withAllocationId(Optional.of("eipalloc-0a1b2c3d"));
    private static final SecondaryIpResource SECONDARY =
            SecondaryIpResource.of("second", new ThingId("vip-web"));

    private final List<String> gaps = new ArrayList<>();

    private static Design design(Resource... resources) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("..", "examples", "ec2-route-table.belay"));
        Design design =
                switch (DesignFormat.read(bytes)) {
                    case Reading.Read(var read, _) -> read;
                    case Reading.Refused(var problems) ->
                            throw new IllegalStateException(problems.toString());
                };
        return design.with(
                Service.of(new ThingId("batch"), "batch").withResources(List.of(resources)));
    }

    private List<Statement> statements(Design design) {
        List<Statement> all = new ArrayList<>();
        AddressPolicy.add(design, all, gaps);
        return all;
    }

    @Test
    void an_Elastic_IP_may_be_moved_to_the_nodes_interfaces_and_nowhere_else() throws IOException {
        assertThat(statements(design(ELASTIC)))
                .containsExactly(
                        new Statement(
                                "MoveElasticIps",
                                List.of("ec2:AssociateAddress"),
                                List.of(EC2 + "elastic-ip/eipalloc-0a1b2c3d"),
                                List.of()),
                        new Statement(
                                "MoveElasticIpsToNodes",
                                List.of("ec2:AssociateAddress"),
                                INTERFACES,
                                List.of()),
                        new Statement(
                                "ReadElasticIpsAnyResource",
                                List.of("ec2:DescribeAddresses"),
                                List.of("*"),
                                IN_REGION));
        assertThat(gaps).isEmpty();
    }

    @Test
    void a_secondary_address_may_be_moved_to_the_nodes_interfaces_and_nowhere_else()
            throws IOException {
        assertThat(statements(design(SECONDARY)))
                .containsExactly(
                        new Statement(
                                "MoveSecondaryIps",
                                List.of("ec2:AssignPrivateIpAddresses"),
                                INTERFACES,
                                List.of()),
                        new Statement(
                                "ReadSecondaryIpsAnyResource",
                                List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"),
                                List.of("*"),
                                IN_REGION));
    }

    @Test
    void what_a_stop_takes_off_may_be_taken_off() throws IOException {
        assertThat(
                        statements(
                                design(
                                        ELASTIC.withDisassociateOnStop(true),
                                        SECONDARY.withUnassignOnStop(true))))
                .extracting(Statement::actions)
                .contains(
                        List.of("ec2:AssociateAddress", "ec2:DisassociateAddress"),
                        List.of("ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"));
    }

    @Test
    void where_an_interface_is_not_known_those_of_the_vpc_are_allowed_and_looked_for()
            throws IOException {
        Design design = design(ELASTIC);
        Node node = design.nodes().getFirst();
        Design without =
                design.with(
                        node.withInstance(
                                node.instance()
                                        .map(it -> it.withNetworkInterface(Optional.empty()))));

        List<Statement> all = statements(without);

        assertThat(all.get(1))
                .isEqualTo(
                        new Statement(
                                "MoveElasticIpsToNodes",
                                List.of("ec2:AssociateAddress"),
                                List.of(EC2 + "network-interface/*"),
                                List.of(
                                        new Condition(
                                                "ArnLike",
                                                "ec2:Vpc",
                                                List.of(EC2 + "vpc/vpc-0a1b2c3d")))));
        assertThat(all.getLast().actions()).contains("ec2:DescribeNetworkInterfaces");
    }

    @Test
    void an_Elastic_IP_without_an_id_is_a_gap_and_a_design_without_one_allows_nothing()
            throws IOException {
        assertThat(statements(design(ElasticIpResource.of("public")))).isEmpty();
        assertThat(gaps).containsExactly("batch");
        assertThat(statements(design())).isEmpty();
    }
}

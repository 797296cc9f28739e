package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.preflight.DescribeReader.Document;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private static final Wanted IN_VPC =
            new Wanted(
                    IpAddress.parse("10.200.0.10").orThrow(),
                    "vpc-0a1b2c3d",
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("ap-northeast-1"));

    @Test
    void clients_in_the_vpc_need_nothing_of_a_transit_gateway() {
        assertThat(Questions.of(IN_VPC, CloudPicture.EMPTY))
                .extracting(Questions::what)
                .containsExactly(
                        Described.INSTANCES,
                        Described.INTERFACES,
                        Described.SUBNETS,
                        Described.VPCS,
                        Described.ROUTE_TABLES);
    }

    @Test
    void a_site_needs_all_answers_and_their_tables_by_id_once_they_are_known() {
        Wanted beyond = IN_VPC.withOnPremises(List.of(Cidr.parse("172.16.0.0/16").orThrow()));
        CloudPicture picture =
                DescribeReader.read(
                                List.of(
                                        new Document(
                                                "tables",
                                                "{\"TransitGatewayRouteTables\": [{"
                                                        + "\"TransitGatewayRouteTableId\":"
                                                        + " \"tgw-rtb-05aa11bb\","
                                                        + "\"TransitGatewayId\": \"tgw-0c3f8e1a\","
                                                        + "\"State\": \"available\"}]}")))
                        .picture();

        assertThat(Questions.of(beyond, CloudPicture.EMPTY))
                .hasSize(Described.values().length)
                .filteredOn(one -> one.what() == Described.TRANSIT_ROUTES)
                .extracting(Questions::command)
                .singleElement()
                .asString()
                .contains(Questions.TABLE);
        assertThat(Questions.of(beyond, picture))
                .filteredOn(one -> one.what() == Described.TRANSIT_ROUTES)
                .extracting(Questions::file)
                .containsExactly("tgw-rtb-05aa11bb.routes.json");
    }

    @Test
    void a_script_puts_each_answer_into_a_file_that_says_whose_it_is() {
        String script = Questions.script(Questions.all(Optional.empty(), CloudPicture.EMPTY));

        assertThat(script)
                .startsWith("mkdir -p aws-answers && cd aws-answers\n")
                .contains("aws ec2 describe-vpcs --output json > Vpcs.json\n");
        assertThat(script.lines()).hasSize(1 + Described.values().length);
    }
}

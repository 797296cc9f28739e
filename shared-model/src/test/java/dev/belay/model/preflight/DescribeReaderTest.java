package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.preflight.DescribeReader.Document;
import dev.belay.model.preflight.ReadFault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DescribeReaderTest {

    private static DescribeReader.Read read(String text) {
        return read("some.json", text);
    }

    private static DescribeReader.Read read(String name, String text) {
        return DescribeReader.read(List.of(new Document(name, text)));
    }

    private static List<Kind> kinds(DescribeReader.Read read) {
        return read.faults().stream().map(ReadFault::kind).toList();
    }

    @Test
    void what_is_no_answer_is_told_with_what_was_found() {
        assertThat(kinds(read(""))).containsExactly(Kind.EMPTY);
        assertThat(kinds(read("hello"))).containsExactly(Kind.NOT_JSON);
        assertThat(kinds(read("{\"Vpcs\": [}"))).containsExactly(Kind.NOT_JSON);
        assertThat(kinds(read("{\"Vpcs\": [{\"VpcId\": \"vpc-0a1b2c3d\"")))
                .containsExactly(Kind.TRUNCATED);
        assertThat(kinds(read("{\"Volumes\": []}"))).containsExactly(Kind.UNKNOWN_SHAPE);
        assertThat(kinds(read("[]"))).containsExactly(Kind.UNKNOWN_SHAPE);
        assertThat(kinds(read("{\"Vpcs\": 7}"))).containsExactly(Kind.BAD_FIELD);
        assertThat(kinds(read("{\"Vpcs\": [7]}"))).containsExactly(Kind.BAD_FIELD);
        assertThat(kinds(read("{\"Vpcs\": [], \"Vpcs\": []}"))).containsExactly(Kind.NOT_JSON);
        assertThat(kinds(read("[".repeat(200)))).containsExactly(Kind.NOT_JSON);
        assertThat(kinds(read(" ".repeat(DescribeReader.LONGEST + 1))))
                .containsExactly(Kind.TOO_LARGE);

        ReadFault fault = read("{\"Volumes\": []}").faults().getFirst();
        assertThat(PreflightText.of(Locale.ROOT).sentence(fault))
                .startsWith("'some.json': an answer with one of the keys Reservations, ")
                .contains("found 'Volumes'");
        assertThat(PreflightText.of(Locale.JAPANESE).sentence(fault)).contains("'Volumes' でした");
    }

    @Test
    void all_faults_of_all_documents_are_told_at_once() {
        DescribeReader.Read read =
                DescribeReader.read(
                        List.of(
                                new Document("a", "{"),
                                new Document(
                                        "b", "{\"Vpcs\": [{\"CidrBlock\": \"10.0.0.300/16\"}]}")));
        assertThat(read.faults())
                .extracting(ReadFault::document, ReadFault::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", Kind.TRUNCATED),
                        org.assertj.core.groups.Tuple.tuple("b", Kind.BAD_FIELD),
                        org.assertj.core.groups.Tuple.tuple("b", Kind.BAD_FIELD));
        assertThat(read.faults().get(1).args()).contains("/Vpcs/0/CidrBlock");
    }

    @Test
    void an_id_that_could_be_more_than_an_id_is_refused() {
        for (String id : List.of("vpc-1; rm -rf /", "vpc-1\\u001b[2J", "", "$(id)")) {
            assertThat(kinds(read("{\"Vpcs\": [{\"VpcId\": \"" + id + "\"}]}")))
                    .as(id)
                    .containsExactly(Kind.BAD_FIELD);
        }
    }

    @Test
    void several_answers_may_stand_in_one_document_in_any_order() {
        StringBuilder all = new StringBuilder();
        List<String> texts = new ArrayList<>(Environment.good().texts().values());
        texts.reversed().forEach(all::append);
        DescribeReader.Read read = read("\uFEFF" + all);
        assertThat(read.faults()).isEmpty();
        assertThat(read.picture().transitTables()).hasSize(1);
        assertThat(Preflight.of(Environment.good().wanted(), read.picture()).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void which_table_the_routes_are_of_is_not_guessed() {
        String routes = "{\"Routes\": []}";
        assertThat(kinds(read("routes.json", routes))).containsExactly(Kind.TABLE_NOT_SAID);
        DescribeReader.Read named = read("out/tgw-rtb-05aa11bb.routes.json", routes);
        assertThat(named.faults()).isEmpty();
        assertThat(named.picture().transitTables().getFirst().id()).isEqualTo("tgw-rtb-05aa11bb");
    }

    @Test
    void an_answer_that_is_cut_is_not_the_whole_list() {
        String routes = "{\"Routes\": [], \"AdditionalRoutesAvailable\": true}";
        CloudPicture picture = read("tgw-rtb-05aa11bb.json", routes).picture();
        assertThat(picture.isWhole(Described.TRANSIT_ROUTES)).isFalse();
        assertThat(picture.transitTables()).isEmpty();
        assertThat(read("{\"Vpcs\": [], \"NextToken\": \"abc\"}").picture().isWhole(Described.VPCS))
                .isFalse();
        assertThat(read("{\"Vpcs\": [], \"NextToken\": null}").picture().isWhole(Described.VPCS))
                .isTrue();
    }

    @Test
    void two_answers_that_contradict_each_other_are_refused() {
        String before =
                "{\"Vpcs\": [{\"VpcId\": \"vpc-0a1b2c3d\", \"CidrBlock\": \"10.0.0.0/16\"}]}";
        assertThat(kinds(read(before + before))).isEmpty();
        assertThat(kinds(read(before + before.replace("10.0", "10.1"))))
                .containsExactly(Kind.CONTRADICTION);
    }

    @Test
    void a_large_account_is_read_and_judged() {
        StringBuilder tables = new StringBuilder("{\"RouteTables\": [");
        for (int i = 0; i < 2_000; i++) {
            tables.append(i == 0 ? "" : ",")
                    .append("{\"RouteTableId\": \"rtb-")
                    .append(String.format(Locale.ROOT, "%08x", i))
                    .append("\", \"VpcId\": \"vpc-")
                    .append(String.format(Locale.ROOT, "%08x", i))
                    .append("\", \"Associations\": [], \"Routes\": [")
                    .append(
                            "{\"DestinationCidrBlock\": \"10.0.0.0/16\", \"GatewayId\": \"local\", \"State\": \"active\"}")
                    .append("]}");
        }
        DescribeReader.Read read = read(tables.append("]}").toString());
        assertThat(read.faults()).isEmpty();
        assertThat(read.picture().routeTables()).hasSize(2_000);
        assertThat(Preflight.of(Environment.good().wanted(), read.picture()).outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }
}

package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.preflight.DescribeReader.Document;
import dev.belay.model.preflight.ReadFault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        assertThat(picture.transitTables())
                .containsExactly(
                        CloudPicture.TransitTable.of("tgw-rtb-05aa11bb", Optional.empty())
                                .larger());
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
    void two_answers_about_one_transit_table_must_say_the_same() {
        String none = "{\"Routes\": []}";
        String one = "{\"Routes\": [" + GoodAnswers.toSite("172.16.0.0/16", "static") + "]}";
        for (String name : List.of("tgw-rtb-05aa11bb.a.json", "tgw-rtb-05aa11bb.b.json")) {
            assertThat(kinds(read(name, one + one))).isEmpty();
            assertThat(kinds(read(name, none + one))).containsExactly(Kind.CONTRADICTION);
        }
        assertThat(
                        kinds(
                                read(
                                        "tgw-rtb-05aa11bb.json",
                                        "{\"Associations\": []} {\"Associations\": ["
                                                + "{\"TransitGatewayAttachmentId\": \"tgw-attach-1\", \"State\": \"associated\"}]}")))
                .containsExactly(Kind.CONTRADICTION);
    }

    @Test
    void the_only_table_is_that_of_a_whole_list_alone() {
        String tables =
                "{\"TransitGatewayRouteTables\": [{\"TransitGatewayRouteTableId\": \"tgw-rtb-05aa11bb\","
                        + " \"TransitGatewayId\": \"tgw-1\"}]%s}";
        String routes = "{\"Routes\": []}";
        assertThat(kinds(read(tables.formatted("") + routes))).isEmpty();
        assertThat(kinds(read(tables.formatted(", \"NextToken\": \"a\"") + routes)))
                .containsExactly(Kind.TABLE_NOT_SAID);
        DescribeReader.Read other =
                DescribeReader.read(
                        List.of(
                                new Document("tables.json", tables.formatted("")),
                                new Document("tgw-rtb-0c0c0c0c.routes.json", routes),
                                new Document("routes.json", routes)));
        assertThat(other.faults()).isEmpty();
        assertThat(other.picture().transitTables())
                .extracting(CloudPicture.TransitTable::id)
                .containsExactly("tgw-rtb-05aa11bb", "tgw-rtb-0c0c0c0c");
    }

    @Test
    void an_answer_without_the_allowed_prefixes_contradicts_none_that_has_them() {
        String filled = Optional.ofNullable(GoodAnswers.ALL.get("dx-associations")).orElseThrow();
        String hidden =
                filled.replaceAll(
                        "(?s)\"allowedPrefixesToDirectConnectGateway\": \\[.*?\\]",
                        "\"allowedPrefixesToDirectConnectGateway\": []");
        assertThat(hidden).isNotEqualTo(filled);
        for (String both : List.of(filled + hidden, hidden + filled)) {
            DescribeReader.Read read = read(both);
            assertThat(read.faults()).isEmpty();
            assertThat(read.picture().gatewayAssociations().getFirst().allowedPrefixes())
                    .hasSize(3);
        }
    }

    @Test
    void of_two_accounts_the_one_that_sees_the_association_says_it() {
        String owners =
                "\"ResourceOwnerId\": \"123456789012\", \"TransitGatewayOwnerId\": \"210987654321\", ";
        String seen =
                Optional.ofNullable(GoodAnswers.ALL.get("attachments"))
                        .orElseThrow()
                        .replace("\"ResourceType\": \"vpc\"", owners + "\"ResourceType\": \"vpc\"");
        String hidden = seen.replaceFirst("(?s),\\s*\"Association\": \\{[^}]*}", "");
        assertThat(hidden).isNotEqualTo(seen);
        assertThat(read(hidden).picture().attachments().getFirst().tableGiven()).isFalse();
        for (String both : List.of(seen + hidden, hidden + seen)) {
            DescribeReader.Read read = read(both);
            assertThat(read.faults()).isEmpty();
            assertThat(read.picture().attachments().getFirst().table())
                    .contains("tgw-rtb-05aa11bb");
        }
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

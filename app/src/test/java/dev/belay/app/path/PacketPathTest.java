package dev.belay.app.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.check.DesignChecks;
import dev.belay.model.cloud.DirectConnectGateway;
import dev.belay.model.cloud.GatewayAssociation;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.network.Site;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.Node;
import dev.belay.model.preflight.Cause;
import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.preflight.DescribeReader;
import dev.belay.model.preflight.DescribeReader.Document;
import dev.belay.model.preflight.Drawn;
import dev.belay.model.preflight.Hop;
import dev.belay.model.preflight.Hop.State;
import dev.belay.model.preflight.Hop.Step;
import dev.belay.model.preflight.Preflight;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The example's drawing, with the answers of a good account and of ones in which something is
/// broken.
class PacketPathTest {

    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final String TO_GW_1 = "\"NetworkInterfaceId\" : \"eni-0d41c7f2\"";
    private static final String VIP_ROUTE = "\"DestinationCidrBlock\" : \"10.200.0.10/32\"";

    private Design design = example();
    private Optional<ThingId> active = Optional.empty();

    private static Design example() {
        try {
            return ((Reading.Read)
                            DesignFormat.read(
                                    Files.readString(EXAMPLES.resolve("ec2-route-table.belay"))))
                    .design();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Document> answers(UnaryOperator<String> otherwise) {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("ec2-route-table.aws"))) {
            return files.map(file -> document(file, otherwise)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document document(Path file, UnaryOperator<String> otherwise) {
        try {
            return new Document(
                    String.valueOf(file.getFileName()), otherwise.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VirtualIp vip(String id) {
        return design.find(new ThingId(id), VirtualIp.class).orElseThrow();
    }

    private Optional<Preflight> judged(String vip, CloudPicture picture) {
        return Drawn.of(design, vip(vip)).wanted().map(one -> Preflight.of(one, picture));
    }

    private PacketPath drawn(String vip) {
        return PacketPath.of(
                vip(vip),
                new PacketPath.Facts(
                        design,
                        DesignChecks.check(design),
                        Optional.empty(),
                        judged(vip, CloudPicture.EMPTY),
                        active));
    }

    private PacketPath answered(String vip, UnaryOperator<String> otherwise) {
        DescribeReader.Read read = DescribeReader.read(answers(otherwise));
        assertThat(read.faults()).isEmpty();
        return PacketPath.of(
                vip(vip),
                new PacketPath.Facts(
                        design,
                        DesignChecks.check(design),
                        judged(vip, read.picture()),
                        judged(vip, CloudPicture.EMPTY),
                        active));
    }

    private static PathHop hop(PacketPath path, Step step) {
        return path.hops().stream().filter(one -> one.step() == step).findFirst().orElseThrow();
    }

    private static List<ThingId> ids(String... all) {
        return Stream.of(all).map(ThingId::new).toList();
    }

    private static Cause cause(PathHop hop) {
        return ((Why.Answered) hop.why()).reason().finding().cause();
    }

    private <T extends Thing> void change(String id, Class<T> type, UnaryOperator<T> how) {
        design = design.with(how.apply(design.find(new ThingId(id), type).orElseThrow()));
    }

    private void assertOnlyBreak(PacketPath path, Step step) {
        assertThat(path.hops())
                .filteredOn(PathHop::isBroken)
                .extracting(PathHop::step)
                .containsExactly(step);
        assertThat(path.hops())
                .allSatisfy(hop ->
                        assertThat(hop.isBeyondBreak()).isEqualTo(hop.step().compareTo(step) > 0));
    }

    @Test
    void a_good_account_proves_each_hop_over_the_things_of_the_drawing() {
        PacketPath path = answered("vip-web", text -> text);
        assertThat(path.isAnswered()).isTrue();
        assertThat(path.hops()).extracting(PathHop::step).containsExactly(Step.values());
        assertThat(path.hops())
                .allSatisfy(hop -> assertThat(hop.state()).isEqualTo(State.PROVEN))
                .allSatisfy(hop -> assertThat(hop.why()).isEqualTo(new Why.Proven()));
        assertThat(path.hops())
                .extracting(PathHop::stops)
                .containsExactly(
                        ids("osaka", "dxgw"),
                        ids("dxgw", "tgw"),
                        ids("tgw", "vpc"),
                        ids("vpc", "rtb-main"),
                        ids("rtb-main", "gw-1"),
                        ids("gw-1", "rtb-main", "tgw"),
                        ids("tgw", "dxgw"),
                        ids("dxgw", "osaka"));
        assertThat(path.hops())
                .extracting(PathHop::isBack)
                .containsExactly(false, false, false, false, false, true, true, true);
        assertThat(path.hops()).extracting(PathHop::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void where_the_answers_lead_to_another_node_the_path_goes_by_its_zones_table() {
        PacketPath path =
                answered(
                        "vip-web",
                        text ->
                                text.replace(
                                        VIP_ROUTE + ",\n      " + TO_GW_1,
                                        VIP_ROUTE
                                                + ",\n      \"NetworkInterfaceId\" :"
                                                + " \"eni-0e58a1b3\""));
        assertThat(path.broken()).isEmpty();
        assertThat(hop(path, Step.INTERFACE_TO_NODE).stops()).isEqualTo(ids("rtb-c", "gw-2"));
        assertThat(hop(path, Step.NODE_TO_TRANSIT).stops()).isEqualTo(ids("gw-2", "rtb-c", "tgw"));
    }

    @Test
    void a_table_without_the_route_breaks_the_way_into_it() {
        UnaryOperator<String> without =
                text ->
                        text.replace(
                                VIP_ROUTE + ",\n      " + TO_GW_1,
                                "\"DestinationCidrBlock\" : \"10.200.9.9/32\",\n      " + TO_GW_1);
        PacketPath path = answered("vip-web", without);
        PathHop broken = path.broken().orElseThrow();
        assertThat(broken.step()).isEqualTo(Step.VPC_TO_INTERFACE);
        assertThat(broken.stops()).isEqualTo(ids("vpc", "rtb-main"));
        assertThat(cause(broken)).isEqualTo(Cause.ROUTE_MISSING);
        assertThat(PathStops.subject(broken)).contains(new ThingId("rtb-main"));
        // The other virtual IP has its route.
        assertThat(answered("vip-files", without).broken()).isEmpty();
    }

    @Test
    void a_stolen_route_breaks_the_same_hop_and_the_line_goes_to_the_table_that_has_it() {
        PacketPath path =
                answered(
                        "vip-web",
                        text ->
                                text.replace(
                                        VIP_ROUTE + ",\n      " + TO_GW_1,
                                        VIP_ROUTE
                                                + ",\n      \"NetworkInterfaceId\" :"
                                                + " \"eni-0bad0bad\""));
        PathHop broken = path.broken().orElseThrow();
        assertThat(broken.step()).isEqualTo(Step.VPC_TO_INTERFACE);
        assertThat(cause(broken)).isEqualTo(Cause.ROUTE_STOLEN);
        assertThat(broken.stops().getLast()).isEqualTo(new ThingId("rtb-main"));
        assertThat(hop(path, Step.NODE_TO_TRANSIT).isBeyondBreak()).isTrue();
    }

    @Test
    void a_black_hole_breaks_the_same_hop() {
        PacketPath path =
                answered(
                        "vip-web",
                        text ->
                                text.replaceAll(
                                        "(\"10\\.200\\.0\\.10/32\",\\s+\"NetworkInterfaceId\""
                                                + "[^}]*\"State\" :) \"active\"",
                                        "$1 \"blackhole\""));
        assertOnlyBreak(path, Step.VPC_TO_INTERFACE);
        assertThat(cause(hop(path, Step.VPC_TO_INTERFACE))).isEqualTo(Cause.ROUTE_BLACKHOLE);
    }

    @Test
    void a_prefix_that_is_not_announced_breaks_the_first_hop() {
        PacketPath path =
                answered(
                        "vip-web",
                        text ->
                                text.replace(
                                        "\"cidr\" : \"10.200.0.10/32\"",
                                        "\"cidr\" : \"10.200.0.12/32\""));
        assertOnlyBreak(path, Step.SITE_TO_LINE);
        assertThat(cause(path.hops().getFirst())).isEqualTo(Cause.PREFIX_VIP_MISSING);
        assertThat(PathStops.subject(path.hops().getFirst())).contains(new ThingId("dxgw"));
    }

    @Test
    void a_source_check_that_is_on_breaks_the_last_hop_to_the_node() {
        PacketPath path =
                answered(
                        "vip-web",
                        text ->
                                text.replace(
                                        "\"SourceDestCheck\" : false",
                                        "\"SourceDestCheck\" : true"));
        assertOnlyBreak(path, Step.INTERFACE_TO_NODE);
        assertThat(cause(hop(path, Step.INTERFACE_TO_NODE)))
                .isIn(Cause.CHECK_ON_INSTANCE, Cause.CHECK_ON_INTERFACE);
    }

    @Test
    void what_was_not_answered_is_unknown_and_says_what_to_ask() {
        DescribeReader.Read read =
                DescribeReader.read(
                        answers(text -> text).stream()
                                .filter(one -> !one.name().startsWith("dx-"))
                                .toList());
        PacketPath path =
                PacketPath.of(
                        vip("vip-web"),
                        new PacketPath.Facts(
                                design,
                                List.of(),
                                judged("vip-web", read.picture()),
                                Optional.empty(),
                                active));
        PathHop first = path.hops().getFirst();
        assertThat(first.state()).isEqualTo(State.UNKNOWN);
        assertThat(((Why.Answered) first.why()).reason().finding().ask())
                .hasValueSatisfying(ask -> assertThat(ask).contains("directconnect"));
        assertThat(hop(path, Step.TRANSIT_TO_VPC).state()).isEqualTo(State.PROVEN);
    }

    @Test
    void without_answers_the_path_is_as_drawn_and_nothing_is_proven() {
        PacketPath path = drawn("vip-web");
        assertThat(path.isAnswered()).isFalse();
        assertThat(path.hops()).hasSize(8);
        assertThat(path.hops())
                .allSatisfy(hop -> {
                    assertThat(hop.state()).isEqualTo(State.UNKNOWN);
                    assertThat(((Why.AsDrawn) hop.why()).ask())
                            .hasValueSatisfying(ask -> assertThat(ask).startsWith("aws "));
                });
    }

    @Test
    void a_route_that_is_not_drawn_breaks_the_path_before_anybody_asked() {
        change(
                "rtb-main",
                RouteTable.class,
                table ->
                        table.withRoutes(
                                table.routes().stream()
                                        .filter(one ->
                                                !one.destination()
                                                        .toString()
                                                        .startsWith("10.200.0.10"))
                                        .toList()));
        PacketPath path = drawn("vip-web");
        assertOnlyBreak(path, Step.VPC_TO_INTERFACE);
        assertThat(path.broken().orElseThrow().why()).isInstanceOf(Why.Checked.class);
        assertThat(drawn("vip-files").broken()).isEmpty();
    }

    @Test
    void a_missing_way_back_breaks_the_answer_alone() {
        change(
                "rtb-main",
                RouteTable.class,
                table ->
                        table.withRoutes(
                                table.routes().stream()
                                        .filter(one ->
                                                !one.destination().toString().startsWith("172."))
                                        .toList()));
        assertOnlyBreak(drawn("vip-web"), Step.NODE_TO_TRANSIT);
        active = Optional.of(new ThingId("gw-2"));
        // The other node's subnet has a table of its own.
        assertThat(drawn("vip-web").broken()).isEmpty();
    }

    @Test
    void what_the_drawing_has_no_line_for_is_broken() {
        change("tgw", TransitGateway.class, gateway -> gateway.withAttachments(List.of()));
        assertThat(hop(drawn("vip-web"), Step.TRANSIT_TO_VPC).why())
                .isEqualTo(new Why.Missing(Why.Lack.ATTACHMENT));
        design = example();
        change("dxgw", DirectConnectGateway.class, line -> line.withAssociations(List.of()));
        assertThat(drawn("vip-web").broken().orElseThrow().why())
                .isEqualTo(new Why.Missing(Why.Lack.ASSOCIATION));
        design = example();
        change("dxgw", DirectConnectGateway.class, PacketPathTest::withoutVip);
        assertOnlyBreak(drawn("vip-web"), Step.SITE_TO_LINE);
        design = example();
        change(
                "osaka",
                Site.class,
                site -> site.withCidrs(List.of(Cidr.parse("10.200.0.0/16").orThrow())));
        assertThat(drawn("vip-web").broken().orElseThrow().why())
                .isEqualTo(new Why.Missing(Why.Lack.VIP_IN_SITE));
    }

    private static DirectConnectGateway withoutVip(DirectConnectGateway line) {
        return line.withAssociations(
                line.associations().stream()
                        .map(at ->
                                new GatewayAssociation(
                                        at.transitGateway(),
                                        at.allowedPrefixes().stream().limit(1).toList()))
                        .toList());
    }

    @Test
    void a_source_check_that_is_drawn_as_on_counts_for_the_node_that_is_active() {
        change(
                "gw-2",
                Node.class,
                node ->
                        node.withInstance(
                                node.instance().map(it -> it.withSourceDestinationCheck(true))));
        assertThat(drawn("vip-web").broken()).isEmpty();
        active = Optional.of(new ThingId("gw-2"));
        PacketPath path = drawn("vip-web");
        assertOnlyBreak(path, Step.INTERFACE_TO_NODE);
        assertThat(hop(path, Step.INTERFACE_TO_NODE).stops()).isEqualTo(ids("rtb-c", "gw-2"));
        assertThat(design.find(new ThingId("gw-2"), Node.class).flatMap(Node::instance))
                .map(CloudInstance::sourceDestinationCheck)
                .contains(true);
    }

    @Test
    void without_a_gateway_clients_are_in_the_vpc() {
        design =
                design.withThings(
                        design.things().without(new ThingId("tgw")).without(new ThingId("dxgw")));
        PacketPath path = drawn("vip-web");
        assertThat(path.hops())
                .extracting(PathHop::step)
                .containsExactly(Step.VPC_TO_INTERFACE, Step.INTERFACE_TO_NODE);
    }

    @Test
    void answers_that_are_about_another_node_than_the_active_one_prove_nothing_of_it() {
        active = Optional.of(new ThingId("gw-2"));
        PacketPath path = answered("vip-web", text -> text);
        assertThat(hop(path, Step.INTERFACE_TO_NODE).stops()).isEqualTo(ids("rtb-c", "gw-2"));
        for (Step step :
                List.of(Step.VPC_TO_INTERFACE, Step.INTERFACE_TO_NODE, Step.NODE_TO_TRANSIT)) {
            assertThat(hop(path, step).state()).isEqualTo(State.UNKNOWN);
            assertThat(hop(path, step).why())
                    .isInstanceOfSatisfying(
                            Why.Elsewhere.class,
                            why -> {
                                assertThat(why.answered()).isEqualTo("gw-1");
                                assertThat(why.active()).isEqualTo("gw-2");
                                assertThat(why.ask())
                                        .hasValueSatisfying(
                                                ask -> assertThat(ask).contains("describe"));
                            });
        }
        assertThat(path.count(State.PROVEN)).isEqualTo(5);
    }

    @Test
    void a_hop_is_judged_by_the_preflight_alone_where_answers_were_given() {
        change("tgw", TransitGateway.class, gateway -> gateway.withRoutes(List.of()));
        assertThat(hop(drawn("vip-web"), Step.TRANSIT_TO_VPC).isBroken()).isTrue();
        assertThat(hop(answered("vip-web", text -> text), Step.TRANSIT_TO_VPC).state())
                .isEqualTo(Hop.State.PROVEN);
    }
}

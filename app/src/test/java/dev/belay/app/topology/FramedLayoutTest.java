package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.Link;
import dev.belay.model.network.Site;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.Picture;
import dev.belay.model.status.Picture.NodePicture;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FramedLayoutTest {

    private Design design =
            Design.empty(ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD));

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    private void put(Thing thing, String within, int x, int y, int width, int height) {
        put(thing.withFrame(Optional.of(new Frame(x, y, width, height))), within);
    }

    private void put(Thing thing, String within) {
        design = design.with(within.isEmpty() ? thing : thing.withWithin(Optional.of(id(within))));
    }

    private Drawing drawing() {
        return DesignDrawing.of(design, Picture.EMPTY, false, "");
    }

    private Layout layout() {
        return FramedLayout.of(drawing(), design).orElseThrow();
    }

    @Test
    void a_design_without_places_has_no_layout_of_its_own() {
        put(Site.of(id("dc"), "dc"), "");
        assertThat(FramedLayout.of(drawing(), design)).isEmpty();
    }

    @Test
    void things_stand_where_they_were_put_within_their_containers() {
        put(Site.of(id("dc"), "dc"), "", 100, 50, 600, 400);
        put(Zone.of(id("rack"), "rack"), "dc", 40, 60, 300, 200);
        put(VirtualIp.of(id("vip"), "vip"), "rack", 16, 48, 192, 72);
        Layout layout = layout();
        assertThat(layout.box("dc")).isEqualTo(new Box(100, 50, 600, 400));
        assertThat(layout.box("rack")).isEqualTo(new Box(140, 110, 300, 200));
        assertThat(layout.box("vip").x()).isEqualTo(156);
        assertThat(layout.box("vip").y()).isEqualTo(158);
    }

    @Test
    void a_container_grows_around_what_is_in_it() {
        put(Site.of(id("dc"), "dc"), "", 0, 0, 100, 80);
        put(VirtualIp.of(id("vip"), "vip"), "dc", 300, 200, 192, 72);
        Layout layout = layout();
        assertThat(layout.box("dc").contains(layout.box("vip"))).isTrue();
    }

    @Test
    void what_has_no_place_stands_below_what_has_one() {
        put(Site.of(id("dc"), "dc"), "", 0, 0, 600, 300);
        put(VirtualIp.of(id("one"), "one"), "dc", 16, 48, 192, 72);
        put(VirtualIp.of(id("two"), "two"), "dc");
        put(Zone.of(id("free"), "free"), "");
        put(VirtualIp.of(id("three"), "three"), "free");
        Layout layout = layout();
        assertThat(layout.box("two").y()).isGreaterThan(layout.box("one").bottom());
        assertThat(layout.box("dc").contains(layout.box("two"))).isTrue();
        assertThat(layout.box("free").y()).isGreaterThan(layout.box("dc").bottom());
        assertThat(layout.box("free").contains(layout.box("three"))).isTrue();
        assertThat(layout.bounds().contains(layout.box("free"))).isTrue();
    }

    @Test
    void lines_go_from_edge_to_edge() {
        put(Site.of(id("a"), "a"), "", 0, 0, 400, 200);
        put(Site.of(id("b"), "b"), "", 800, 0, 400, 200);
        design = design.withLinks(List.of(Link.of(id("l"), id("a"), id("b"))));
        List<Spot> route = layout().routes().values().iterator().next();
        assertThat(route).containsExactly(new Spot(400, 100), new Spot(800, 100));
    }

    @Test
    void a_layout_that_was_written_down_is_the_same_again() {
        put(Site.of(id("dc"), "dc"), "");
        put(Zone.of(id("rack"), "rack"), "dc");
        put(VirtualIp.of(id("vip"), "vip"), "rack");
        put(VirtualIp.of(id("other"), "other"), "");
        Layout found = ElkLayout.arrange(drawing().outline(), BackgroundLayout.ASPECT, () -> false);
        design = Placing.of(design, drawing(), found);
        Layout again = layout();
        for (String id : List.of("dc", "rack", "vip", "other")) {
            assertThat(again.box(id).x()).as(id).isEqualTo(Math.rint(found.box(id).x()));
            assertThat(again.box(id).y()).as(id).isEqualTo(Math.rint(found.box(id).y()));
        }
    }

    @Test
    void nodes_of_the_same_name_are_two_cards_each_for_itself() {
        put(Node.of(id("n1"), "gw", NodeRole.WORKER), "");
        put(Node.of(id("n2"), "gw", NodeRole.WORKER), "");
        Drawing drawing = DesignDrawing.of(design, members("n1", "n2"), false, "");
        assertThat(drawing.cards()).extracting(Drawing.Card::id).containsExactly("n1", "n2");
        assertThat(FramedLayout.things(drawing, design))
                .extractingByKeys("n1", "n2")
                .extracting(Thing::id)
                .containsExactly(id("n1"), id("n2"));
    }

    private static Picture members(String... ids) {
        Picture empty = Picture.EMPTY;
        List<NodePicture> nodes =
                Stream.of(ids)
                        .map(one ->
                                new NodePicture(
                                        new Member(
                                                one, "gw", "", MemberRole.VOTER, false, one, 7420),
                                        NodeState.ACTIVE,
                                        "",
                                        null,
                                        0,
                                        one,
                                        List.of()))
                        .toList();
        return new Picture(
                "edge", ids[0], 0, ids[0], 1, empty.quorum(), List.of(), nodes, List.of());
    }
}

package dev.belay.model.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Problem;
import dev.belay.model.check.ProblemCode;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.Link;
import dev.belay.model.network.Site;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A site with a zone, two nodes in it, a service with a virtual IP that likes one of them.
class EditingTest {

    private Design design =
            Design.empty(ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD));

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    private static Optional<ThingId> in(String text) {
        return Optional.of(id(text));
    }

    private static Optional<Frame> at(int x, int y, int width, int height) {
        return Optional.of(new Frame(x, y, width, height));
    }

    @BeforeEach
    void draw() {
        design =
                design.with(Site.of(id("dc"), "dc").withFrame(at(100, 100, 600, 400)))
                        .with(
                                Zone.of(id("rack"), "rack")
                                        .withWithin(in("dc"))
                                        .withFrame(at(20, 40, 300, 200)))
                        .with(node("gw-1", 10, 20))
                        .with(node("gw-2", 30, 120))
                        .with(VirtualIp.of(id("vip"), "vip"))
                        .with(Service.of(id("web"), "web"));
        design = Wiring.connected(design, id("web"), id("vip"));
        design = Wiring.connected(design, id("web"), id("gw-1"));
        design = Wiring.connected(design, id("gw-1"), id("gw-2"));
    }

    private static Node node(String name, int x, int y) {
        return Node.of(id(name), name, NodeRole.WORKER)
                .withWithin(in("rack"))
                .withFrame(at(x, y, 100, 60));
    }

    private Frame frame(Design of, String thing) {
        return of.find(id(thing)).orElseThrow().frame().orElseThrow();
    }

    private Frame onCanvas(Design of, String thing) {
        return Frames.onCanvas(of, of.find(id(thing)).orElseThrow()).orElseThrow();
    }

    private static Service web(Design of) {
        return of.find(id("web"), Service.class).orElseThrow();
    }

    @Test
    void edges_become_links_or_fields() {
        assertThat(web(design).resources()).containsExactly(VirtualIpResource.of("vip", id("vip")));
        assertThat(web(design).constraints())
                .containsExactly(new LocationConstraint(id("gw-1"), 100));
        assertThat(design.links())
                .singleElement()
                .satisfies(link -> assertThat(link.to()).isEqualTo(id("gw-2")));
    }

    @Test
    void an_edge_is_drawn_once_and_either_way_round() {
        assertThat(Wiring.connected(design, id("vip"), id("web"))).isSameAs(design);
        assertThat(Wiring.connected(design, id("gw-2"), id("gw-1"))).isSameAs(design);
        Design more = design.with(Service.of(id("db"), "db"));
        more = Wiring.connected(more, id("web"), id("db"));
        assertThat(web(more).constraints()).contains(new OrderConstraint(id("db"), true));
    }

    @Test
    void only_legal_ends_light_up() {
        assertThat(Wiring.mayConnect(design, id("vip"), id("gw-1"))).isFalse();
        assertThat(Wiring.mayConnect(design, id("web"), id("web"))).isFalse();
        assertThat(Wiring.connected(design, id("vip"), id("gw-1"))).isSameAs(design);
        assertThat(Wiring.ends(design, id("web")))
                .containsExactlyInAnyOrder(id("dc"), id("rack"), id("gw-1"), id("gw-2"), id("vip"));
    }

    @Test
    void edges_are_taken_away_again() {
        Design less = Wiring.disconnected(design, id("gw-2"), id("gw-1"));
        less = Wiring.disconnected(less, id("vip"), id("web"));
        less = Wiring.disconnected(less, id("web"), id("gw-1"));
        assertThat(less.links()).isEmpty();
        assertThat(web(less).resources()).isEmpty();
        assertThat(web(less).constraints()).isEmpty();
        assertThat(less.things().size()).isEqualTo(design.things().size());
    }

    @Test
    void what_goes_takes_along_what_cannot_be_without_it() {
        Design less = Removal.of(design, List.of(id("rack")));
        assertThat(less.things().all())
                .extracting(Thing::id)
                .containsExactlyInAnyOrder(id("dc"), id("vip"), id("web"));
        assertThat(less.links()).isEmpty();
        assertThat(web(less).constraints()).isEmpty();
        assertThat(web(less).resources()).hasSize(1);
        assertThat(Removal.reach(design, List.of(id("rack"))))
                .contains(id("rack"), id("gw-1"), id("gw-2"), design.links().getFirst().id())
                .doesNotContain(id("web"));
    }

    @Test
    void a_link_can_go_alone_and_nothing_is_nothing() {
        Link link = design.links().getFirst();
        assertThat(Removal.of(design, List.of(link.id())).links()).isEmpty();
        assertThat(Removal.of(design, List.of(id("no-such-thing")))).isSameAs(design);
    }

    @Test
    void a_copy_has_ids_and_names_of_its_own_and_refers_to_its_own() {
        Clip clip = Clip.of(design, List.of(id("rack"), id("web")));
        Clip.Pasted pasted = clip.into(design, Optional.empty(), 24, 24);
        assertThat(pasted.selected()).containsExactlyInAnyOrder(id("rack-2"), id("web-2"));
        Node copied = pasted.design().find(id("gw-3"), Node.class).orElseThrow();
        assertThat(copied.name()).isEqualTo("gw-3");
        assertThat(copied.within()).contains(id("rack-2"));
        assertThat(copied.frame()).isEqualTo(at(10, 20, 100, 60));
        Service service = pasted.design().find(id("web-2"), Service.class).orElseThrow();
        assertThat(service.constraints()).containsExactly(new LocationConstraint(id("gw-3"), 100));
        assertThat(service.resources())
                .as("what was not copied along is the same")
                .containsExactly(VirtualIpResource.of("vip", id("vip")));
        assertThat(pasted.design().links())
                .anySatisfy(link -> assertThat(link.from()).isEqualTo(id("gw-3")));
        assertThat(frame(pasted.design(), "rack-2")).isEqualTo(new Frame(44, 64, 300, 200));
    }

    @Test
    void a_copy_comes_to_another_design_without_what_that_lacks() {
        Clip clip = Clip.of(design, List.of(id("web")));
        Design other = Design.empty(design.cluster());
        Design pasted = clip.into(other, Optional.empty(), 0, 0).design();
        Service service = pasted.find(id("web"), Service.class).orElseThrow();
        assertThat(service.name()).as("nobody there has its name").isEqualTo("web");
        assertThat(service.resources()).isEmpty();
        assertThat(service.constraints()).isEmpty();
    }

    @Test
    void what_is_in_a_container_moves_with_it_once() {
        Design moved = Frames.moved(design, List.of(id("rack"), id("gw-1")), 8, 16);
        assertThat(frame(moved, "rack")).isEqualTo(new Frame(28, 56, 300, 200));
        assertThat(frame(moved, "gw-1")).isEqualTo(frame(design, "gw-1"));
        assertThat(onCanvas(moved, "gw-1")).isEqualTo(new Frame(138, 176, 100, 60));
    }

    @Test
    void another_container_leaves_it_where_it_is_on_the_canvas() {
        Frame before = onCanvas(design, "gw-1");
        Design out = Frames.putInto(design, id("gw-1"), Optional.empty());
        assertThat(onCanvas(out, "gw-1")).isEqualTo(before);
        Design back = Frames.putInto(out, id("gw-1"), in("rack"));
        assertThat(back.find(id("gw-1"))).isEqualTo(design.find(id("gw-1")));
        assertThat(Frames.putInto(design, id("dc"), in("rack"))).isSameAs(design);
        assertThat(Frames.putInto(design, id("rack"), in("rack"))).isSameAs(design);
        assertThat(Frames.putInto(design, id("gw-1"), in("web"))).isSameAs(design);
    }

    @Test
    void things_come_into_line_and_are_spread_evenly() {
        List<ThingId> both = List.of(id("gw-1"), id("gw-2"));
        Design left = Frames.aligned(design, both, Frames.Line.LEFT);
        assertThat(frame(left, "gw-2").x()).isEqualTo(10);
        Design right = Frames.aligned(design, both, Frames.Line.RIGHT);
        assertThat(frame(right, "gw-1").x()).isEqualTo(30);
        Design center = Frames.aligned(design, both, Frames.Line.CENTER);
        assertThat(frame(center, "gw-1").x()).isEqualTo(frame(center, "gw-2").x()).isEqualTo(20);
        Design three = design.with(node("gw-9", 0, 100));
        Design spread =
                Frames.spread(three, List.of(id("gw-1"), id("gw-2"), id("gw-9")), Frames.Way.DOWN);
        assertThat(frame(spread, "gw-1").y()).isEqualTo(20);
        assertThat(frame(spread, "gw-9").y()).isEqualTo(70);
        assertThat(frame(spread, "gw-2").y()).isEqualTo(120);
    }

    @Test
    void everything_of_the_palette_can_be_drawn() {
        for (PaletteEntry entry : PaletteEntry.ALL) {
            Thing fresh = entry.fresh(design, in("rack"), 8, 8);
            assertThat(design.find(fresh.id())).isEmpty();
            assertThat(fresh.kind()).isEqualTo(entry.kind());
            Design with = design.with(fresh);
            assertThat(DesignChecks.check(with))
                    .extracting(Problem::code)
                    .as("is where it may be")
                    .doesNotContain(ProblemCode.WRONG_CONTAINER);
            Thing second = entry.fresh(with, Optional.empty(), 0, 0);
            assertThat(second.id()).isEqualTo(id(entry.word() + "-2"));
        }
    }
}

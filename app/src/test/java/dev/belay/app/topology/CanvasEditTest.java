package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.topology.CanvasEdit.Hit;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.edit.PaletteEntry;
import dev.belay.model.network.Site;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanvasEditTest {

    private final ObjectProperty<@Nullable LiveCluster> cluster = new SimpleObjectProperty<>();
    private final ArrayDeque<Runnable> background = new ArrayDeque<>();
    private final EditorModel editor = new EditorModel();
    private final TopologyModel model =
            new TopologyModel(cluster, editor, background::add, Runnable::run);
    private final CanvasEdit edit = model.edit();

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    private static Thing at(Thing thing, int x, int y, int width, int height) {
        return thing.withFrame(Optional.of(new Frame(x, y, width, height)));
    }

    private static Thing in(String container, Thing thing) {
        return thing.withWithin(Optional.of(id(container)));
    }

    private void open() {
        open(
                Design.empty(ClusterSettings.of("edge", "edge", TimingProfile.STANDARD))
                        .with(at(Site.of(id("dc"), "dc"), 0, 0, 800, 480))
                        .with(in("dc", at(Zone.of(id("a"), "a"), 16, 48, 320, 240)))
                        .with(in("dc", at(Zone.of(id("b"), "b"), 400, 48, 320, 240)))
                        .with(
                                in(
                                        "a",
                                        at(
                                                Node.of(id("one"), "one", NodeRole.ADMIN),
                                                16,
                                                48,
                                                192,
                                                72)))
                        .with(at(Service.of(id("web"), "web"), 0, 560, 192, 72))
                        .with(at(VirtualIp.of(id("vip"), "vip"), 300, 560, 192, 72)));
    }

    private void open(Design design) {
        editor.begun(design);
        model.resized(1400, 1000);
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private Design design() {
        return Objects.requireNonNull(editor.designProperty().get());
    }

    private Thing thing(String id) {
        return design().find(id(id)).orElseThrow();
    }

    private Frame frame(String id) {
        return thing(id).frame().orElseThrow();
    }

    private void drag(Hit on, Spot from, Spot to) {
        edit.press(on, from, false);
        edit.drag(new Spot((from.x() + to.x()) / 2, (from.y() + to.y()) / 2), false);
        edit.drag(to, false);
        edit.release(to, false);
    }

    @Test
    void a_design_without_a_cluster_is_there_to_be_edited() {
        open();
        assertThat(model.modeProperty().get()).isEqualTo(Mode.DESIGN);
        assertThat(edit.isOn()).isTrue();
        assertThat(model.layoutProperty().get().box("one")).isEqualTo(new Box(32, 96, 192, 56));
    }

    @Test
    void what_is_dragged_is_shown_on_its_way_and_moved_in_one_step() {
        open();
        edit.press(new Hit.Card("web"), new Spot(10, 570), false);
        edit.drag(new Spot(10, 700), true);
        assertThat(model.layoutProperty().get().box("web").y()).isEqualTo(690);
        assertThat(frame("web").y()).isEqualTo(560);
        edit.drag(new Spot(30, 720), true);
        edit.release(new Spot(30, 720), false);
        assertThat(frame("web")).isEqualTo(new Frame(20, 710, 192, 72));
        editor.undo();
        assertThat(frame("web")).isEqualTo(new Frame(0, 560, 192, 72));
        assertThat(editor.undoesProperty().get()).isEmpty();
    }

    @Test
    void escape_leaves_all_as_it_was() {
        open();
        edit.press(new Hit.Card("web"), new Spot(10, 570), false);
        edit.drag(new Spot(200, 800), false);
        assertThat(edit.cancel()).isTrue();
        edit.drag(new Spot(300, 800), false);
        edit.release(new Spot(300, 800), false);
        assertThat(frame("web")).isEqualTo(new Frame(0, 560, 192, 72));
        assertThat(model.layoutProperty().get()).isEqualTo(model.placedLayout());
        assertThat(editor.undoesProperty().get()).isEmpty();
    }

    @Test
    void a_node_that_is_dropped_on_another_zone_is_in_that_zone() {
        open();
        drag(new Hit.Card("one"), new Spot(40, 100), new Spot(450, 150));
        assertThat(thing("one").within()).contains(id("b"));
        assertThat(model.placedLayout().box("b").contains(model.placedLayout().box("one")))
                .isTrue();
    }

    @Test
    void what_may_not_be_in_a_container_stays_out_of_it() {
        open();
        drag(new Hit.Header("a"), new Spot(20, 60), new Spot(450, 150));
        assertThat(thing("a").within()).contains(id("dc"));
    }

    @Test
    void a_container_takes_along_what_is_in_it() {
        open();
        Box before = model.placedLayout().box("one");
        edit.press(new Hit.Header("a"), new Spot(20, 60), false);
        edit.drag(new Spot(20, 160), true);
        edit.release(new Spot(20, 160), false);
        assertThat(model.placedLayout().box("one").y()).isEqualTo(before.y() + 100);
        assertThat(frame("one")).isEqualTo(new Frame(16, 48, 192, 72));
    }

    @Test
    void nothing_is_pushed_out_over_the_upper_left_edge_of_its_container() {
        open();
        edit.press(new Hit.Card("one"), new Spot(200, 130), false);
        edit.drag(new Spot(100, 60), true);
        edit.release(new Spot(100, 60), false);
        assertThat(thing("one").within()).contains(id("a"));
        assertThat(frame("one").x()).isEqualTo(FramedLayout.PADDING);
        assertThat(frame("one").y()).isEqualTo(FramedLayout.HEADER);
    }

    @Test
    void edges_come_into_line_with_others() {
        open();
        drag(new Hit.Card("vip"), new Spot(310, 570), new Spot(310 + 37, 570 + 3));
        assertThat(frame("vip").y()).isEqualTo(560);
    }

    @Test
    void an_edge_is_drawn_only_to_where_one_may_end() {
        open();
        edit.press(new Hit.Port("web"), new Spot(192, 576), false);
        edit.drag(new Spot(310, 570), false);
        assertThat(edit.gestureProperty().get())
                .isInstanceOfSatisfying(
                        Gesture.Linking.class,
                        linking -> {
                            assertThat(linking.over()).isEqualTo("vip");
                            assertThat(linking.legal()).contains("vip", "one", "a", "dc");
                            assertThat(linking.legal()).doesNotContain("web");
                        });
        edit.release(new Spot(310, 570), false);
        assertThat(((Service) thing("web")).resources()).hasSize(1);
        edit.press(new Hit.Port("vip"), new Spot(492, 596), false);
        edit.drag(new Spot(40, 100), false);
        edit.release(new Spot(40, 100), false);
        assertThat(editor.undoesProperty().get().orElseThrow().key()).isEqualTo("connect");
        editor.undo();
        assertThat(editor.undoesProperty().get()).isEmpty();
    }

    @Test
    void an_edge_is_drawn_by_keys_alone() {
        open();
        editor.select(List.of(id("web")));
        assertThat(edit.linkByKeys()).isTrue();
        assertThat(edit.linkTowards(Neighbours.Way.DOWN)).isTrue();
        for (int tries = 0; tries < 10 && !over().equals("one"); tries++) {
            edit.linkTowards(tries % 2 == 0 ? Neighbours.Way.UP : Neighbours.Way.LEFT);
        }
        assertThat(over()).isEqualTo("one");
        assertThat(edit.linkNow()).isTrue();
        assertThat(((Service) thing("web")).constraints())
                .singleElement()
                .isInstanceOfSatisfying(
                        LocationConstraint.class,
                        one -> assertThat(one.place()).isEqualTo(id("one")));
    }

    private String over() {
        return edit.gestureProperty().get() instanceof Gesture.Linking linking
                ? linking.over()
                : "";
    }

    @Test
    void a_rubber_band_selects_what_is_whole_in_it() {
        open();
        edit.press(new Hit.Canvas(), new Spot(-10, 550), false);
        edit.drag(new Spot(400, 640), false);
        assertThat(editor.selectionProperty().get()).containsExactly(id("web"));
        edit.drag(new Spot(500, 640), false);
        edit.release(new Spot(500, 640), false);
        assertThat(editor.selectionProperty().get())
                .containsExactlyInAnyOrder(id("web"), id("vip"));
        assertThat(model.ringedProperty().get()).containsExactlyInAnyOrder("web", "vip");
        edit.press(new Hit.Canvas(), new Spot(900, 900), false);
        edit.release(new Spot(900, 900), false);
        assertThat(editor.selectionProperty().get()).isEmpty();
    }

    @Test
    void what_is_taken_from_the_palette_goes_into_the_container_under_it() {
        open();
        PaletteEntry worker = entry("worker");
        edit.take(worker);
        edit.hover(new Spot(430, 110), true);
        assertThat(edit.gestureProperty().get())
                .isInstanceOfSatisfying(
                        Gesture.Placing.class, one -> assertThat(one.into()).isEqualTo("b"));
        edit.press(new Hit.Ground("b"), new Spot(430, 110), false);
        edit.release(new Spot(430, 110), false);
        assertThat(thing("worker-1").within()).contains(id("b"));
        assertThat(frame("worker-1").x()).isEqualTo(32);
        assertThat(frame("worker-1").y()).isEqualTo(64);
        assertThat(editor.selectionProperty().get()).containsExactly(id("worker-1"));
    }

    @Test
    void by_keys_it_goes_into_what_is_selected_and_below_what_is_there() {
        open();
        editor.select(List.of(id("a")));
        edit.put(entry("worker"));
        assertThat(thing("worker-1").within()).contains(id("a"));
        Layout layout = model.placedLayout();
        assertThat(layout.box("worker-1").y()).isGreaterThan(layout.box("one").bottom());
        edit.put(entry("worker"));
        assertThat(thing("worker-2").within()).contains(id("a"));
        assertThat(layout.box("worker-1").intersects(model.placedLayout().box("worker-2")))
                .isFalse();
    }

    private static PaletteEntry entry(String word) {
        return PaletteEntry.ALL.stream()
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_container_gets_another_size_by_its_corner() {
        open();
        drag(new Hit.Corner("b"), new Spot(720, 288), new Spot(643, 250));
        assertThat(frame("b")).isEqualTo(new Frame(400, 48, 240, 200));
    }

    @Test
    void an_edge_that_is_kept_in_a_field_is_selected_and_removed_as_any_other() {
        open();
        editor.connect(id("web"), id("vip"));
        String wire = DesignDrawing.wireId("web", "vip");
        edit.press(new Hit.Wire(wire), new Spot(250, 596), false);
        edit.release(new Spot(250, 596), false);
        assertThat(model.ringedProperty().get()).isEqualTo(Set.of(wire));
        model.remove();
        assertThat(((Service) thing("web")).resources()).isEmpty();
    }

    @Test
    void the_first_that_is_moved_keeps_all_others_in_their_places() {
        Design bare =
                Design.empty(ClusterSettings.of("edge", "edge", TimingProfile.STANDARD))
                        .with(Site.of(id("dc"), "dc"))
                        .with(in("dc", Node.of(id("one"), "one", NodeRole.ADMIN)))
                        .with(in("dc", Node.of(id("two"), "two", NodeRole.WORKER)));
        open(bare);
        Box two = model.placedLayout().box("two");
        Box one = model.placedLayout().box("one");
        edit.press(new Hit.Card("one"), one.center(), false);
        edit.drag(new Spot(one.center().x(), one.center().y() + 400), true);
        edit.release(new Spot(one.center().x(), one.center().y() + 400), false);
        assertThat(model.placedLayout().box("two").x()).isEqualTo(two.x());
        assertThat(model.placedLayout().box("two").y()).isEqualTo(two.y());
        assertThat(editor.undoesProperty().get().orElseThrow().key()).isEqualTo("move");
        editor.undo();
        assertThat(design()).isEqualTo(bare);
    }

    @Test
    void a_layout_of_all_is_one_step() {
        open();
        Design before = design();
        model.arrange();
        while (!background.isEmpty()) {
            background.remove().run();
        }
        assertThat(design()).isNotEqualTo(before);
        Layout layout = model.placedLayout();
        assertThat(layout.box("a").intersects(layout.box("b"))).isFalse();
        editor.undo();
        assertThat(design()).isEqualTo(before);
    }

    @Test
    void a_layout_of_some_leaves_the_others_where_they_are() {
        open();
        editor.select(List.of(id("web"), id("vip")));
        Box before = model.placedLayout().box("a");
        model.arrange();
        while (!background.isEmpty()) {
            background.remove().run();
        }
        assertThat(model.placedLayout().box("a")).isEqualTo(before);
    }

    @Test
    void who_edits_keeps_what_he_looks_at() {
        open();
        Viewport before = model.viewportProperty().get();
        drag(new Hit.Card("web"), new Spot(10, 570), new Spot(3_000, 2_000));
        assertThat(model.viewportProperty().get()).isEqualTo(before);
    }

    @Test
    void a_layout_that_was_asked_for_comes_whatever_else_is_drawn_meanwhile() {
        open();
        model.arrange();
        editor.select(List.of(id("web")));
        model.modeProperty().set(Mode.LIVE);
        model.modeProperty().set(Mode.DESIGN);
        while (!background.isEmpty()) {
            background.remove().run();
        }
        assertThat(editor.undoesProperty().get().orElseThrow().key()).isEqualTo("arrange");
    }

    @Test
    void the_container_around_something_is_reached_by_a_key() {
        open();
        editor.select(List.of(id("one")));
        assertThat(edit.selectAround()).isTrue();
        assertThat(model.selectionProperty().get()).isEqualTo("a");
        assertThat(edit.selectAround()).isTrue();
        assertThat(edit.selectAround()).isFalse();
        assertThat(model.selectionProperty().get()).isEqualTo("dc");
    }

    @Test
    void the_live_drawing_is_not_edited() {
        open();
        model.modeProperty().set(Mode.LIVE);
        assertThat(edit.isOn()).isFalse();
        model.remove();
        model.arrange();
        assertThat(editor.undoesProperty().get()).isEmpty();
    }
}

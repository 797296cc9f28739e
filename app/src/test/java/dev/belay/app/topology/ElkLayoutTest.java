package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ElkLayoutTest {

    private static Layout arrange(Outline outline) {
        return ElkLayout.arrange(outline, BackgroundLayout.ASPECT, () -> false);
    }

    private static Outline live(SampleCluster sample) {
        var picture = sample.live().pictureProperty().get();
        return LiveDrawing.of(picture, false, "").outline();
    }

    @Test
    void nothing_takes_no_room() {
        assertThat(arrange(Outline.EMPTY)).isEqualTo(Layout.EMPTY);
    }

    @Test
    void the_same_outline_gives_the_same_layout() {
        var outline = live(SampleCluster.many(40, 4));
        assertThat(arrange(outline)).isEqualTo(arrange(outline));
    }

    @Test
    void no_two_cards_overlap_and_each_is_inside_its_zone() {
        var random = new Random(7);
        for (int round = 0; round < 20; round++) {
            var outline = live(SampleCluster.many(5 + random.nextInt(60), 1 + random.nextInt(6)));
            var layout = arrange(outline);
            var blocks = outline.blocks();
            for (int i = 0; i < blocks.size(); i++) {
                var box = layout.box(blocks.get(i).id());
                assertThat(layout.box(blocks.get(i).parent()).contains(box)).isTrue();
                for (int j = i + 1; j < blocks.size(); j++) {
                    assertThat(box.intersects(layout.box(blocks.get(j).id()))).isFalse();
                }
            }
            for (var frame : outline.frames()) {
                if (!frame.parent().isEmpty()) {
                    assertThat(layout.box(frame.parent()).contains(layout.box(frame.id())))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everything_stands_on_the_grid() {
        var layout = arrange(live(SampleCluster.many(23, 3)));
        layout.boxes()
                .forEach((id, box) -> {
                    assertThat(box.x() % 8).as(id).isZero();
                    assertThat(box.y() % 8).as(id).isZero();
                });
    }

    @Test
    void forty_nodes_come_out_neither_very_wide_nor_very_tall() {
        var bounds = arrange(live(SampleCluster.many(40, 4))).bounds();
        assertThat(bounds.width() / bounds.height()).isBetween(0.9, 2.8);
    }

    @Test
    void cards_keep_their_reading_order() {
        var layout = arrange(live(SampleCluster.many(9, 1)));
        var first = layout.box("node-001");
        var second = layout.box("node-002");
        var last = layout.box("node-009");
        assertThat(second.y()).isEqualTo(first.y());
        assertThat(second.x()).isGreaterThan(first.x());
        assertThat(last.y()).isGreaterThan(first.y());
    }

    @Test
    void wires_run_from_edge_to_edge_at_right_angles() {
        var blocks = new ArrayList<Outline.Block>();
        var wires = new ArrayList<Outline.Wire>();
        for (int i = 0; i < 6; i++) {
            blocks.add(new Outline.Block("b" + i, i < 3 ? "left" : "right", 96, 48));
        }
        wires.add(new Outline.Wire("w0", "b0", "b4"));
        wires.add(new Outline.Wire("w1", "b1", "b5"));
        wires.add(new Outline.Wire("w2", "b4", "b2"));
        var frames =
                List.of(
                        new Outline.Frame("all", "", 100),
                        new Outline.Frame("left", "all", 100),
                        new Outline.Frame("right", "all", 100));
        var layout = arrange(new Outline(frames, blocks, wires));
        assertThat(layout.routes()).containsOnlyKeys("w0", "w1", "w2");
        layout.routes()
                .forEach((id, route) -> {
                    for (int i = 1; i < route.size(); i++) {
                        var a = route.get(i - 1);
                        var b = route.get(i);
                        assertThat(Math.abs(a.x() - b.x()) < 0.01 || Math.abs(a.y() - b.y()) < 0.01)
                                .as(id + " " + a + " " + b)
                                .isTrue();
                    }
                });
        var start = layout.routes().getOrDefault("w0", List.of()).getFirst();
        assertThat(layout.box("b0").grown(1).contains(new Box(start.x(), start.y(), 0, 0)))
                .isTrue();
    }

    @Test
    void a_layout_that_is_no_longer_wanted_ends() {
        var outline = live(SampleCluster.many(40, 4));
        assertThatThrownBy(() -> ElkLayout.arrange(outline, 1.6, () -> true))
                .isInstanceOf(CancellationException.class);
    }
}

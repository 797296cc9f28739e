package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.belay.app.topology.Neighbours.Way;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GeometryTest {

    private static final Map<String, Box> GRID =
            Map.of(
                    "a", new Box(0, 0, 100, 50),
                    "b", new Box(200, 0, 100, 50),
                    "c", new Box(0, 100, 100, 50),
                    "d", new Box(200, 100, 100, 50));

    @Test
    void arrow_keys_lead_to_the_nearest_card_in_their_direction() {
        assertThat(Neighbours.next(GRID, "a", Way.RIGHT)).contains("b");
        assertThat(Neighbours.next(GRID, "a", Way.DOWN)).contains("c");
        assertThat(Neighbours.next(GRID, "d", Way.LEFT)).contains("c");
        assertThat(Neighbours.next(GRID, "d", Way.UP)).contains("b");
        assertThat(Neighbours.next(GRID, "a", Way.LEFT)).isEmpty();
    }

    @Test
    void without_a_selection_an_arrow_key_leads_to_the_first_card() {
        assertThat(Neighbours.next(GRID, "", Way.LEFT)).contains("a");
        assertThat(Neighbours.next(Map.of(), "", Way.LEFT)).isEmpty();
    }

    @Test
    void zooming_keeps_the_place_under_the_pointer() {
        var random = new Random(3);
        var view = Viewport.START;
        for (int i = 0; i < 200; i++) {
            double x = random.nextDouble() * 1000;
            double y = random.nextDouble() * 700;
            var before = view.inWorld(x, y);
            view = view.zoomedAt(0.05 + random.nextDouble() * 3, x, y);
            var after = view.onScreen(before);
            assertThat(after.x()).isCloseTo(x, within(1e-6));
            assertThat(after.y()).isCloseTo(y, within(1e-6));
            assertThat(view.zoom()).isBetween(Viewport.MIN_ZOOM, Viewport.MAX_ZOOM);
        }
    }

    @Test
    void fit_shows_everything_and_never_enlarges() {
        var small = Viewport.fit(new Box(0, 0, 100, 100), 800, 600);
        assertThat(small.zoom()).isEqualTo(1);
        var large = new Box(-50, 20, 4000, 900);
        var view = Viewport.fit(large, 800, 600);
        assertThat(view.visible(800, 600, 0).contains(large)).isTrue();
    }

    @Test
    void revealing_moves_no_more_than_needed() {
        var view = new Viewport(1, 0, 0);
        assertThat(view.revealing(new Box(100, 100, 50, 50), 800, 600)).isSameAs(view);
        var moved = view.revealing(new Box(900, 100, 50, 50), 800, 600);
        assertThat(moved.visible(800, 600, 0).contains(new Box(900, 100, 50, 50))).isTrue();
        assertThat(moved.panY()).isZero();
    }

    @Test
    void a_link_goes_around_the_card_between_its_ends() {
        var a = new Box(0, 0, 100, 60);
        var between = new Box(148, 0, 100, 60);
        var b = new Box(296, 0, 100, 60);
        var route = new LinkRouter(List.of(a, between, b), List.of()).route(a, b);
        assertThat(route.size()).isGreaterThan(2);
        for (int i = 1; i < route.size(); i++) {
            var p = route.get(i - 1);
            var q = route.get(i);
            var line =
                    new Box(
                            Math.min(p.x(), q.x()),
                            Math.min(p.y(), q.y()),
                            Math.abs(p.x() - q.x()),
                            Math.abs(p.y() - q.y()));
            assertThat(line.width() == 0 || line.height() == 0).isTrue();
            assertThat(between.intersects(line.grown(0.01))).isFalse();
        }
    }

    @Test
    void a_link_between_neighbours_is_straight() {
        var a = new Box(0, 0, 100, 60);
        var b = new Box(200, 0, 100, 60);
        var route = new LinkRouter(List.of(a, b), List.of()).route(a, b);
        assertThat(route).hasSize(2);
        assertThat(route.getFirst().x()).isEqualTo(100);
        assertThat(route.getLast().x()).isEqualTo(200);
    }

    @Test
    void detail_follows_zoom_at_the_stated_borders() {
        assertThat(DetailLevel.of(0.449)).isEqualTo(DetailLevel.FAR);
        assertThat(DetailLevel.of(0.45)).isEqualTo(DetailLevel.MID);
        assertThat(DetailLevel.of(0.749)).isEqualTo(DetailLevel.MID);
        assertThat(DetailLevel.of(0.75)).isEqualTo(DetailLevel.NEAR);
    }
}

package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class PixelsTest {

    private static final int RED = 0xffff0000;
    private static final int BLUE = 0xff0000ff;

    private static Pixels of(int width, int height, int... argb) {
        return new Pixels(width, height, 1, argb);
    }

    private static Pixels plain(int width, int height, int colour) {
        var pixels = new Pixels(width, height, 1);
        pixels.clear(colour);
        return pixels;
    }

    private static long count(Pixels pixels, int colour) {
        return Arrays.stream(pixels.argb()).filter(pixel -> pixel == colour).count();
    }

    @Test
    void colours_are_premultiplied() {
        assertThat(Pixels.of(Color.RED)).isEqualTo(RED);
        assertThat(Pixels.of(Color.color(1, 0, 0, 0.5))).isEqualTo(0x80800000);
        assertThat(Pixels.of(Color.TRANSPARENT)).isZero();
    }

    @Test
    void a_rectangle_fills_whole_pixels_and_what_lies_outside_is_left_out() {
        var pixels = new Pixels(4, 3, 1);
        pixels.fill(-5, 1, 7, 9, RED);
        assertThat(pixels.argb()).containsExactly(0, 0, 0, 0, RED, RED, 0, 0, RED, RED, 0, 0);
        pixels.fill(10, 10, 5, 5, BLUE);
        pixels.fill(1, 1, -3, 2, BLUE);
        assertThat(count(pixels, BLUE)).isZero();
    }

    @Test
    void units_have_as_many_pixels_as_the_density_says() {
        var pixels = new Pixels(4, 4, 2);
        pixels.fill(1, 0, 1, 1, RED);
        assertThat(pixels.argb())
                .startsWith(0, 0, RED, RED, 0, 0, RED, RED, 0, 0, 0, 0)
                .endsWith(0, 0, 0, 0);
    }

    @Test
    void a_line_joins_its_ends_whatever_its_direction() {
        var pixels = new Pixels(10, 10, 1);
        pixels.line(new Spot(8, 1), new Spot(2, 7), RED);
        assertThat(pixels.argb()[1 * 10 + 8]).isEqualTo(RED);
        assertThat(pixels.argb()[7 * 10 + 2]).isEqualTo(RED);
        assertThat(pixels.argb()[4 * 10 + 5]).isEqualTo(RED);
        var level = new Pixels(10, 3, 1);
        level.line(new Spot(7, 1), new Spot(2, 1), RED);
        assertThat(count(level, RED)).isEqualTo(6);
    }

    @Test
    void what_covers_half_a_pixel_lets_the_other_half_through() {
        var pixels = plain(1, 1, 0xff000000);
        pixels.cover(0, 0, 0xffffffff, 0.5);
        int red = pixels.argb()[0] >> 16 & 0xff;
        assertThat(red).isBetween(126, 130);
        assertThat(pixels.argb()[0] >>> 24).isEqualTo(0xff);
        pixels.cover(3, 3, RED, 1);
        pixels.cover(0, 0, RED, 1);
        assertThat(pixels.argb()).containsExactly(RED);
    }

    @Test
    void taking_over_copies_where_both_lie() {
        var pixels = plain(3, 3, BLUE);
        pixels.take(of(2, 2, RED, 0, RED, RED), -1, 2);
        assertThat(pixels.argb())
                .containsExactly(BLUE, BLUE, BLUE, BLUE, BLUE, BLUE, 0, BLUE, BLUE);
    }

    @Test
    void what_is_laid_over_lets_through_where_it_has_nothing() {
        var pixels = plain(2, 1, BLUE);
        pixels.lay(of(2, 1, RED, 0), 0, 0, 1);
        assertThat(pixels.argb()).containsExactly(RED, BLUE);
    }

    @Test
    void what_is_laid_over_larger_has_each_of_its_pixels_several_times() {
        var pixels = new Pixels(6, 2, 1);
        pixels.lay(of(2, 1, RED, BLUE), 1, 0, 2);
        assertThat(pixels.argb())
                .containsExactly(0, RED, RED, BLUE, BLUE, 0, 0, RED, RED, BLUE, BLUE, 0);
    }

    @Test
    void what_is_laid_over_smaller_keeps_its_place_also_where_it_begins_outside() {
        var wide = plain(8, 2, BLUE);
        wide.fill(7, 0, 1, 2, RED);
        var pixels = new Pixels(4, 1, 1);
        pixels.lay(wide, -2, 0, 0.5);
        assertThat(pixels.argb()[0]).isEqualTo(BLUE);
        assertThat(pixels.argb()[1]).isEqualTo(RED);
        assertThat(pixels.argb()[2]).isZero();
    }
}

package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StripsTest {
    private final Strips strips = new Strips();

    @Test
    void a_tag_goes_below_the_strip_that_it_would_cover() {
        strips.add(new Box(0, 100, 200, 20));
        assertThat(strips.push(new Box(120, 115, 70, 18))).isEqualTo(5);
        assertThat(strips.push(new Box(120, 90, 70, 18))).isEqualTo(30);
    }

    @Test
    void a_tag_beside_or_just_below_a_strip_stays() {
        strips.add(new Box(0, 100, 200, 20));
        strips.add(new Box(0, 300, 200, 20));
        assertThat(strips.push(new Box(200, 110, 70, 18))).isZero();
        assertThat(strips.push(new Box(120, 120, 70, 18))).isZero();
        assertThat(strips.push(new Box(120, 82, 70, 18))).isZero();
    }
}

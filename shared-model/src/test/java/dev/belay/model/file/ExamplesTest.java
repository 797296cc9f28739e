package dev.belay.model.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.check.DesignChecks;
import dev.belay.model.design.Design;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExamplesTest {

    @Test
    void every_file_in_the_folder_is_among_the_tested_ones() throws IOException {
        try (var files = Files.list(Path.of("..", "examples"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.endsWith(".belay"))
                    .containsExactlyInAnyOrderElementsOf(
                            Examples.NAMES.stream().map(name -> name + ".belay").toList());
        }
    }

    @Test
    void every_example_has_no_problem_of_any_severity() {
        for (String name : Examples.NAMES) {
            assertThat(DesignChecks.check(Examples.design(name))).as(name).isEmpty();
        }
    }

    @Test
    void every_example_is_written_as_it_was_read() {
        for (String name : Examples.NAMES) {
            assertThat(DesignFormat.write(Examples.design(name)))
                    .as(name)
                    .isEqualTo(Examples.text(name));
        }
    }

    @Test
    void every_thing_of_an_example_has_its_place_inside_its_container_and_beside_its_neighbours() {
        for (String name : Examples.NAMES) {
            Design design = Examples.design(name);
            for (Thing thing : design.things()) {
                Frame frame = thing.frame().orElseThrow();
                assertThat(frame.x() % 4 + frame.y() % 4).as("%s %s", name, thing.id()).isZero();
                thing.within()
                        .flatMap(design::find)
                        .flatMap(Thing::frame)
                        .ifPresent(outer ->
                                assertThat(isInside(frame, outer))
                                        .as("%s: %s in its container", name, thing.id())
                                        .isTrue());
                for (Thing other : design.things()) {
                    boolean neighbours =
                            !other.equals(thing) && other.within().equals(thing.within());
                    assertThat(neighbours && overlap(frame, other.frame().orElseThrow()))
                            .as("%s: %s over %s", name, thing.id(), other.id())
                            .isFalse();
                }
            }
        }
    }

    private static boolean isInside(Frame inner, Frame outer) {
        int header = 28;
        return inner.x() >= 0
                && inner.y() >= header
                && inner.x() + inner.width() <= outer.width()
                && inner.y() + inner.height() <= outer.height();
    }

    private static boolean overlap(Frame one, Frame other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }
}

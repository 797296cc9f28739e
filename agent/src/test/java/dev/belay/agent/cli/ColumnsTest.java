package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cli.Columns.Cell;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void cells_stand_below_each_other_and_lines_end_without_blanks() {
        var columns =
                new Columns()
                        .row(Cell.of("NODE"), Cell.of("STATE"), Cell.of("REASON"))
                        .row(Cell.of("node-10"), Cell.of("up"), Cell.of(""));
        assertThat(columns.lines()).containsExactly("NODE     STATE  REASON", "node-10  up");
    }

    @Test
    void wide_characters_take_two_places() {
        var columns =
                new Columns()
                        .row(Cell.of("ノード"), Cell.of("x"))
                        .row(Cell.of("node-1"), Cell.of("x"));
        assertThat(columns.lines()).containsExactly("ノード  x", "node-1  x");
    }

    @Test
    void colour_does_not_count() {
        var columns =
                new Columns()
                        .row(new Cell("a", text -> "\u001b[1m" + text + "\u001b[0m"), Cell.of("x"))
                        .row(Cell.of("bcd"), Cell.of("x"));
        assertThat(columns.lines()).containsExactly("\u001b[1ma\u001b[0m    x", "bcd  x");
    }
}

package dev.belay.app.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.bundles.Prose.Block;
import dev.belay.app.bundles.Prose.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {

    private static List<Span> text(String text) {
        return List.of(new Span(text, false));
    }

    @Test
    void a_runbook_is_headings_steps_commands_and_tables() {
        assertThat(
                        Prose.of(
                                """
                                # Runbook of a\\_b

                                One line
                                and its end.

                                ## Nodes

                                | Id | Name |
                                | --- | --- |
                                | gw-1 | a\\|b |

                                1. Look:

                                   ```
                                   belay status
                                     -v
                                   ```

                                   - gw-1: `/etc/belay`
                                """))
                .containsExactly(
                        new Block.Heading(1, text("Runbook of a_b")),
                        new Block.Paragraph(text("One line and its end.")),
                        new Block.Heading(2, text("Nodes")),
                        new Block.Table(
                                List.of(
                                        List.of(text("Id"), text("Name")),
                                        List.of(text("gw-1"), text("a|b")))),
                        new Block.Item(0, "1.", text("Look:")),
                        new Block.Code(1, "belay status\n  -v"),
                        new Block.Item(
                                1,
                                "•",
                                List.of(new Span("gw-1: ", false), new Span("/etc/belay", true))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "```", "|", "| a\n| -", "`", "\\", "#", "1.", "   - ", "|\\"})
    void whatever_stands_there_is_shown(String text) {
        assertThat(Prose.of(text)).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "line\n\n",
                "```\ncommand\ncommand\n```\n\n",
                "`a` b `c` d ",
                "```\n```\n",
                "|\n|---|\n\n",
                "|a|b|c|\n|-|-|-|\n|1|2|3|\n|4|5|6|\n\n",
                "x"
            })
    void what_is_endless_is_shown_as_far_as_it_can_be(String part) {
        List<Block> all = Prose.of(part.repeat(200_000 / part.length()));
        List<Block> first = Prose.first(all, 100);
        assertThat(first).isNotEmpty().isNotEqualTo(all);
        assertThat(first.toString().length()).isLessThan(200 * 400);
        List<Block> few = Prose.of(part + "```\na\n\n```\n");
        assertThat(Prose.first(few, 100)).isEqualTo(few);
    }
}

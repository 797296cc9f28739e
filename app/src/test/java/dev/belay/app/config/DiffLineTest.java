package dev.belay.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.belay.app.ui.Syntax;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiffLineTest {

    @Test
    void lines_keep_their_numbers_in_both_files() {
        List<DiffLine> lines =
                DiffLine.of("@@ -3,3 +3,4 @@\n same\n-old 8m\n+old 64m\n+new\n last\n");
        assertThat(lines)
                .extracting(DiffLine::before, DiffLine::after)
                .containsExactly(
                        tuple(0, 0),
                        tuple(3, 3),
                        tuple(4, 0),
                        tuple(0, 4),
                        tuple(0, 5),
                        tuple(5, 6));
    }

    @Test
    void what_changed_inside_of_a_line_is_marked() {
        List<DiffLine> lines = DiffLine.of("@@ -1 +1 @@\n-size 8m;\n+size 64m;\n");
        DiffLine added = lines.get(2);
        assertThat(added.text().substring(added.markFrom(), added.markTo())).isEqualTo("64");
    }

    @Test
    void a_heading_before_the_first_hunk_is_no_change() {
        assertThat(DiffLine.of("--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n")).hasSize(3);
        assertThat(DiffLine.of("")).isEmpty();
    }

    @Test
    void tokens_cover_the_line_without_gaps_in_every_syntax() {
        List<String> texts =
                List.of(
                        "    listen 443 ssl; # tls",
                        "{ \"a\": [1, true, \"x\"] }",
                        "key: \"value\" # note",
                        "[section]",
                        "name = 12",
                        "acl all src 10.0.0.0/8",
                        "",
                        "\t'open $x");
        for (Syntax syntax : Syntax.values()) {
            for (String text : texts) {
                StringBuilder whole = new StringBuilder();
                int at = 0;
                for (Syntax.Token token : syntax.tokens(text)) {
                    assertThat(token.from()).isEqualTo(at);
                    at = token.to();
                    whole.append(text, token.from(), token.to());
                }
                assertThat(whole.toString()).as(syntax.name()).isEqualTo(text);
            }
        }
    }

    @Test
    void words_are_told_apart_by_the_kind_of_the_file() {
        assertThat(Syntax.of("conf.d/site.conf").tokens("listen 443; # tls"))
                .extracting(Syntax.Token::kind)
                .contains(Syntax.Kind.KEYWORD, Syntax.Kind.NUMBER, Syntax.Kind.COMMENT);
        assertThat(Syntax.of("limits.json").tokens("\"burst\": 20"))
                .extracting(Syntax.Token::kind)
                .startsWith(Syntax.Kind.KEYWORD)
                .endsWith(Syntax.Kind.NUMBER);
    }
}

package dev.belay.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.check.Languages;
import dev.belay.model.node.NodeRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BundleTextsTest {

    private static final Pattern HOLE = Pattern.compile("\\{\\d}");

    @Test
    void both_languages_have_the_same_keys_and_the_same_holes() {
        ResourceBundle english = BundleTexts.bundle(Locale.ENGLISH);
        ResourceBundle japanese = BundleTexts.bundle(Locale.JAPANESE);
        assertThat(japanese.getLocale()).isEqualTo(Locale.JAPANESE);
        assertThat(japanese.keySet()).isEqualTo(english.keySet());
        for (String key : english.keySet()) {
            assertThat(holes(japanese.getString(key)))
                    .as(key)
                    .isEqualTo(holes(english.getString(key)));
        }
    }

    private static Set<String> holes(String text) {
        return new TreeSet<>(HOLE.matcher(text).results().map(MatchResult::group).toList());
    }

    @Test
    void every_refusal_says_what_was_wanted_and_found_and_what_to_do() {
        List<String> wanted = new ArrayList<>();
        for (BundleCode code : BundleCode.values()) {
            wanted.add(code.code());
            wanted.add(code.code() + ".advice");
            assertThat(BundleTexts.bundle(Locale.ENGLISH).getString(code.code()))
                    .contains("wanted", "found");
        }
        for (LeftOut.What what : LeftOut.What.values()) {
            wanted.add("left-out." + what.code());
        }
        for (NodeRole role : NodeRole.values()) {
            wanted.add("role." + role.name().toLowerCase(Locale.ROOT));
        }
        for (Locale locale : Languages.ALL) {
            assertThat(BundleTexts.bundle(locale).keySet()).containsAll(wanted);
        }
    }

    @Test
    void the_reference_page_lists_every_refusal_with_its_texts() throws IOException {
        ResourceBundle english = BundleTexts.bundle(Locale.ENGLISH);
        List<String> wanted = new ArrayList<>();
        for (BundleCode code : BundleCode.values()) {
            wanted.add(
                    "| `%s` | %s | %s |"
                            .formatted(
                                    code.code(),
                                    english.getString(code.code()),
                                    english.getString(code.code() + ".advice")));
        }
        Path page = Path.of("..", "docs", "reference", "bundle.md");
        assertThat(Files.readAllLines(page))
                .filteredOn(line -> line.startsWith("| `bundle-"))
                .containsExactlyElementsOf(wanted);
    }
}

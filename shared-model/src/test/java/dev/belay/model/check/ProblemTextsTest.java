package dev.belay.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.status.Severity;
import dev.belay.model.thing.ThingKind;
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

class ProblemTextsTest {

    private static final Pattern HOLE = Pattern.compile("\\{\\d[^}]*}");

    @Test
    void both_languages_have_the_same_keys_and_the_same_holes() {
        ResourceBundle english = ProblemTexts.bundle(Locale.ENGLISH);
        ResourceBundle japanese = ProblemTexts.bundle(Locale.JAPANESE);
        assertThat(japanese.getLocale()).isEqualTo(Locale.JAPANESE);
        assertThat(new TreeSet<>(keysOf("problems_ja.properties")))
                .isEqualTo(new TreeSet<>(keysOf("problems.properties")));
        for (String key : english.keySet()) {
            assertThat(holes(japanese.getString(key)))
                    .as(key)
                    .isEqualTo(holes(english.getString(key)));
        }
    }

    private static List<String> keysOf(String file) {
        try {
            return Files.readAllLines(Path.of("src/main/resources/dev/belay/model/check", file))
                    .stream()
                    .filter(line -> line.contains(" = "))
                    .map(line -> line.substring(0, line.indexOf(" = ")))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> holes(String text) {
        return new TreeSet<>(HOLE.matcher(text).results().map(MatchResult::group).toList());
    }

    @Test
    void every_code_has_a_sentence_and_an_advice_and_every_kind_a_name() {
        List<String> wanted = new ArrayList<>();
        for (ProblemCode code : ProblemCode.values()) {
            wanted.add(code.code());
            wanted.add(code.code() + ".advice");
        }
        for (ThingKind kind : ThingKind.values()) {
            wanted.add("kind." + kind.code());
        }
        for (Locale locale : Languages.ALL) {
            assertThat(ProblemTexts.bundle(locale).keySet()).containsAll(wanted);
        }
    }

    @Test
    void english_is_english_on_a_japanese_desktop() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.JAPANESE);
        try {
            assertThat(
                            Problem.of(ProblemCode.NO_NODES, new Place.AtCluster(""))
                                    .sentence(Locale.ENGLISH))
                    .isEqualTo("The design has no node yet.");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void the_reference_page_lists_every_code_with_its_severity_and_its_texts() throws IOException {
        ResourceBundle english = ProblemTexts.bundle(Locale.ENGLISH);
        List<String> wanted = new ArrayList<>();
        for (ProblemCode code : ProblemCode.values()) {
            wanted.add(
                    "| `%s` | %s | %s | %s |"
                            .formatted(
                                    code.code(),
                                    word(code.severity()),
                                    plain(english.getString(code.code())),
                                    plain(english.getString(code.code() + ".advice"))));
        }
        assertThat(Files.readAllLines(Path.of("..", "docs", "reference", "problems.md")))
                .filteredOn(line -> line.startsWith("| `"))
                .containsExactlyElementsOf(wanted);
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    private static String plain(String text) {
        return text.replaceAll("\\{(\\d),\\w+}", "{$1}");
    }
}

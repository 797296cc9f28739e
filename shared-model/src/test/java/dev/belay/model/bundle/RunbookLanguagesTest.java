package dev.belay.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.design.Design;
import dev.belay.model.file.Examples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

class RunbookLanguagesTest {

    static final List<String> EXAMPLES = Examples.NAMES;

    private static final Pattern JAPANESE =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]");
    private static final Pattern HOLE = Pattern.compile("\\{\\d}");

    private static Map<String, byte[]> files(Design design) throws BundleException {
        return BundleDraft.of(design, List.of()).files();
    }

    private static List<String> lines(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void each_file_of_a_bundle_is_in_its_language(String name) throws BundleException {
        Map<String, byte[]> files = files(Examples.design(name));
        assertThat(files).containsKeys("runbook.en.md", "runbook.ja.md");
        files.forEach((path, bytes) -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (path.endsWith(".json")) {
                assertThat(JsonMapper.shared().readTree(text).isObject()).as(path).isTrue();
            }
            if (path.endsWith(".md")) {
                assertThat(HOLE.matcher(text).find()).as(path + " has a hole").isFalse();
            }
            if (!path.endsWith(".ja.md") && !path.equals(BundleDraft.DESIGN)) {
                assertThat(JAPANESE.matcher(text).find()).as(path + " is Japanese").isFalse();
            }
        });
        for (String line : lines(files, "runbook.ja.md")) {
            boolean isSentence = line.matches("\\d+\\. .*|# .*|## .*") || line.endsWith(".");
            if (isSentence) {
                assertThat(JAPANESE.matcher(line).find()).as(line).isTrue();
            }
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void both_runbooks_say_the_same_step_by_step(String name) throws BundleException {
        Map<String, byte[]> files = files(Examples.design(name));
        List<String> english = lines(files, "runbook.en.md");
        List<String> japanese = lines(files, "runbook.ja.md");
        assertThat(japanese).hasSameSizeAs(english);
        int commands = 0;
        for (int i = 0; i < english.size(); i++) {
            String one = english.get(i).strip();
            String other = japanese.get(i).strip();
            assertThat(kind(other)).as(other).isEqualTo(kind(one));
            if (one.startsWith("belay ") || one.matches("- .*: `.*`")) {
                assertThat(other).isEqualTo(one);
                commands++;
            }
        }
        assertThat(commands).isGreaterThan(8);
    }

    /// What a line is in Markdown: a heading, a step with its number, a point, a row, a text.
    private static String kind(String line) {
        var step = Pattern.compile("\\d+\\.|#+|-|\\||```|belay|$").matcher(line);
        return step.lookingAt() ? step.group() : "text";
    }
}

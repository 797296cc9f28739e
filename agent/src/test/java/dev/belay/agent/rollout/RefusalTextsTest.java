package dev.belay.agent.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.api.RefusalText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefusalTextsTest {

    /// The first argument of whatever makes a refusal.
    private static final Pattern CODE = Pattern.compile("\\(\\s*\"([a-z]+(?:-[a-z]+)+)\"\\s*,");

    /// A hook's step begins the code, and its outcome ends it.
    private static final Pattern STEP = Pattern.compile("must\\(\"([a-z]+)\"");

    private static final Pattern OUTCOME = Pattern.compile("step \\+ \"(-[a-z-]+)\"");

    private static final List<String> PLACES =
            List.of(
                    "src/main/java/dev/belay/agent/core/cluster",
                    "src/main/java/dev/belay/agent/tenure",
                    "src/main/java/dev/belay/agent/replicate",
                    "src/main/java/dev/belay/agent/rollout",
                    "../shared-model/src/main/java/dev/belay/model/content",
                    "../reach/src/main/java/dev/belay/reach/publish");

    @Test
    void every_refusal_about_config_sets_and_services_has_a_title_and_an_advice_in_both_languages()
            throws IOException {
        Set<String> codes = codes();
        assertThat(codes)
                .hasSizeGreaterThan(65)
                .contains("reload-timed-out", "target-taken", "link-leaves", "special-file");
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            RefusalText texts = RefusalText.of(locale);
            assertThat(codes)
                    .allSatisfy(code -> {
                        var error = new ApiError(code, "", "", "nothing known");
                        assertThat(texts.title(error)).as("title of %s", code).isPresent();
                        assertThat(texts.advice(error)).as(code).isNotEqualTo("nothing known");
                    });
        }
    }

    private static Set<String> codes() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String place : PLACES) {
            try (Stream<Path> files = Files.walk(Path.of(place))) {
                for (Path file :
                        files.filter(RefusalTextsTest::isAboutConfigSetsOrServices).toList()) {
                    String text = Files.readString(file);
                    codes.addAll(found(CODE, text));
                    for (String step : found(STEP, text)) {
                        found(OUTCOME, text).forEach(outcome -> codes.add(step + outcome));
                    }
                }
            }
        }
        return codes;
    }

    private static boolean isAboutConfigSetsOrServices(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java")
                && (!file.toString().contains("core/cluster")
                        || name.startsWith("Config")
                        || name.startsWith("Service"));
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}

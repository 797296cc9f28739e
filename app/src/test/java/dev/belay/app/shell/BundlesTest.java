package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundlesTest {
    private static final Pattern ARGUMENT = Pattern.compile("\\{([0-9])");

    static List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/dev/belay/app"))) {
            return files.filter(file -> file.endsWith("messages.properties")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void every_key_is_there_in_both_languages(Path bundle) throws IOException {
        assertThat(new TreeSet<>(read(japanese(bundle)).stringPropertyNames()))
                .isEqualTo(new TreeSet<>(read(bundle).stringPropertyNames()));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void every_text_says_something_and_takes_no_other_arguments(Path bundle) throws IOException {
        Properties english = read(bundle);
        Properties japanese = read(japanese(bundle));
        for (String key : english.stringPropertyNames()) {
            assertThat(english.getProperty(key)).as(key).isNotBlank();
            assertThat(japanese.getProperty(key)).as(key).isNotBlank();
            assertThat(arguments(english.getProperty(key)))
                    .as(key)
                    .containsAll(arguments(japanese.getProperty(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void an_apostrophe_is_typographic_for_the_other_one_quotes(Path bundle) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path one : List.of(bundle, japanese(bundle))) {
            Properties texts = read(one);
            for (String key : texts.stringPropertyNames()) {
                if (texts.getProperty(key).replace("''", "").contains("'")) {
                    wrong.add(key);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Set<String> arguments(String pattern) {
        return ARGUMENT.matcher(pattern)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Path japanese(Path bundle) {
        return bundle.resolveSibling("messages_ja.properties");
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}

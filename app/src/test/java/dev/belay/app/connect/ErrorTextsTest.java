package dev.belay.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.reach.ssh.ConnectStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorTextsTest {

    private static final Pattern CODE =
            Pattern.compile("\"((?:ssh|socket|agent|tunnel|no|answer)-[a-z-]+|doctor)\"");

    private static final Set<String> KEY_TYPES = Set.of("ssh-rsa");

    private static final ResourceBundle ENGLISH = bundle(Locale.ENGLISH);
    private static final ResourceBundle JAPANESE = bundle(Locale.JAPANESE);

    @Test
    void every_error_on_the_way_to_an_agent_has_text_and_advice_in_both_languages()
            throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String root :
                List.of("../reach/src/main/java", "src/main/java/dev/belay/app/connect")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Matcher matcher = CODE.matcher(Files.readString(file));
                    while (matcher.find()) {
                        codes.add(matcher.group(1));
                    }
                }
            }
        }
        codes.removeAll(KEY_TYPES);
        assertThat(codes).hasSizeGreaterThan(30);

        Set<String> told = new TreeSet<>();
        for (String key : ENGLISH.keySet()) {
            if (key.startsWith("wrong.") && !key.endsWith(".advice")) {
                told.add(key.substring("wrong.".length()));
                assertThat(ENGLISH.containsKey(key + ".advice")).as(key).isTrue();
            }
        }
        assertThat(told).isEqualTo(codes);
    }

    @Test
    void both_languages_have_the_same_keys() {
        assertThat(JAPANESE.keySet()).isEqualTo(ENGLISH.keySet());
        assertThat(JAPANESE.keySet())
                .allSatisfy(key -> assertThat(JAPANESE.getString(key)).isNotBlank());
    }

    @Test
    void states_and_steps_have_names() {
        assertThat(ENGLISH.keySet())
                .containsAll(Arrays.stream(TunnelState.values()).map(it -> "tunnel." + it).toList())
                .containsAll(Arrays.stream(ConnectStep.values()).map(it -> "step." + it).toList());
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "dev.belay.app.connect.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}

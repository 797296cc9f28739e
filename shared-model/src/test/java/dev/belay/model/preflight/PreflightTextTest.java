package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.text.OwnTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PreflightTextTest {

    private static final Path REFERENCE = Path.of("..", "docs", "reference", "cloud-preflight.md");

    @Test
    void all_that_can_be_told_is_told_in_both_languages() {
        Set<String> wanted = new TreeSet<>();
        for (PreflightCheck check : PreflightCheck.values()) {
            wanted.add(check.id() + ".title");
            wanted.add(check.id() + ".why");
        }
        for (Cause cause : Cause.values()) {
            wanted.add(cause.name());
            wanted.add(cause.name() + ".advice");
        }
        add(wanted, "group.", PreflightCheck.Group.values());
        add(wanted, "outcome.", Outcome.values());
        add(wanted, "state.", Hop.State.values());
        add(wanted, "step.", Hop.Step.values());
        add(wanted, "read.", ReadFault.Kind.values());
        add(wanted, "gap.", Drawn.Gap.Kind.values());
        for (Locale locale : new Locale[] {Locale.ROOT, Locale.JAPANESE}) {
            ResourceBundle texts = OwnTexts.of(PreflightText.class, "preflight", locale);
            assertThat(texts.keySet()).as(locale.toString()).isEqualTo(wanted);
        }
    }

    private static void add(Set<String> wanted, String prefix, Enum<?>[] values) {
        for (Enum<?> value : values) {
            wanted.add(prefix + value.name());
        }
    }

    @Test
    void the_reference_names_every_check_and_every_answer() throws IOException {
        String reference = Files.readString(REFERENCE);
        for (PreflightCheck check : PreflightCheck.values()) {
            assertThat(reference).contains("| `" + check.id() + "` |");
        }
        for (Described what : Described.values()) {
            assertThat(reference).contains("`" + what.key() + "`", "aws " + what.command());
        }
    }
}

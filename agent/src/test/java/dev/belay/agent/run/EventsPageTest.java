package dev.belay.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class EventsPageTest {

    @Test
    void the_page_has_text_and_advice_of_every_event_as_the_program_says_them() throws IOException {
        var texts = ResourceBundle.getBundle("dev.belay.model.status.events", Locale.ROOT);
        List<String> ids =
                texts.keySet().stream().filter(key -> !key.endsWith(".advice")).sorted().toList();
        List<String> rows =
                Files.readString(Path.of("../docs/reference/events.md"))
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .toList();
        assertThat(rows).hasSameSizeAs(ids);
        for (String id : ids) {
            assertThat(rows)
                    .filteredOn(row -> row.startsWith("| `" + id + "` |"))
                    .singleElement()
                    .asString()
                    .contains(
                            "| " + texts.getString(id) + " |",
                            "| " + texts.getString(id + ".advice") + " |");
        }
    }
}

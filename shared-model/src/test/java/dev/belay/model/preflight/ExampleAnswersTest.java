package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Answers to try the commands with: an account in which the example's virtual IPs work;
/// `-Dbelay.rewrite=true` writes them anew, and is red.
class ExampleAnswersTest {

    private static final Path FOLDER = Path.of("..", "examples", "ec2-route-table.aws");

    @Test
    void the_example_has_the_answers_of_a_good_account() throws IOException {
        boolean isRewriting = Boolean.getBoolean("belay.rewrite");
        for (Map.Entry<String, String> one : Environment.good().texts().entrySet()) {
            Path file = FOLDER.resolve(one.getKey());
            if (isRewriting) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, one.getValue() + "\n");
            }
            assertThat(file).hasContent(one.getValue() + "\n");
        }
        assertThat(isRewriting)
                .as("the answers were written anew: look at them and run again without rewriting")
                .isFalse();
    }
}

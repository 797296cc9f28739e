package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.design.Things;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.thing.ThingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {

    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir Path folder;
    private Design design;

    @BeforeEach
    void read() throws IOException {
        byte[] bytes = Files.readAllBytes(EXAMPLES.resolve("gateway-cluster.belay"));
        design = ((Reading.Read) DesignFormat.read(bytes)).design();
    }

    private record Ran(ExitCode code, String out, String err) {}

    private static Ran run(Locale locale, String... args) {
        Recorded recorded = Recorded.in(locale);
        ExitCode code = recorded.run(args);
        return new Ran(code, recorded.out(), recorded.err());
    }

    private String write(Design next) throws IOException {
        return Files.writeString(folder.resolve("next.belay"), DesignFormat.write(next)).toString();
    }

    /// Without its services' virtual IPs.
    private Design broken() {
        return design.withThings(
                Things.of(
                        design.things().all().stream()
                                .filter(one -> one.kind() != ThingKind.VIRTUAL_IP)
                                .toList()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway-cluster",
                "ec2-route-table",
                "dns-name-proxy",
                "stations",
                "remote-nodes"
            })
    void the_examples_have_no_errors(String name) {
        Ran ran = run(Locale.ROOT, "check", EXAMPLES.resolve(name + ".belay").toString());
        assertThat(ran.code()).as(ran.out()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void it_says_what_the_studio_says() throws IOException {
        Design next = broken();
        Ran ran = run(Locale.ROOT, "check", write(next));
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        List<Problem> problems = DesignChecks.check(next);
        assertThat(problems).isNotEmpty();
        for (Problem problem : problems) {
            assertThat(ran.out())
                    .contains(problem.code().code())
                    .contains(problem.sentence(Locale.ENGLISH))
                    .contains(problem.advice(Locale.ENGLISH));
        }
        assertThat(ran.out().lines().toList().getLast()).contains("error");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void as_a_document_it_has_all_that_a_program_needs() throws IOException {
        Ran ran = run(Locale.ROOT, "check", write(broken()), "--json");
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.out())
                .contains("\"errors\":")
                .contains("\"severity\":\"error\"")
                .contains("\"thing\":\"")
                .contains("\"pointer\":\"");
    }

    @Test
    void a_file_that_holds_no_design_is_shown_its_line() throws IOException {
        String file = Files.writeString(folder.resolve("bad.belay"), "{\n  nonsense").toString();
        Ran ran = run(Locale.ROOT, "check", file);
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.out()).contains(file + ":2:");
        assertThat(run(Locale.ROOT, "check", file, "--json").out()).contains("\"line\":2");
    }

    @Test
    void a_file_that_is_not_there_is_asked_for() {
        Ran ran = run(Locale.ROOT, "check", folder.resolve("none").toString());
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("a design file is wanted");
    }

    @Test
    void it_speaks_japanese() throws IOException {
        Ran ran = run(Locale.JAPANESE, "check", write(broken()));
        assertThat(ran.out()).contains("エラー").doesNotContain("error");
    }
}

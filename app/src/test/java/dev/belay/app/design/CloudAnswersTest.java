package dev.belay.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.app.design.CloudAnswers.Given;
import dev.belay.app.design.CloudAnswers.Known;
import dev.belay.app.design.CloudAnswers.Use;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.preflight.Contents;
import dev.belay.model.preflight.DescribeReader.Document;
import dev.belay.model.preflight.Described;
import dev.belay.model.preflight.Drawn;
import dev.belay.model.preflight.Outcome;
import dev.belay.model.preflight.ReadFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CloudAnswersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final String VPC =
            """
            {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "%s",
              "CidrBlockAssociationSet": [
                {"CidrBlock": "%s", "CidrBlockState": {"State": "associated"}}]}]}\
            """;

    private final List<Runnable> background = new ArrayList<>();
    private final CloudAnswers answers = new CloudAnswers(background::add, Runnable::run);

    @Test
    void answers_are_read_in_the_background_and_judged_against_a_drawing() throws IOException {
        Design design =
                ((Reading.Read)
                                DesignFormat.read(
                                        Files.readString(
                                                EXAMPLES.resolve("ec2-route-table.belay"))))
                        .design();

        answers.add(example());

        assertThat(answers.now().reading()).isTrue();
        assertThat(answers.now().isEmpty()).isTrue();
        read();
        Known known = answers.knownProperty().get();
        assertThat(known).isSameAs(answers.now());
        assertThat(known.reading()).isFalse();
        assertThat(known.given()).hasSize(13).allMatch(one -> one.use() == Use.TAKEN);
        assertThat(known.oldest()).contains(NOON);
        assertThat(known.preflight(design, Drawn.virtualIps(design).getFirst()))
                .hasValueSatisfying(
                        one -> assertThat(one.outcome()).isGreaterThan(Outcome.UNKNOWN));
    }

    @Test
    void a_text_says_what_it_was_recognised_as() {
        give("both", NOON, VPC.formatted("10.0.0.0/16", "10.0.0.0/16") + "{\"Subnets\": []}");

        assertThat(answers.now().given().getFirst().contents())
                .containsExactly(
                        new Contents(Described.VPCS, 1, false),
                        new Contents(Described.SUBNETS, 0, false));
    }

    @Test
    void what_cannot_be_read_spoils_nothing_else() {
        give("vpcs", NOON, VPC.formatted("10.0.0.0/16", "10.0.0.0/16"));
        give("prose", NOON, "An error occurred (UnauthorizedOperation)");

        assertThat(answers.now().given())
                .extracting(Given::use)
                .containsExactly(Use.TAKEN, Use.REFUSED);
        assertThat(answers.now().faults())
                .extracting(ReadFault::kind)
                .containsExactly(ReadFault.Kind.NOT_JSON);
        assertThat(answers.now().picture().vpcs()).hasSize(1);
    }

    @Test
    void a_newer_answer_takes_the_place_of_an_older_one_that_says_something_else() {
        give("after", NOON.plusSeconds(60), VPC.formatted("10.1.0.0/16", "10.1.0.0/16"));
        give("before", NOON, VPC.formatted("10.0.0.0/16", "10.0.0.0/16"));

        assertThat(answers.now().given())
                .extracting(Given::use)
                .containsExactly(Use.TAKEN, Use.OUTDATED);
        assertThat(answers.now().faults()).isEmpty();
        assertThat(answers.now().picture().vpcs().getFirst().cidrs()).hasToString("[10.1.0.0/16]");
    }

    @Test
    void of_two_answers_of_the_same_moment_that_differ_one_is_refused() {
        give("one", NOON, VPC.formatted("10.0.0.0/16", "10.0.0.0/16"));
        give("two", NOON, VPC.formatted("10.1.0.0/16", "10.1.0.0/16"));

        assertThat(answers.now().given())
                .extracting(Given::use)
                .containsExactly(Use.TAKEN, Use.REFUSED);
    }

    @Test
    void an_answer_that_does_not_say_whose_it_is_is_taken_when_its_name_does() {
        give("pasted", NOON, "{\"Associations\": []}");
        assertThat(answers.now().faults())
                .extracting(ReadFault::kind)
                .containsExactly(ReadFault.Kind.TABLE_NOT_SAID);

        answers.rename("pasted", "pasted tgw-rtb-0a1b2c3d");
        read();

        assertThat(answers.now().faults()).isEmpty();
        assertThat(answers.now().given().getFirst().use()).isEqualTo(Use.TAKEN);
    }

    @Test
    void a_text_with_the_name_of_a_former_one_takes_its_place() {
        give("vpcs", NOON, "nothing");
        give("vpcs", NOON, VPC.formatted("10.0.0.0/16", "10.0.0.0/16"));
        assertThat(answers.now().given()).extracting(Given::use).containsExactly(Use.TAKEN);

        answers.remove("vpcs");
        read();

        assertThat(answers.now()).isEqualTo(Known.NOTHING);
    }

    @Test
    void an_answer_that_was_overtaken_while_it_was_read_does_not_come_back() {
        answers.add(List.of(text("vpcs", NOON, VPC.formatted("10.0.0.0/16", "10.0.0.0/16"))));
        answers.clear();
        read();

        assertThat(answers.now()).isEqualTo(Known.NOTHING);
    }

    private void give(String name, Instant at, String text) {
        answers.add(List.of(text(name, at, text)));
        read();
    }

    private void read() {
        background.forEach(Runnable::run);
        background.clear();
    }

    private static Dated text(String name, Instant at, String text) {
        return new Dated(new Document(name, text), at);
    }

    private static List<Dated> example() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("ec2-route-table.aws"))) {
            List<Dated> texts = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                texts.add(text(file.getFileName().toString(), NOON, Files.readString(file)));
            }
            return texts;
        }
    }
}

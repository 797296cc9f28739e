package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cli.ScriptedAgent.Ran;
import dev.belay.api.DesignText;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView.State;
import dev.belay.api.RecordReader;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.node.Node;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.thing.Frame;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "gateway-cluster.belay");
    private static final ThingId PORTAL = new ThingId("portal");

    @TempDir Path folder;
    private ScriptedAgent agent;
    private Design design;

    @BeforeEach
    void start() throws Exception {
        agent = new ScriptedAgent(folder);
        design = ((Reading.Read) DesignFormat.read(Files.readAllBytes(EXAMPLE))).design();
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
    }

    private Ran apply(Design next, String... options) throws IOException {
        return apply(Locale.ROOT, next, options);
    }

    private Ran apply(Locale locale, Design next, String... options) throws IOException {
        Path file = folder.resolve("next.belay");
        Files.writeString(file, DesignFormat.write(next));
        String[] args = new String[options.length + 2];
        args[0] = "apply";
        args[1] = file.toString();
        System.arraycopy(options, 0, args, 2, options.length);
        return agent.run(locale, args);
    }

    private void inForce(Design former) {
        agent.on("GET /v1/design", new DesignText(DesignFormat.write(former), 1041));
        PlannedCluster.running(agent, "portal", "gw-1");
        ends(State.DONE, "");
    }

    /// Has the next operation begin, be half way, and end like that.
    private void ends(State state, String said) {
        agent.on("POST /v1/operations", PlannedCluster.operation(State.RUNNING, 0, ""))
                .on(
                        "GET /v1/operations",
                        List.of(PlannedCluster.operation(State.RUNNING, 1, "")),
                        List.of(PlannedCluster.operation(state, 2, said)));
    }

    private Service portal() {
        return design.find(PORTAL, Service.class).orElseThrow();
    }

    private Service shop() {
        SystemdResource web =
                portal().resources().stream()
                        .filter(SystemdResource.class::isInstance)
                        .map(SystemdResource.class::cast)
                        .findFirst()
                        .orElseThrow();
        return portal().withId(new ThingId("shop"))
                .withName("shop")
                .withResources(
                        List.of(new SystemdResource("shop-web", "shop.service", web.operations())));
    }

    @Test
    void the_cluster_is_asked_once_and_looked_at_until_all_steps_are_seen() throws IOException {
        inForce(design);
        Design next = design.with(portal().withPriority(7)).with(shop());
        Ran ran = apply(next, "--yes");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out().lines())
                .containsExactly(
                        "1  Service portal changes",
                        "2  Service shop comes",
                        "   shop starts on gw-1 (no other node has as good a score)",
                        "Only services, their virtual IPs, constraints, node modes, fencing and"
                                + " the timing are put in force; nothing else of the drawing is applied yet.",
                        "Operation 118 has begun; the cluster carries it out.",
                        "  ✓ 1/2 Service web comes (1.5 s)",
                        "  ✓ 2/2 Service shop comes (1.5 s)",
                        "In force, version 1055.");
        assertThat(agent.changes()).hasSize(1);
        String body = agent.changes().getFirst().substring("POST /v1/operations ".length());
        assertThat(RecordReader.read(body, OperationBegin.class))
                .isEqualTo(new OperationBegin(DesignFormat.write(next), 1041, 0));
    }

    @Test
    void the_first_design_is_based_on_none() throws IOException {
        inForce(design);
        agent.on("GET /v1/design", new DesignText("", 0));
        assertThat(apply(design, "--yes").code()).isEqualTo(ExitCode.DONE);
        String body = agent.changes().getFirst().substring("POST /v1/operations ".length());
        assertThat(RecordReader.read(body, OperationBegin.class))
                .isEqualTo(new OperationBegin(DesignFormat.write(design), 0, 0));
    }

    @Test
    void a_surprise_fails_and_says_what_can_be_done() throws IOException {
        inForce(design);
        ends(State.STOPPED, "web failed on gw-2: broken");
        Ran ran = apply(design.with(portal().withPriority(7)), "--yes");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.out())
                .contains(
                        "Stopped with 2 of 2 steps in force: web failed on gw-2: broken.",
                        "'belay operation undo 118'");
    }

    @Test
    void what_is_undone_unless_confirmed_says_how_to_keep_it() throws IOException {
        inForce(design);
        ends(State.WAITING, "");
        Ran ran = apply(design.with(portal().withPriority(7)), "--yes", "--confirm-within", "2m");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).contains("unless you keep it: belay operation confirm 118");
        assertThat(agent.changes().getFirst()).contains("\"confirmWithinMillis\":120000");
        for (String wrong : List.of("5s", "25h", "soon")) {
            assertThat(apply(design, "--yes", "--confirm-within", wrong).code())
                    .as(wrong)
                    .isEqualTo(ExitCode.WRONG_USAGE);
        }
    }

    @Test
    void who_does_not_wait_is_told_where_to_look() throws IOException {
        inForce(design);
        Ran ran = apply(design.with(portal().withPriority(7)), "--yes", "--no-wait");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).contains("'belay operation show 118' says how far it is");
    }

    @Test
    void timing_in_use_is_told_before_anything_is_asked() throws IOException {
        inForce(design);
        Design next = design.withCluster(design.cluster().withTiming(TimingProfile.PATIENT));
        Ran ran = apply(next, "--yes");
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.err()).contains("stop all services");
        assertThat(agent.changes()).isEmpty();
    }

    @Test
    void json_says_the_version_and_what_is_another_and_nothing_else() throws IOException {
        inForce(design.with(shop()));
        assertThat(apply(design.with(portal().withPriority(7)), "--yes", "--json"))
                .isEqualTo(
                        new Ran(
                                ExitCode.DONE,
                                "{\"version\":1055,\"added\":[],\"changed\":[\"portal\"],\"removed\":[\"shop\"],\"operation\":118,\"state\":\"DONE\"}\n",
                                ""));
    }

    @Test
    void a_drawing_that_was_only_moved_about_is_a_step_that_runs_nothing() throws IOException {
        inForce(design);
        Node node = design.find(new ThingId("gw-2"), Node.class).orElseThrow();
        Ran ran =
                apply(design.with(node.withFrame(Optional.of(new Frame(8, 8, 224, 72)))), "--yes");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .startsWith("1  Drawing: 0 come, 1 change, 0 go; nothing runs because of it");
    }

    @Test
    void the_design_in_force_is_not_applied_again() throws IOException {
        inForce(design);
        assertThat(apply(design))
                .isEqualTo(
                        new Ran(
                                ExitCode.DONE,
                                "Nothing to do: this design is in force, version 1041.\n",
                                ""));
        assertThat(apply(design, "--json").out())
                .isEqualTo(
                        "{\"version\":1041,\"added\":[],\"changed\":[],\"removed\":[],\"operation\":0,\"state\":\"\"}\n");
        assertThat(agent.changes()).isEmpty();
    }

    @Test
    void nothing_is_put_in_force_without_a_yes() throws IOException {
        inForce(design);
        Ran ran = apply(design.with(portal().withPriority(7)));
        assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(ran.out()).contains("Service portal changes");
        assertThat(ran.err()).contains("--yes");
        assertThat(agent.changes()).isEmpty();
    }

    @Test
    void errors_of_a_design_are_listed_with_their_places_and_no_agent_is_asked()
            throws IOException {
        Design wrong = design.with(portal().withId(new ThingId("shop")));
        for (Locale locale : new Locale[] {Locale.ROOT, Locale.JAPANESE}) {
            Ran ran = apply(locale, wrong, "--yes");
            assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
            assertThat(ran.err())
                    .contains(" duplicate-name shop: ", " shop/resources/0/name: ")
                    .doesNotContain("AtThing");
            assertThat(ran.out()).isEmpty();
        }
        assertThat(agent.changes()).isEmpty();
    }

    @Test
    void a_file_that_is_no_design_is_refused_with_line_and_column() throws IOException {
        Path file = folder.resolve("broken.belay");
        Files.writeString(file, "{\n  \"format\": ");
        Ran ran = agent.run("apply", file.toString(), "--yes");
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.err()).contains(file + ":2:");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_has_failed() {
        Ran ran = agent.run("apply", folder.resolve("none.belay").toString());
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("none.belay");
    }

    @Test
    void a_design_that_was_changed_in_the_meantime_is_refused() throws IOException {
        inForce(design);
        agent.on("POST /v1/operations", ScriptedAgent.refusal(409, "some-code-without-words"));
        Ran ran = apply(design.with(portal().withPriority(7)), "--yes");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("some-code-without-words");
        assertThat(ran.out()).doesNotContain("In force");
    }

    @Test
    void without_an_answer_the_outcome_is_unknown() throws IOException {
        inForce(design);
        agent.on("POST /v1/operations", ScriptedAgent.refusal(504, "some-code-without-words"));
        assertThat(apply(design.with(portal().withPriority(7)), "--yes").code())
                .isEqualTo(ExitCode.UNKNOWN);
    }

    @Test
    void help_says_what_of_a_drawing_is_put_in_force() {
        Recorded recorded = Recorded.in(Locale.ROOT);
        assertThat(recorded.run("apply", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(recorded.out().replaceAll("\\s+", " "))
                .contains(
                        "node modes, fence devices, and the timing profile. Nothing else of a drawing");
    }
}

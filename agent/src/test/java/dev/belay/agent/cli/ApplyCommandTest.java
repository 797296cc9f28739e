package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cli.ScriptedAgent.Ran;
import dev.belay.api.DesignText;
import dev.belay.api.RecordReader;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.node.FenceDevice;
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
        agent.on("GET /v1/design", new DesignText(DesignFormat.write(former), 1041))
                .on("PUT /v1/design", new DesignText("", 1055));
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
    void the_first_design_is_put_in_force_on_the_version_that_there_is() throws IOException {
        agent.on("GET /v1/design", new DesignText("", 0))
                .on("PUT /v1/design", new DesignText("", 1055));
        Ran ran = apply(design, "--yes");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out().lines())
                .containsExactly(
                        "New services: portal",
                        "Timing profile: default",
                        "Only services, their virtual IPs, constraints, node modes, fencing and"
                                + " the timing are put in force; nothing else of the drawing is applied yet.",
                        "In force, version 1055.");
        assertThat(agent.changes()).hasSize(1);
        String body = agent.changes().getFirst().substring("PUT /v1/design ".length());
        assertThat(RecordReader.read(body, DesignText.class))
                .isEqualTo(new DesignText(DesignFormat.write(design), 0));
    }

    @Test
    void services_timing_and_node_modes_that_change_are_named() throws IOException {
        inForce(design);
        Node node = design.find(new ThingId("gw-2"), Node.class).orElseThrow();
        Design next =
                design.with(portal().withPriority(7))
                        .with(shop())
                        .with(node.withStandby(true))
                        .withCluster(design.cluster().withTiming(TimingProfile.PATIENT));
        assertThat(apply(next, "--yes").out().lines())
                .startsWith(
                        "New services: shop",
                        "Changed services: portal",
                        "Nodes drawn with another mode: gw-2",
                        "Timing profile: patient");
    }

    @Test
    void fencing_that_changes_is_named() throws IOException {
        FenceDevice power =
                FenceDevice.of(new ThingId("power"), "power", "fence_lab")
                        .withTargets(design.nodes().stream().map(Node::id).toList());
        inForce(design);
        Design next = design.with(power).withCluster(design.cluster().withFencing(true));
        assertThat(apply(next, "--yes").out())
                .contains(
                        "Fence devices that are new, another or gone: power",
                        "fenced by the coordinator from now on")
                .doesNotContain("No service, node mode");
        inForce(next);
        assertThat(apply(design, "--yes").out())
                .contains("power", "not fenced by the coordinator any more");
    }

    @Test
    void json_says_the_version_and_what_is_another_and_nothing_else() throws IOException {
        inForce(design.with(shop()));
        assertThat(apply(design.with(portal().withPriority(7)), "--yes", "--json"))
                .isEqualTo(
                        new Ran(
                                ExitCode.DONE,
                                "{\"version\":1055,\"added\":[],\"changed\":[\"portal\"],\"removed\":[\"shop\"]}\n",
                                ""));
    }

    @Test
    void a_drawing_that_was_only_moved_about_changes_no_service_and_says_so() throws IOException {
        inForce(design);
        Ran ran =
                apply(
                        design.with(portal().withFrame(Optional.of(new Frame(8, 8, 224, 72)))),
                        "--yes");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).startsWith("No service, node mode, fencing or timing changes");
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
                .isEqualTo("{\"version\":1041,\"added\":[],\"changed\":[],\"removed\":[]}\n");
        assertThat(agent.changes()).isEmpty();
    }

    @Test
    void nothing_is_put_in_force_without_a_yes() throws IOException {
        inForce(design);
        Ran ran = apply(design.with(portal().withPriority(7)));
        assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(ran.out()).contains("Changed services: portal");
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
        agent.on("PUT /v1/design", ScriptedAgent.refusal(409, "some-code-without-words"));
        Ran ran = apply(design.with(portal().withPriority(7)), "--yes");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("some-code-without-words");
        assertThat(ran.out()).doesNotContain("In force");
    }

    @Test
    void without_an_answer_the_outcome_is_unknown() throws IOException {
        inForce(design);
        agent.on("PUT /v1/design", ScriptedAgent.refusal(504, "some-code-without-words"));
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

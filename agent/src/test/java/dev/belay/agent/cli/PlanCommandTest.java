package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cli.ScriptedAgent.Ran;
import dev.belay.api.DesignText;
import dev.belay.api.NodeMode;
import dev.belay.api.ServicesView;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.node.Node;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "gateway-cluster.belay");
    private static final ThingId PORTAL = new ThingId("portal");

    @TempDir Path folder;
    private ScriptedAgent agent;
    private Design design;

    @BeforeEach
    void start() throws Exception {
        agent = new ScriptedAgent(folder);
        design = ((Reading.Read) DesignFormat.read(Files.readAllBytes(EXAMPLE))).design();
        agent.on("GET /v1/design", new DesignText(DesignFormat.write(design), 1041));
        PlannedCluster.running(agent, "portal", "gw-1");
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
    }

    private Ran plan(Locale locale, Design next, String... options) throws IOException {
        Path file = folder.resolve("next.belay");
        Files.writeString(file, DesignFormat.write(next));
        String[] args = new String[options.length + 2];
        args[0] = "plan";
        args[1] = file.toString();
        System.arraycopy(options, 0, args, 2, options.length);
        return agent.run(locale, args);
    }

    private Design standby() {
        Node node = design.find(new ThingId("gw-1"), Node.class).orElseThrow();
        return design.with(node.withStandby(true));
    }

    @Test
    void steps_are_shown_with_what_agents_will_do_and_nothing_is_changed() throws IOException {
        Ran ran = plan(Locale.ROOT, standby());
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out().lines())
                .containsExactly(
                        "From the design in force, version 1041:",
                        "1  Node gw-1: what it may run",
                        "   portal moves from gw-1 to gw-2 (of equally good nodes it is the first"
                                + " by name); clients do without it for 360 s at most");
        assertThat(agent.changes()).isEmpty();
        assertThat(plan(Locale.JAPANESE, standby()).out()).contains("portal が gw-1 から gw-2 へ移動します");
    }

    @Test
    void what_operators_ordered_of_nodes_is_heeded() throws IOException {
        PlannedCluster.running(agent, "portal", "gw-1", Map.of("gw-2", NodeMode.STANDBY));
        assertThat(plan(Locale.ROOT, standby()).out()).contains("portal moves from gw-1 to gw-3");
        PlannedCluster.running(
                agent,
                "portal",
                "gw-1",
                Map.of("gw-2", NodeMode.MAINTENANCE, "gw-3", NodeMode.STANDBY));
        assertThat(plan(Locale.ROOT, standby()).out())
                .contains("portal is to run, and no node may");
    }

    @Test
    void in_full_each_step_has_its_difference_and_what_is_looked_at() throws IOException {
        assertThat(plan(Locale.ROOT, standby(), "--diff").out())
                .contains(
                        "needs: a majority is there; the design in force is the one",
                        "+      \"standby\": true",
                        "puts in force:\n",
                        "nothing has failed since the operation or the step before began",
                        "then looks whether portal is active on gw-2",
                        "undo: ");
    }

    @Test
    void json_has_all_of_it() throws IOException {
        Ran ran = plan(Locale.ROOT, standby(), "--json");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains(
                        "{\"version\":1041,\"same\":false,\"steps\":[{\"number\":1,\"code\":\"node-changed\",\"subjects\":[\"gw-1\"]",
                        "\"request\":\"POST /v1/operations\"",
                        "\"kind\":\"moves\",\"from\":\"gw-1\",\"to\":\"gw-2\",\"outageMillis\":360000",
                        "\"obstacles\":[]}");
    }

    @Test
    void the_same_design_is_nothing_to_do() throws IOException {
        assertThat(plan(Locale.ROOT, design))
                .isEqualTo(
                        new Ran(
                                ExitCode.DONE,
                                "Nothing to do: this design is in force, version 1041.\n",
                                ""));
    }

    @Test
    void what_cannot_begin_now_is_told_with_its_remedy() throws IOException {
        Ran ran =
                plan(
                        Locale.ROOT,
                        design.withCluster(design.cluster().withTiming(TimingProfile.PATIENT)));
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.out()).contains("1  Timing profile default becomes patient");
        assertThat(ran.err()).contains("stop all services");
    }

    @Test
    void a_wrong_design_is_not_planned() throws IOException {
        Service portal = design.find(PORTAL, Service.class).orElseThrow();
        Ran ran = plan(Locale.ROOT, design.with(portal.withId(new ThingId("shop"))));
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.err()).contains(" duplicate-name shop: ");
    }

    @Test
    void an_agent_with_nothing_in_force_is_planned_from_nothing() throws IOException {
        agent.on("GET /v1/design", new DesignText("", 0))
                .on(
                        "GET /v1/services",
                        new ServicesView(
                                Instant.EPOCH,
                                "gw-1",
                                0,
                                "default",
                                1_457,
                                List.of(),
                                List.of(
                                        new ServicesView.Host(
                                                "gw-2", NodeMode.ACTIVE, true, "", List.of())),
                                null,
                                List.of()));
        assertThat(plan(Locale.ROOT, design).out())
                .contains("Service portal comes", "portal starts on gw-2");
    }
}

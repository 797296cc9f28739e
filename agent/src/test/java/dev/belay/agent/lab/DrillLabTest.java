package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.api.DesignText;
import dev.belay.api.DrillKind;
import dev.belay.api.DrillOrder;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServicesView;
import dev.belay.drill.DrillResult;
import dev.belay.drill.DrillText;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.drill.ClientCluster;
import dev.belay.reach.drill.DrillPlan;
import dev.belay.reach.drill.DrillRun;
import dev.belay.reach.probe.ProbeTarget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Drills on real hosts, measured by a client on their network.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DrillLabTest {

    private TestLab lab;
    private String address;
    private List<ApiClient> ways;

    @BeforeAll
    void up() throws Exception {
        lab = TestLab.start(true, 3);
        String first = lab.node("node-1").address();
        address = first.substring(0, first.lastIndexOf('.')) + ".200";
        ways = new ArrayList<>();
        var nodes = new ArrayList<String>();
        for (LabNode node : lab.description.nodes()) {
            ways.add(lab.api(node.id()));
            nodes.add(
                    """
                    { "id": "%s", "name": "%s", "role": "%s", "address": "%s" }
                    """
                            .formatted(
                                    node.id(),
                                    node.id(),
                                    node.id().equals("node-1") ? "admin" : "worker",
                                    node.address()));
        }
        String text =
                """
                { "format": "belay-design", "version": 1, "belay": "0.1",
                  "cluster": { "id": "lab", "name": "lab", "timing": { "name": "default" } },
                  "nodes": [ %s ],
                  "virtualIps": [ { "id": "web-ip", "name": "web-ip", "address": "%s", "prefix": 24 } ],
                  "services": [ { "id": "web", "name": "web", "resources": [
                      { "type": "virtual-ip", "name": "web-address", "virtualIp": "web-ip" } ] } ] }
                """
                        .formatted(String.join(",", nodes), address);
        ApiClient api = lab.api("node-1");
        api.putDesign(new DesignText(text, api.design().version()));
        awaitActive();
    }

    @AfterAll
    void down() throws Exception {
        lab.close();
    }

    private ServicesView view() throws AgentException {
        return new ClientCluster(ways).services();
    }

    private ServiceView awaitActive() throws Exception {
        var found = new ArrayList<ServiceView>();
        var last = new AtomicReference<ServicesView>();
        TestLab.await(
                "all nodes run services, and web is active",
                last::get,
                () -> {
                    ServicesView now = view();
                    last.set(now);
                    boolean areUp =
                            now.hosts().stream()
                                    .allMatch(one -> one.answered() && one.hindrance().isEmpty());
                    found.clear();
                    now.services().stream()
                            .filter(one -> one.state() == State.ACTIVE)
                            .forEach(found::add);
                    return areUp && !found.isEmpty() && agree();
                });
        return found.getFirst();
    }

    /// Whether all know the same coordinator: a node that comes back may make the others vote.
    private boolean agree() throws Exception {
        Set<String> coordinators = new HashSet<>();
        for (LabNode node : lab.description.nodes()) {
            coordinators.add(lab.api(node.id()).services().coordinator());
        }
        return coordinators.size() == 1 && !coordinators.contains("");
    }

    private DrillResult drill(DrillKind kind, int seconds, boolean isBack) throws Exception {
        TestLab.await(
                "another drill may begin",
                () -> {
                    ServicesView now = view();
                    var last = now.drill();
                    return last == null || now.at().isAfter(last.until());
                });
        var plan =
                new DrillPlan(
                        "web",
                        "",
                        kind,
                        seconds,
                        ProbeTarget.host(address),
                        DrillPlan.INTERVAL,
                        Duration.ofSeconds(40),
                        Map.of(),
                        false,
                        isBack);
        DrillText text = DrillText.of(Locale.ROOT);
        DrillResult result =
                new DrillRun(
                                plan,
                                new ClientCluster(ways),
                                step ->
                                        System.out.println(
                                                step.afterMillis() + " ms  " + text.step(step)))
                        .run();
        System.out.println(kind + ": " + text.headline(result) + ", " + text.way(result));
        assertThat(result.isEnded()).as(result.toString()).isTrue();
        return result;
    }

    private String said(String node, String... command) throws Exception {
        var words = new ArrayList<>(List.of("nsenter", "-t"));
        words.add(Long.toString(lab.view(node).hostPid()));
        words.addAll(List.of("-m", "-u", "-i", "-n", "-p", "--"));
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private void startAgain(String node) throws Exception {
        TestLab.await("the agent is gone", () -> !isAnswering(node));
        lab.order(LabOrder.Verb.START, node);
        awaitActive();
    }

    private boolean isAnswering(String node) throws Exception {
        try {
            lab.api(node).whoAmI();
            return true;
        } catch (AgentException e) {
            return false;
        }
    }

    @Test
    void a_move_is_short_and_goes_back_when_that_is_wanted() throws Exception {
        String before = awaitActive().node();

        DrillResult result = drill(DrillKind.MOVE, 1, true);

        assertThat(result.before()).isEqualTo(before);
        assertThat(result.after()).isNotEqualTo(before).isNotEmpty();
        assertThat(result.outageMillis()).isBetween(1L, 2_000L);
        assertThat(result.isBack()).isTrue();
        ServiceView after = awaitActive();
        assertThat(after.node()).isEqualTo(before);
        assertThat(after.movedTo()).isEmpty();
    }

    @Test
    void a_killed_agent_takes_its_service_with_it_and_another_node_has_it_soon() throws Exception {
        String before = awaitActive().node();

        DrillResult result = drill(DrillKind.KILL, 1, false);

        assertThat(result.after()).isNotEqualTo(before).isNotEmpty();
        assertThat(result.outageMillis()).isBetween(300L, 8_000L);
        assertThat(result.reason()).contains("no renewal for");
        // Two of three are left: without one more, nobody would decide.
        TestLab.await(
                "the time of the drill is over",
                () ->
                        view().at()
                                .isAfter(java.util.Objects.requireNonNull(view().drill()).until()));
        assertThatThrownBy(() ->
                        new ClientCluster(ways).drill("web", new DrillOrder(DrillKind.CUT, 5)))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("voters that are left");
        startAgain(before);
    }

    @Test
    void a_node_that_is_cut_off_comes_back_by_itself_and_breaks_nothing() throws Exception {
        String before = awaitActive().node();

        DrillResult result = drill(DrillKind.CUT, 4, false);

        assertThat(result.after()).isNotEqualTo(before).isNotEmpty();
        assertThat(result.outageMillis()).isBetween(300L, 8_000L);
        // Not twice, though a loaded machine may keep the client itself waiting for a moment.
        assertThat(result.outages())
                .filteredOn(one -> one.toMillis() - one.fromMillis() >= 300)
                .hasSize(1);
        assertThat(said(before, "nft", "list", "tables")).doesNotContain("belay_drill");
        awaitActive();
    }

    @Test
    @Tag("long")
    void an_agent_that_stands_still_for_longer_than_its_lease_loses_its_service() throws Exception {
        String before = awaitActive().node();

        DrillResult result = drill(DrillKind.PAUSE, 4, false);

        assertThat(result.after()).isNotEqualTo(before).isNotEmpty();
        assertThat(result.outageMillis()).isBetween(300L, 8_000L);
        if (!isAnswering(before)) {
            startAgain(before);
        }
        awaitActive();
    }
}

package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.api.DesignText;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import dev.belay.api.ServiceView;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Operations on real hosts with real OCF agents, while coordinators are killed.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OperationLabTest {

    private TestLab lab;

    @BeforeAll
    void up() throws Exception {
        lab = TestLab.start(true, 3);
    }

    @BeforeEach
    void begin() throws Exception {
        TestLab.await(
                "a alone is drawn",
                () -> {
                    try {
                        put(design(service("a", "Dummy", 0)));
                        return true;
                    } catch (AgentException e) {
                        // An agent that was killed is on its way still.
                        return false;
                    }
                });
        awaitActive("a");
    }

    @AfterAll
    void down() throws Exception {
        lab.close();
    }

    private static String service(String id, String agent, int priority) {
        return service(id, agent, priority, "1");
    }

    /// @param sleep seconds that the agent takes for each step
    private static String service(String id, String agent, int priority, String sleep) {
        return """
        { "id": "%s", "name": "%s", "priority": %d, "resources": [
            { "type": "ocf", "name": "%s-worker", "provider": "heartbeat", "agent": "%s",
              "parameters": { "op_sleep": "%s" },
              "operations": { "start": "20s", "stop": "20s", "monitor": "10s", "interval": "1s" } }
        ] }
        """
                .formatted(id, id, priority, id, agent, sleep);
    }

    private String design(String... services) {
        var nodes = new ArrayList<String>();
        for (LabNode node : lab.description.nodes()) {
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
                  "nodes": [ %s ], "services": [ %s ] }
                """
                        .formatted(String.join(",", nodes), String.join(",", services));
        Design read = ((Reading.Read) DesignFormat.read(text)).design();
        return DesignFormat.write(read);
    }

    private interface Question<T> {
        T ask(ApiClient client) throws AgentException;
    }

    /// Of whichever node answers.
    private <T> T ask(Question<T> question) throws Exception {
        Exception last = new IllegalStateException("no nodes");
        for (LabNode node : lab.description.nodes()) {
            try {
                return question.ask(lab.api(node.id()));
            } catch (AgentException e) {
                last = e;
            }
        }
        throw last;
    }

    private void put(String text) throws Exception {
        ask(api -> api.putDesign(new DesignText(text, api.design().version())));
    }

    private void awaitActive(String... services) throws Exception {
        var last = new ArrayList<String>();
        TestLab.await(
                String.join(", ", services) + " active",
                () -> last,
                () -> {
                    List<ServiceView> now = ask(ApiClient::services).services();
                    last.clear();
                    now.forEach(one -> last.add(one.id() + " " + one.state() + " " + one.reason()));
                    return now.size() == services.length
                            && now.stream()
                                    .allMatch(one -> one.state() == ServiceView.State.ACTIVE);
                });
    }

    private OperationView begin(String text, long confirmMillis) throws Exception {
        return ask(api ->
                api.beginOperation(
                        new OperationBegin(text, api.design().version(), confirmMillis)));
    }

    private Optional<OperationView> now(long number) throws Exception {
        return ask(ApiClient::operations).stream()
                .filter(one -> one.number() == number)
                .findFirst();
    }

    private OperationView await(long number, Predicate<OperationView> condition) throws Exception {
        var last = new ArrayList<OperationView>();
        TestLab.await(
                "operation " + number,
                () -> last,
                () -> {
                    Optional<OperationView> found = now(number);
                    last.clear();
                    found.ifPresent(last::add);
                    return found.filter(condition).isPresent();
                });
        return last.getFirst();
    }

    /// Kills whoever coordinates each time that another number of steps is seen to be in force;
    /// each and every one is the simulation's.
    private OperationView untilOverKilling(long number) throws Exception {
        Set<Integer> killed = new HashSet<>();
        var last = new ArrayList<OperationView>();
        TestLab.await(
                "operation " + number + " is over",
                () -> last,
                () -> {
                    Optional<OperationView> found = now(number);
                    if (found.isEmpty()) {
                        return false;
                    }
                    last.clear();
                    last.add(found.get());
                    boolean goesOn =
                            found.get().state() == State.RUNNING
                                    || found.get().state() == State.UNDOING;
                    if (goesOn && killed.add(found.get().position())) {
                        String coordinator = coordinator();
                        lab.order(LabOrder.Verb.KILL, coordinator);
                        lab.order(LabOrder.Verb.START, coordinator);
                    }
                    return !goesOn;
                });
        assertThat(killed).as("killed in the middle").isNotEmpty();
        return last.getFirst();
    }

    private String coordinator() throws Exception {
        var found = new ArrayList<String>();
        TestLab.await(
                "somebody coordinates",
                () -> {
                    String id = ask(ApiClient::status).opinion().coordinator();
                    if (id != null) {
                        found.add(id);
                    }
                    return id != null;
                });
        return found.getFirst();
    }

    @Test
    void with_coordinators_killed_it_ends_as_wanted_and_is_undone_to_what_was_before()
            throws Exception {
        String before = ask(ApiClient::design).text();
        String wanted =
                design(
                        service("a", "Dummy", 5),
                        service("b", "Dummy", 0),
                        service("c", "Dummy", 0),
                        service("d", "Dummy", 0));
        long number = begin(wanted, 0).number();
        assertThatThrownBy(() -> put(before)).hasMessageContaining("operation " + number);

        OperationView done = untilOverKilling(number);
        assertThat(done.state()).as(done.said()).isEqualTo(State.DONE);
        assertThat(done.steps())
                .extracting(OperationView.Step::code)
                .containsExactly(
                        "service-changed", "service-added", "service-added", "service-added");
        assertThat(ask(ApiClient::design)).isEqualTo(new DesignText(wanted, done.version()));
        awaitActive("a", "b", "c", "d");

        ask(api -> api.undoOperation(number));
        OperationView undone = untilOverKilling(number);
        assertThat(undone.state()).as(undone.said()).isEqualTo(State.UNDONE);
        assertThat(ask(ApiClient::design).text()).isEqualTo(before);
        awaitActive("a");
    }

    @Test
    void what_is_new_in_a_running_service_restarts_it_where_it_is_and_no_other() throws Exception {
        put(design(service("a", "Dummy", 0), service("b", "Dummy", 0)));
        awaitActive("a", "b");
        ServiceView before = service("a");
        ServiceView beside = service("b");

        String wanted = design(service("a", "Dummy", 0, "0"), service("b", "Dummy", 0));
        OperationView done = await(begin(wanted, 0).number(), one -> one.state() == State.DONE);

        ServiceView after = service("a");
        assertThat(done.said()).isEmpty();
        assertThat(after.state()).isEqualTo(ServiceView.State.ACTIVE);
        assertThat(after.node()).isEqualTo(before.node());
        assertThat(after.generation()).isEqualTo(before.generation() + 1);
        assertThat(service("b").generation()).isEqualTo(beside.generation());
    }

    private ServiceView service(String id) throws Exception {
        return ask(ApiClient::services).services().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_service_that_cannot_start_stops_it_and_unconfirmed_it_is_undone() throws Exception {
        String before = ask(ApiClient::design).text();
        String wanted = design(service("a", "Dummy", 0), service("broken", "NoSuchAgent", 0));
        long number = begin(wanted, 10_000).number();
        OperationView stopped = await(number, one -> one.state() == State.STOPPED);
        assertThat(stopped.said()).contains("broken failed on node-");
        assertThat(stopped.confirmUntil()).isNotNull();
        await(number, one -> one.state() == State.UNDONE);
        assertThat(ask(ApiClient::design).text()).isEqualTo(before);
        awaitActive("a");
    }

    @Test
    void confirmed_in_time_it_stays_and_what_goes_is_stopped_first() throws Exception {
        String before = ask(ApiClient::design).text();
        String wanted = design(service("d", "Dummy", 0));
        long number = begin(wanted, 30_000).number();
        await(number, one -> one.state() == State.WAITING);
        awaitActive("d");
        OperationView kept = ask(api -> api.confirmOperation(number));
        assertThat(kept.state()).isEqualTo(State.DONE);
        long back = begin(before, 0).number();
        await(back, one -> one.state() == State.DONE);
        awaitActive("a");
    }
}

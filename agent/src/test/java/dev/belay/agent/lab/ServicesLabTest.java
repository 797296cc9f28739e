package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.api.DesignText;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceTest.Power;
import dev.belay.api.FenceView;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Services on real hosts: three agents, a virtual IP before real nginx, real OCF agents, and a
/// client on the same network.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ServicesLabTest {

    private static final int PORT = 8098;

    @TempDir private static Path dir;
    private TestLab lab;
    private String address;
    private boolean fences;

    @BeforeAll
    void up() throws Exception {
        lab = TestLab.start(true, 3);
        String first = lab.node("node-1").address();
        address = first.substring(0, first.lastIndexOf('.')) + ".200";
        Path conf = dir.resolve("front.conf");
        Files.writeString(
                conf,
                """
                user root;
                worker_processes 1;
                pid /run/belay-front.pid;
                error_log /run/belay-front.log;
                events {}
                http {
                    access_log off;
                    server { listen %d; location / { return 200 "here"; } }
                }
                """
                        .formatted(PORT));
        for (LabNode node : lab.description.nodes()) {
            serve(node.id());
        }
        apply(service("web", "web-ip", "Dummy"));
        await("web", one -> one.state() == State.ACTIVE);
    }

    @AfterAll
    void down() throws Exception {
        lab.close();
    }

    private void serve(String node) throws Exception {
        run(node, "nginx", "-c", dir.resolve("front.conf").toString());
    }

    /// A service of an address, if it has one, and an OCF agent.
    private static String service(String id, String virtualIp, String agent) {
        String front =
                virtualIp.isEmpty()
                        ? ""
                        : """
                        { "type": "virtual-ip", "name": "%s-address", "virtualIp": "%s" },
                        """
                                .formatted(id, virtualIp);
        return """
        { "id": "%s", "name": "%s", "resources": [
            %s
            { "type": "ocf", "name": "%s-worker", "provider": "heartbeat", "agent": "%s",
              "operations": { "start": "20s", "stop": "20s", "monitor": "10s", "interval": "1s" } }
        ] }
        """
                .formatted(id, id, front, id, agent);
    }

    private void apply(String... services) throws Exception {
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
        String devices =
                fences
                        ? """
                        "fenceDevices": [ { "id": "power", "name": "power", "agent": "fence_lab",
                          "targets": [ "node-1", "node-2", "node-3" ], "timeout": "20s" } ],
                        """
                        : "";
        String text =
                """
                { "format": "belay-design", "version": 1, "belay": "0.1",
                  "cluster": { "id": "lab", "name": "lab", "timing": { "name": "default" }, "fencing": %s },
                  "nodes": [ %s ],
                  %s
                  "virtualIps": [ { "id": "web-ip", "name": "web-ip", "address": "%s", "prefix": 24 } ],
                  "services": [ %s ] }
                """
                        .formatted(
                                fences,
                                String.join(",", nodes),
                                devices,
                                address,
                                String.join(",", services));
        ApiClient api = lab.api("node-1");
        api.putDesign(new DesignText(text, api.design().version()));
    }

    private ServicesView view() throws Exception {
        Exception last = new IllegalStateException("no nodes");
        for (LabNode node : lab.description.nodes()) {
            try {
                return lab.api(node.id()).services();
            } catch (AgentException e) {
                last = e;
            }
        }
        throw last;
    }

    private Optional<ServiceView> find(String service) throws Exception {
        return view().services().stream().filter(one -> one.id().equals(service)).findFirst();
    }

    private ServiceView await(String service, Predicate<ServiceView> condition) throws Exception {
        var found = new ArrayList<ServiceView>();
        var last = new ArrayList<Optional<ServiceView>>();
        TestLab.await(
                service,
                () -> last,
                () -> {
                    Optional<ServiceView> now = find(service);
                    last.clear();
                    last.add(now);
                    now.filter(condition).ifPresent(found::add);
                    return !found.isEmpty();
                });
        return found.getFirst();
    }

    private ServiceView awaitActive(Predicate<String> node) throws Exception {
        return await("web", one -> one.state() == State.ACTIVE && node.test(one.node()));
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, PORT), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// How long a client had to do without, in milliseconds; from the last answer before.
    private final class Outage {

        private final List<Long> answered = new ArrayList<>();
        private final Thread thread = Thread.ofPlatform().name("client").unstarted(this::look);
        private volatile boolean isOver;

        Outage() {
            thread.start();
        }

        private void look() {
            while (!isOver) {
                if (answers()) {
                    synchronized (answered) {
                        answered.add(System.nanoTime());
                    }
                }
                LockSupport.parkNanos(5_000_000);
            }
        }

        long endMillis() throws InterruptedException {
            isOver = true;
            thread.join();
            long longest = 0;
            for (int i = 1; i < answered.size(); i++) {
                longest = Math.max(longest, answered.get(i) - answered.get(i - 1));
            }
            return longest / 1_000_000;
        }
    }

    private void run(String node, String... command) throws Exception {
        var words = new ArrayList<>(List.of("nsenter", "-t"));
        words.add(Long.toString(lab.view(node).hostPid()));
        words.addAll(List.of("-m", "-u", "-i", "-n", "-p", "--"));
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", words, said).isZero();
    }

    private void startAgain(String node, boolean isWholeHost) throws Exception {
        lab.order(LabOrder.Verb.START, node);
        if (isWholeHost) {
            serve(node);
        }
        awaitHost(node);
    }

    private void awaitHost(String node) throws Exception {
        TestLab.await(
                node + " runs services again",
                () ->
                        view().hosts().stream()
                                .anyMatch(host ->
                                        host.node().equals(node)
                                                && host.answered()
                                                && host.hindrance().isEmpty()));
    }

    @Test
    void a_moved_service_is_where_it_was_sent_and_says_why() throws Exception {
        ServiceView before = awaitActive(_ -> true);
        assertThat(answers()).isTrue();
        String to = lab.others(before.node()).getFirst();
        var client = new Outage();

        lab.api("node-1").moveService("web", to);
        ServiceView after = awaitActive(to::equals);

        long outage = client.endMillis();
        System.out.println("move: a client was without for " + outage + " ms");
        assertThat(outage).isLessThan(2_000);
        assertThat(after.history().getFirst().reason()).contains("has ended").contains(to);
        assertThat(after.marginMillis()).isBetween(1L, 900L);
        ServiceWhy why = lab.api("node-1").serviceWhy("web");
        assertThat(why.placedOn()).isEqualTo(to);
        assertThat(why.candidates().getFirst().factors())
                .extracting(ServiceWhy.Factor::subject)
                .contains("moved");
        lab.api("node-1").clearService("web");
        assertThat(awaitActive(to::equals).movedTo()).isEmpty();
    }

    @Test
    void a_host_that_is_powered_off_loses_its_service_to_another() throws Exception {
        ServiceView before = awaitActive(_ -> true);
        var client = new Outage();

        lab.client.order(new LabOrder(LabOrder.Verb.KILL, before.node(), "", true));
        ServiceView after = awaitActive(node -> !node.equals(before.node()));

        long outage = client.endMillis();
        System.out.println("power off: a client was without for " + outage + " ms");
        assertThat(outage).isBetween(500L, 6_000L);
        assertThat(after.history().getFirst().reason()).contains("no renewal for");
        startAgain(before.node(), true);
    }

    @Test
    void an_agent_that_dies_alone_takes_its_service_with_it() throws Exception {
        ServiceView before = awaitActive(_ -> true);
        var client = new Outage();

        lab.order(LabOrder.Verb.KILL, before.node());
        ServiceView after = awaitActive(node -> !node.equals(before.node()));

        System.out.println("agent killed: a client was without for " + client.endMillis() + " ms");
        assertThat(answers()).isTrue();
        assertThat(after.generation()).isGreaterThan(before.generation());
        startAgain(before.node(), false);
    }

    /// The device switches the host off and on again: what it ran begins elsewhere as soon as it is
    /// off, and it comes back as another.
    @Test
    void a_host_that_hangs_is_switched_off_and_on_and_a_person_may_do_the_same() throws Exception {
        ServiceView before = awaitActive(_ -> true);
        fences = true;
        apply(service("web", "web-ip", "Dummy"));
        String other = lab.others(before.node()).getFirst();
        TestLab.await(
                "devices are ready",
                () -> {
                    for (LabNode node : lab.description.nodes()) {
                        for (var device : lab.api(node.id()).fencing().devices()) {
                            assertThat(device.trouble()).isEmpty();
                        }
                        boolean isReady =
                                lab.api(node.id()).fencing().devices().stream()
                                        .anyMatch(one -> !one.verbs().isEmpty());
                        if (!isReady) {
                            return false;
                        }
                    }
                    return true;
                });
        FenceTest test = lab.api(other).testFence(before.node());
        assertThat(test.answers()).extracting(FenceTest.Answer::says).containsOnly(Power.ON);
        var client = new Outage();

        lab.client.order(new LabOrder(LabOrder.Verb.PAUSE, before.node(), "", true));
        ServiceView after = awaitActive(node -> !node.equals(before.node()));

        long outage = client.endMillis();
        System.out.println("hangs, fenced: a client was without for " + outage + " ms");
        assertThat(after.history().getFirst().reason()).contains("fencing is confirmed");
        FenceView.Fencing fencing = lab.api(other).fencing().history().getFirst();
        assertThat(fencing.node()).isEqualTo(before.node());
        assertThat(fencing.automatic()).isTrue();
        assertThat(fencing.result()).isEqualTo(FenceView.Result.CONFIRMED);
        awaitHost(before.node());
        assertThat(awaitActive(after.node()::equals).generation()).isEqualTo(after.generation());

        FenceView.Fencing begun = lab.api(after.node()).fence(before.node(), null);
        assertThat(begun.automatic()).isFalse();
        TestLab.await(
                "a person's fencing is confirmed",
                () ->
                        lab.api(after.node()).fencing().history().stream()
                                .anyMatch(one ->
                                        one.number() == begun.number()
                                                && one.result() == FenceView.Result.CONFIRMED));
        assertThatThrownBy(() -> lab.api(after.node()).fence(after.node(), null))
                .hasMessageContaining("itself");
        fences = false;
        awaitHost(before.node());
        serve(before.node());
        apply(service("web", "web-ip", "Dummy"));
    }

    @Test
    void a_node_in_standby_gives_its_service_away() throws Exception {
        String node = awaitActive(_ -> true).node();

        lab.api("node-1").changeMode(node, NodeMode.STANDBY);
        awaitActive(other -> !other.equals(node));
        ServicesView.Host host =
                view().hosts().stream()
                        .filter(one -> one.node().equals(node))
                        .findFirst()
                        .orElseThrow();

        assertThat(host.mode()).isEqualTo(NodeMode.STANDBY);
        lab.api("node-1").changeMode(node, NodeMode.ACTIVE);
    }

    @Test
    void an_agent_that_is_stopped_gives_its_service_away_first() throws Exception {
        String node = awaitActive(_ -> true).node();
        var client = new Outage();

        lab.order(LabOrder.Verb.STOP, node);
        ServiceView after = awaitActive(other -> !other.equals(node));

        assertThat(client.endMillis()).isLessThan(2_000);
        assertThat(after.history().getFirst().reason()).contains("has ended");
        startAgain(node, false);
    }

    @Test
    void a_service_that_starts_nowhere_says_so_and_the_others_go_on() throws Exception {
        awaitActive(_ -> true);

        apply(service("web", "web-ip", "Dummy"), service("broken", "", "no-such-agent"));
        ServiceView broken =
                await("broken", one -> one.state() == State.WAITING && one.failures().size() == 3);

        assertThat(broken.failures().getFirst().last()).contains("no-such-agent");
        assertThat(broken.reason()).contains("nowhere");
        assertThat(broken.placedOn()).isEmpty();
        assertThat(awaitActive(_ -> true).generation()).isPositive();
        apply(service("web", "web-ip", "Dummy"));
        TestLab.await("broken is forgotten", () -> find("broken").isEmpty());
    }

    @Test
    void what_was_stopped_stays_so_until_it_is_started() throws Exception {
        awaitActive(_ -> true);

        lab.api("node-1").stopService("web");
        ServiceView stopped = await("web", one -> one.state() == State.STOPPED);
        assertThat(stopped.node()).isEmpty();
        assertThat(answers()).isFalse();

        lab.api("node-1").startService("web");
        awaitActive(_ -> true);
        assertThat(answers()).isTrue();
    }

    @Test
    void another_drawing_of_the_same_service_moves_nothing() throws Exception {
        ServiceView before = awaitActive(_ -> true);
        String notes = "\"notes\": \"" + "word ".repeat(2_000) + "\", \"id\"";

        apply(service("web", "web-ip", "Dummy").replaceFirst("\"id\"", notes));

        // A member that follows may tell for a moment what was so before.
        TestLab.await(
                "the design with the notes",
                () -> lab.api("node-1").design().text().length() > 10_000);
        apply(service("web", "web-ip", "Dummy"));
        // A move comes after whatever those two would have done.
        String to = lab.others(before.node()).getFirst();
        lab.api("node-1").moveService("web", to);
        assertThat(awaitActive(to::equals).generation()).isEqualTo(before.generation() + 1);
        lab.api("node-1").clearService("web");
    }
}

package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.MotoServer;
import dev.belay.api.DesignText;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceTest.Power;
import dev.belay.api.FenceView;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Nodes that are instances stop each other: three agents, an API server of AWS that we did not
/// write, and the AWS CLI to see its state with. What it stops are its instances, not the hosts of
/// the lab.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FenceCloudLabTest {

    private final Map<String, String> instances = new HashMap<>();
    private TestLab lab;
    private MotoServer server;

    @BeforeAll
    void up() throws Exception {
        lab = TestLab.start(true, 3);
        InetAddress here;
        try (var socket = new Socket(lab.node("node-1").address(), 22)) {
            here = socket.getLocalAddress();
        }
        server = MotoServer.start(here);
        for (LabNode node : lab.description.nodes()) {
            configure(node.id());
            instances.put(
                    node.id(),
                    server.cli(
                            "ec2",
                            "run-instances",
                            "--image-id",
                            "ami-12c6146b",
                            "--query",
                            "Instances[].InstanceId"));
        }
        apply();
        awaitActive(_ -> true);
    }

    @AfterAll
    void down() throws Exception {
        if (server != null) {
            server.close();
        }
        lab.close();
    }

    /// The agent's way to the cloud, as the SDK's own settings say it, in a home of this host
    /// alone.
    private void configure(String node) throws Exception {
        run(
                node,
                """
                set -e
                home=${HOME:-/root}
                mkdir -p /run/.home/upper /run/.home/work
                mount -t overlay overlay -o lowerdir=$home,upperdir=/run/.home/upper,workdir=/run/.home/work $home
                mkdir -p $home/.aws
                printf '[default]\\nendpoint_url = %s\\n' > $home/.aws/config
                printf '[default]\\naws_access_key_id = test\\naws_secret_access_key = test\\n' > $home/.aws/credentials
                """
                        .formatted(server.endpoint()));
    }

    private void run(String node, String script) throws Exception {
        var words = new ArrayList<>(List.of("nsenter", "-t"));
        words.add(Long.toString(lab.view(node).hostPid()));
        words.addAll(List.of("-m", "-u", "-i", "-n", "-p", "--", "sh", "-c", script));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", words, said).isZero();
    }

    private void apply() throws Exception {
        var nodes = new ArrayList<String>();
        var targets = new ArrayList<String>();
        for (LabNode node : lab.description.nodes()) {
            targets.add("\"" + node.id() + "\"");
            nodes.add(
                    """
                    { "id": "%s", "name": "%s", "within": "vpc", "role": "%s", "address": "%s",
                      "instance": { "instanceId": "%s" } }
                    """
                            .formatted(
                                    node.id(),
                                    node.id(),
                                    node.id().equals("node-1") ? "admin" : "worker",
                                    node.address(),
                                    instances.get(node.id())));
        }
        String text =
                """
                { "format": "belay-design", "version": 1, "belay": "0.1",
                  "cluster": { "id": "lab", "name": "lab", "timing": { "name": "default" }, "fencing": true },
                  "vpcs": [ { "id": "vpc", "name": "vpc", "region": "%s" } ],
                  "nodes": [ %s ],
                  "fenceDevices": [ { "id": "power", "name": "power", "agent": "ec2", "action": "off",
                    "targets": [ %s ], "timeout": "20s" } ],
                  "services": [ { "id": "web", "name": "web", "resources": [
                    { "type": "ocf", "name": "worker", "provider": "heartbeat", "agent": "Dummy" } ] } ] }
                """
                        .formatted(
                                MotoServer.REGION,
                                String.join(",", nodes),
                                String.join(",", targets));
        ApiClient api = lab.api("node-1");
        api.putDesign(new DesignText(text, api.design().version()));
    }

    private ServiceView awaitActive(Predicate<String> node) throws Exception {
        var found = new ArrayList<ServiceView>();
        var last = new ArrayList<ServiceView>();
        TestLab.await(
                "web",
                () -> last,
                () -> {
                    for (LabNode one : lab.description.nodes()) {
                        try {
                            last.clear();
                            last.addAll(lab.api(one.id()).services().services());
                            break;
                        } catch (AgentException _) {
                            // Another one may answer.
                        }
                    }
                    last.stream()
                            .filter(one -> one.state() == State.ACTIVE && node.test(one.node()))
                            .forEach(found::add);
                    return !found.isEmpty();
                });
        return found.getFirst();
    }

    /// Where the AWS CLI sees the instance of a node.
    private String state(String node) throws Exception {
        return server.cli(
                "ec2",
                "describe-instances",
                "--instance-ids",
                Objects.requireNonNull(instances.get(node)),
                "--query",
                "Reservations[].Instances[].State.Name");
    }

    private void awaitReady() throws Exception {
        TestLab.await(
                "devices are ready",
                this::said,
                () -> {
                    for (LabNode node : lab.description.nodes()) {
                        boolean isReady =
                                lab.api(node.id()).fencing().devices().stream()
                                        .anyMatch(one ->
                                                one.trouble().isEmpty()
                                                        && one.verbs().contains("off"));
                        if (!isReady) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    /// What agents wrote last: one may have ended.
    private String said() {
        var all = new StringBuilder();
        for (LabNode node : lab.description.nodes()) {
            try {
                List<String> lines =
                        Files.readAllLines(
                                lab.folder.path().resolve(node.id()).resolve("agent.log"));
                lines.subList(Math.max(0, lines.size() - 20), lines.size())
                        .forEach(
                                one -> all.append('\n').append(node.id()).append(": ").append(one));
            } catch (IOException e) {
                all.append('\n').append(node.id()).append(": ").append(e);
            }
        }
        return all.toString();
    }

    /// The first call of an agent's client takes long where three of them begin on one machine.
    private void awaitPower(String by, String node, Power power) throws Exception {
        var last = new ArrayList<Object>();
        TestLab.await(
                "power of " + node,
                () -> last,
                () -> {
                    last.clear();
                    List<FenceTest.Answer> answers = lab.api(by).testFence(node).answers();
                    last.addAll(answers);
                    return answers.stream().allMatch(one -> one.says() == power);
                });
    }

    @Test
    void a_lost_node_is_stopped_as_an_instance_and_a_person_may_test_it_before() throws Exception {
        ServiceView before = awaitActive(_ -> true);
        awaitReady();
        String other = lab.others(before.node()).getFirst();
        awaitPower(other, before.node(), Power.ON);

        lab.order(LabOrder.Verb.KILL, before.node());
        ServiceView after = awaitActive(node -> !node.equals(before.node()));

        TestLab.await(
                "the log says that it is stopped",
                () ->
                        lab.api(after.node()).fencing().history().stream()
                                .anyMatch(one ->
                                        one.node().equals(before.node())
                                                && one.automatic()
                                                && one.result() == FenceView.Result.CONFIRMED));
        FenceView.Fencing fencing = lab.api(after.node()).fencing().history().getFirst();
        System.out.println("fenced by ec2: " + after.history().getFirst().reason() + fencing);
        assertThat(fencing.evidence().getFirst()).contains("is stopped after");
        assertThat(state(before.node())).isEqualTo("stopped");
        assertThat(state(after.node())).isEqualTo("running");
        awaitPower(after.node(), before.node(), Power.OFF);
    }
}

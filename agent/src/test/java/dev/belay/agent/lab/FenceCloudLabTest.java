package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.MotoServer;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceTest.Power;
import dev.belay.api.FenceView;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ServiceView;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Nodes that are instances stop each other. What the cloud stops are its instances, not the hosts
/// of the lab.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FenceCloudLabTest {

    private final Map<String, String> instances = new HashMap<>();
    private CloudLab cloud;
    private TestLab lab;

    @BeforeAll
    void up() throws Exception {
        cloud = CloudLab.start();
        lab = cloud.lab;
        for (LabNode node : lab.description.nodes()) {
            instances.put(
                    node.id(),
                    cloud.ec2(
                            "Instances[].InstanceId",
                            "run-instances",
                            "--image-id",
                            "ami-12c6146b"));
        }
        cloud.apply(
                true,
                node ->
                        """
                        "within": "vpc", "instance": { "instanceId": "%s" },
                        """
                                .formatted(instances.get(node.id())),
                """
                "vpcs": [ { "id": "vpc", "name": "vpc", "region": "%s" } ],
                "fenceDevices": [ { "id": "power", "name": "power", "agent": "ec2", "action": "off",
                  "targets": [ "node-1", "node-2", "node-3" ], "timeout": "20s" } ],
                "services": [ { "id": "web", "name": "web", "resources": [
                  { "type": "ocf", "name": "worker", "provider": "heartbeat", "agent": "Dummy" } ] } ]
                """
                        .formatted(MotoServer.REGION));
    }

    @AfterAll
    void down() throws Exception {
        if (cloud != null) {
            cloud.close();
        }
    }

    /// Where the AWS CLI sees the instance of a node.
    private String state(String node) throws Exception {
        return cloud.ec2(
                "Reservations[].Instances[].State.Name",
                "describe-instances",
                "--instance-ids",
                Objects.requireNonNull(instances.get(node)));
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
        ServiceView before = cloud.settle();
        awaitReady();
        String other = lab.others(before.node()).getFirst();
        awaitPower(other, before.node(), Power.ON);

        lab.order(LabOrder.Verb.KILL, before.node());
        ServiceView after = cloud.awaitActive(node -> !node.equals(before.node()));

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

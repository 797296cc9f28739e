package dev.belay.agent.fence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.InstancePower;
import dev.belay.agent.core.fence.FenceVerb;
import dev.belay.agent.program.Metadata;
import dev.belay.agent.program.Programs;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.value.ThingId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent `ec2` beside those that are installed.
class InstanceFencesTest {

    private static final ThingId TARGET = new ThingId("n2");
    private static final String INSTANCE = "i-0a1b2c3d";

    @TempDir private Path folder;
    private AllFenceAgents agents;
    private FenceDevices devices;

    @BeforeEach
    void make() throws Exception {
        agents =
                new AllFenceAgents(
                        new InstanceFences(
                                new InstanceFences.Cloud() {
                                    @Override
                                    public InstancePower power(String region) {
                                        throw new IllegalStateException("nobody is stopped here");
                                    }

                                    @Override
                                    public void learnOwn() {
                                        throw new IllegalStateException("nobody asks here");
                                    }
                                },
                                _ -> {}),
                        new FenceAgents(
                                List.of(FenceAgents.FOLDER), new Programs(folder.resolve("run"))));
        devices = new FenceDevices(agents, FenceSecrets.open(folder));
    }

    private static FenceDevice device() {
        return FenceDevice.of(new ThingId("power"), "power", "ec2").withTargets(List.of(TARGET));
    }

    private static Design design(FenceDevice device, Node node) {
        return Design.empty(ClusterSettings.of("lab", "lab", TimingProfile.STANDARD))
                .with(Vpc.of(new ThingId("vpc"), "vpc").withRegion("ap-northeast-1"))
                .with(node)
                .with(device);
    }

    private static Node node() {
        return Node.of(TARGET, "web-2", NodeRole.WORKER)
                .withWithin(Optional.of(new ThingId("vpc")))
                .withInstance(
                        Optional.of(CloudInstance.DEFAULT.withInstanceId(Optional.of(INSTANCE))));
    }

    private FenceTool tool() {
        return requireNonNull(devices.of(TARGET).orElseThrow().levels().get(1)).getFirst();
    }

    @Test
    void it_says_what_it_is_as_any_other_agent_does() throws Exception {
        Metadata own = agents.metadata("ec2", Duration.ofSeconds(1));

        assertThat(FenceAgents.verbs(own)).containsExactlyInAnyOrder(FenceVerb.values());
        assertThat(own.offers("metadata")).isTrue();
        assertThat(own.offers("monitor")).isTrue();
        assertThat(own.parameters())
                .extracting(Metadata.Parameter::name)
                .containsExactly("plug", "region");
        assertThat(own.shortDescriptions()).isNotEmpty();
        assertThat(agents.metadata("fence_dummy", Duration.ofSeconds(10)).offers("off")).isTrue();
    }

    @Test
    void the_instance_of_the_node_is_stopped_in_the_region_of_its_vpc() throws Exception {
        devices.prepare(1, design(device(), node()));

        assertThat(devices.troubles()).isEmpty();
        assertThat(tool().parameters())
                .isEqualTo(Map.of("plug", INSTANCE, "region", "ap-northeast-1"));
    }

    @Test
    void what_the_device_says_counts_before_what_is_drawn() throws Exception {
        devices.prepare(
                1,
                design(
                        device().withPorts(new TreeMap<>(Map.of("n2", "i-0000beef")))
                                .withParameters(new TreeMap<>(Map.of("region", "eu-west-1"))),
                        node()));

        assertThat(tool().parameters())
                .isEqualTo(Map.of("plug", "i-0000beef", "region", "eu-west-1"));
    }

    @Test
    void a_target_without_an_instance_cannot_be_stopped_and_the_device_says_so() throws Exception {
        devices.prepare(1, design(device(), node().withInstance(Optional.empty())));

        assertThat(devices.of(TARGET)).isEmpty();
        assertThat(devices.troubles().get("power")).contains("instance id of 'web-2'");
    }
}

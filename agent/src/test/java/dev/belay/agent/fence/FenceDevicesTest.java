package dev.belay.agent.fence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.fence.FenceVerb;
import dev.belay.agent.program.Programs;
import dev.belay.agent.program.Scripts;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceAction;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FenceDevicesTest {

    private static final ThingId TARGET = new ThingId("n2");

    private static final String AGENT =
            """
            cat >/dev/null
            cat <<'END'
            <?xml version="1.0" ?>
            <resource-agent name="fence_own" shortdesc="own">
            <longdesc>own</longdesc>
            <parameters>
              <parameter name="ipaddr"><content type="string"/></parameter>
              <parameter name="port"><content type="string"/></parameter>
              <parameter name="passwd"><content type="string"/></parameter>
            </parameters>
            <actions>
              <action name="off"/><action name="status"/>
            </actions>
            </resource-agent>
            END
            """;

    @TempDir Path folder;
    private FenceSecrets secrets;
    private FenceDevices devices;

    @BeforeEach
    void open() throws Exception {
        secrets = FenceSecrets.open(folder);
        Scripts.write(folder.resolve("own/fence_own"), AGENT);
        devices =
                new FenceDevices(
                        new FenceAgents(
                                List.of(folder.resolve("own"), FenceAgents.FOLDER),
                                new Programs(folder.resolve("run"))),
                        secrets);
    }

    private static FenceDevice device(String id, String agent, int level) {
        return FenceDevice.of(new ThingId(id), id, agent)
                .withTargets(List.of(TARGET))
                .withLevel(level);
    }

    private static Design design(FenceDevice... all) {
        Design design =
                Design.empty(ClusterSettings.of("lab", "lab", TimingProfile.STANDARD))
                        .with(Node.of(TARGET, "web-2", NodeRole.WORKER));
        for (FenceDevice one : all) {
            design = design.with(one);
        }
        return design;
    }

    private FencePlan plan() {
        return devices.of(TARGET).orElseThrow();
    }

    private FenceTool tool() {
        return requireNonNull(plan().levels().get(1)).getFirst();
    }

    @Test
    void an_installed_agent_is_asked_what_it_can_do() throws Exception {
        devices.prepare(1, design(device("dummy", "fence_dummy", 1)));

        assertThat(devices.troubles()).isEmpty();
        FenceTool tool = tool();
        assertThat(tool.verbs()).contains(FenceVerb.OFF, FenceVerb.STATUS);
        assertThat(plan().deed()).isEqualTo(FenceAction.REBOOT);
    }

    @Test
    void address_and_target_go_under_the_names_that_the_agent_knows() throws Exception {
        devices.prepare(
                1,
                design(
                        device("own", "fence_own", 1)
                                .withAddress(IpAddress.parse("10.0.0.9").good())));
        assertThat(tool().parameters()).isEqualTo(Map.of("ipaddr", "10.0.0.9", "port", "web-2"));

        devices.prepare(
                2,
                design(
                        device("own", "fence_own", 1)
                                .withPorts(new TreeMap<>(Map.of("n2", "slot-7")))
                                .withParameters(new TreeMap<>(Map.of("ipaddr", "bmc.example")))));
        assertThat(tool().parameters())
                .isEqualTo(Map.of("ipaddr", "bmc.example", "port", "slot-7"));
    }

    /// Two power supplies: one that is off is no proof.
    @Test
    void a_level_of_which_one_device_cannot_be_used_is_none() throws Exception {
        devices.prepare(
                1,
                design(
                        device("left", "fence_own", 1),
                        device("right", "fence_is_not_here", 1),
                        device("spare", "fence_own", 2)));

        assertThat(plan().levels()).containsOnlyKeys(2);
        assertThat(devices.troubles()).containsOnlyKeys("right");
        assertThat(devices.troubles().get("right")).contains("fence_is_not_here");
    }

    /// Each look asks programs: not at each change of the cluster.
    @Test
    void one_that_cannot_be_used_is_not_looked_at_again_at_once() throws Exception {
        Design design = design(device("right", "fence_soon_here", 1));
        devices.prepare(1, design);
        assertThat(devices.troubles()).containsOnlyKeys("right");
        Scripts.write(folder.resolve("own/fence_soon_here"), AGENT);

        devices.prepare(1, design);
        assertThat(devices.troubles()).containsOnlyKeys("right");

        devices.refresh();
        devices.prepare(1, design);
        assertThat(devices.troubles()).isEmpty();
    }

    @Test
    void where_one_device_leaves_its_target_off_it_stays_off() throws Exception {
        devices.prepare(
                1,
                design(
                        device("left", "fence_own", 1),
                        device("right", "fence_own", 2).withAction(FenceAction.OFF)));
        assertThat(plan().deed()).isEqualTo(FenceAction.OFF);
    }

    @Test
    void without_its_secret_a_device_is_not_used_and_with_it_it_is() throws Exception {
        Design design = design(device("own", "fence_own", 1).withSecrets(List.of("passwd")));
        devices.prepare(1, design);
        assertThat(devices.of(TARGET)).isEmpty();
        assertThat(devices.troubles().get("own")).contains("passwd");

        secrets.keep("own", "passwd", "hunter2");
        devices.refresh();
        devices.prepare(1, design);

        FenceTool tool = tool();
        assertThat(tool.secrets()).isEqualTo(Map.of("passwd", "hunter2"));
        assertThat(tool.toString()).doesNotContain("hunter2");
        Path file = folder.resolve("fence-secrets.json");
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(FenceSecrets.open(folder).of("own")).isEqualTo(Map.of("passwd", "hunter2"));
        secrets.keep("own", "passwd", "");
        assertThat(Files.readString(file)).doesNotContain("hunter2", "own", "passwd");
    }
}

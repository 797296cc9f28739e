package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.fence.FenceOutcome;
import dev.belay.agent.fence.AllFenceAgents;
import dev.belay.agent.fence.FenceAgents;
import dev.belay.agent.fence.FenceDevices;
import dev.belay.agent.fence.FencePlan;
import dev.belay.agent.fence.FenceSecrets;
import dev.belay.agent.fence.Fencing;
import dev.belay.agent.fence.InstanceFences;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// Nodes are stopped as instances, from a design to an API server of AWS that we did not write; the
/// AWS CLI says what came of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class FenceMotoTest {

    private static final ThingId TARGET = new ThingId("n2");

    @TempDir private Path folder;
    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private volatile AwsPlace here = AwsPlace.NOWHERE;
    private TestCredentials credentials;
    private MotoServer server;
    private Ec2Client ec2;
    private AwsCloud cloud;
    private String own;

    @BeforeAll
    void up() throws Exception {
        credentials = new TestCredentials();
        server = MotoServer.start();
        ec2 =
                new AwsSettings(MotoServer.REGION, Optional.empty(), Optional.of(server.endpoint()))
                        .build(Ec2Client.builder(), Optional.empty());
        cloud = new AwsCloud(() -> here, Optional.of(server.endpoint()), logged::add);
        own = instance();
        here = new AwsPlace(Optional.empty(), Optional.of(own), List.of(), Optional.empty());
    }

    @AfterAll
    void down() throws Exception {
        cloud.close();
        ec2.close();
        server.close();
        credentials.close();
    }

    private String instance() {
        return ec2.runInstances(one -> one.imageId("ami-12c6146b").minCount(1).maxCount(1))
                .instances()
                .getFirst()
                .instanceId();
    }

    /// As the AWS CLI sees it.
    private String state(String instance) throws Exception {
        return server.cli(
                "ec2",
                "describe-instances",
                "--instance-ids",
                instance,
                "--query",
                "Reservations[].Instances[].State.Name");
    }

    private FenceOutcome fence(String instance, boolean isReboot) throws Exception {
        var agents =
                new AllFenceAgents(
                        new InstanceFences(
                                new InstanceFences.Cloud() {
                                    @Override
                                    public InstancePower power(String region) {
                                        return cloud.power(region);
                                    }

                                    @Override
                                    public void learnOwn() {
                                        cloud.learnInstance();
                                    }
                                },
                                logged::add),
                        new FenceAgents(
                                List.of(FenceAgents.FOLDER), new Programs(folder.resolve("run"))));
        var devices = new FenceDevices(agents, FenceSecrets.open(folder));
        devices.prepare(
                1,
                Design.empty(ClusterSettings.of("lab", "lab", TimingProfile.STANDARD))
                        .with(Vpc.of(new ThingId("vpc"), "vpc").withRegion(MotoServer.REGION))
                        .with(
                                Node.of(TARGET, "web-2", NodeRole.WORKER)
                                        .withWithin(Optional.of(new ThingId("vpc")))
                                        .withInstance(
                                                Optional.of(
                                                        CloudInstance.DEFAULT.withInstanceId(
                                                                Optional.of(instance)))))
                        .with(
                                FenceDevice.of(new ThingId("power"), "power", "ec2")
                                        .withTargets(List.of(TARGET))
                                        .withTimeout(Duration.ofSeconds(20))));
        FencePlan plan = devices.of(TARGET).orElseThrow();
        return new Fencing(agents, new SplittableRandom(1)).fence(plan.levels(), isReboot, _ -> {});
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            LockSupport.parkNanos(20_000_000L);
        }
    }

    @Test
    void a_node_is_off_and_stays_so() throws Exception {
        String instance = instance();

        FenceOutcome outcome = fence(instance, false);

        assertThat(outcome).isInstanceOf(FenceOutcome.Confirmed.class);
        assertThat(outcome.evidence().getFirst()).contains(instance + "' is stopped after");
        assertThat(state(instance)).isEqualTo("stopped");
        assertThat(state(own)).isEqualTo("running");
    }

    @Test
    void a_node_that_is_to_come_back_is_off_first() throws Exception {
        String instance = instance();

        FenceOutcome outcome = fence(instance, true);

        assertThat(outcome).isInstanceOf(FenceOutcome.Confirmed.class);
        assertThat(outcome.evidence())
                .satisfiesExactly(
                        off -> assertThat(off).contains("'power', off", "is stopped"),
                        status -> assertThat(status).contains("'power', status", "is stopped"),
                        on -> assertThat(on).contains("'power', on", "told to start"));
        assertThat(state(instance)).isEqualTo("running");
    }

    @Test
    void a_node_that_nobody_may_stop_is_refused_and_its_test_says_so() throws Exception {
        String instance = instance();
        server.cli(
                "ec2",
                "modify-instance-attribute",
                "--instance-id",
                instance,
                "--attribute",
                "disableApiStop",
                "--value",
                "true");

        FenceOutcome outcome = fence(instance, false);

        assertThat(outcome).isInstanceOf(FenceOutcome.Refused.class);
        assertThat(outcome.evidence().getFirst()).contains("disableApiStop");
        assertThat(state(instance)).isEqualTo("running");
        assertThat(cloud.power(MotoServer.REGION).status(instance, Duration.ofSeconds(8)))
                .isInstanceOf(PowerEnd.Refused.class);
    }

    @Test
    void an_instance_that_is_not_there_is_refused_and_said_when_the_design_comes_into_force()
            throws Exception {
        FenceOutcome outcome = fence("i-0123456789abcdef0", false);

        assertThat(outcome).isInstanceOf(FenceOutcome.Refused.class);
        assertThat(outcome.evidence().getFirst()).contains("shows none");
        await(() -> logged.stream().anyMatch(one -> one.contains("i-0123456789abcdef0")));
    }

    @Test
    void who_was_stopped_itself_stops_nobody() throws Exception {
        String instance = instance();
        String mine = instance();
        ec2.stopInstances(one -> one.instanceIds(mine));
        here = new AwsPlace(Optional.empty(), Optional.of(mine), List.of(), Optional.empty());
        try {
            FenceOutcome outcome = fence(instance, false);
            assertThat(outcome).isInstanceOf(FenceOutcome.Refused.class);
            assertThat(state(instance)).isEqualTo("running");
        } finally {
            here = new AwsPlace(Optional.empty(), Optional.of(own), List.of(), Optional.empty());
        }
    }
}

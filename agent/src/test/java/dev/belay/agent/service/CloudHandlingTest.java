package dev.belay.agent.service;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.CloudEnd;
import dev.belay.agent.cloud.CloudSteps;
import dev.belay.agent.cloud.RouteWish;
import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.resource.ResourceAction;
import dev.belay.model.plan.Form;
import dev.belay.model.service.Operations;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class CloudHandlingTest {

    private static final Operations TIMES = Operations.DEFAULT.withInterval(Duration.ofMillis(5));

    @TempDir private Path folder;
    private final Stage stage = new Stage();
    private final Steps steps = new Steps();
    private Conductor conductor;

    /// A cloud whose answers can be set.
    private final class Steps implements CloudSteps {

        volatile CloudEnd start = new CloudEnd.Right("leads here");
        volatile CloudEnd look = new CloudEnd.Right("leads here");
        final List<Boolean> allowed = new CopyOnWriteArrayList<>();
        final CountDownLatch ended = new CountDownLatch(1);
        volatile boolean hangs;
        volatile boolean mayRepair;
        volatile Optional<RuntimeException> fault = Optional.empty();

        @Override
        public CloudEnd start(Duration limit, BooleanSupplier mayChange)
                throws InterruptedException {
            stage.acts.add("move route");
            if (hangs) {
                assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            }
            allowed.add(mayChange.getAsBoolean());
            return start;
        }

        @Override
        public CloudEnd monitor(Duration limit, BooleanSupplier mayChange) {
            mayRepair = mayChange.getAsBoolean();
            if (fault.isPresent()) {
                throw fault.get();
            }
            return look;
        }

        @Override
        public CloudEnd stop(Duration limit) {
            stage.acts.add("leave route");
            return new CloudEnd.Right("left as it is");
        }

        @Override
        public void end() {
            ended.countDown();
        }
    }

    @BeforeEach
    void begin() throws Exception {
        stage.inCloud = Optional.of(steps);
        conductor = new Conductor(stage.ports(Remnants.open(folder)));
        stage.plans.put(
                "web",
                new ServicePlan(
                        "web",
                        List.of(
                                new ServiceResource.Address(
                                        "address",
                                        IpAddress.parse("10.99.0.5").orThrow(),
                                        32,
                                        "lo",
                                        true,
                                        Operations.DEFAULT),
                                new ServiceResource.Routes(
                                        "route",
                                        new ThingId("vip"),
                                        new RouteWish(
                                                "",
                                                "vpc-1",
                                                Cidr.parse("10.99.0.5/32").orThrow(),
                                                List.of()),
                                        UnknownPolicy.WARN,
                                        TIMES),
                                new ServiceResource.Systemd(
                                        "worker", "worker.service", Operations.DEFAULT)),
                        List.of(),
                        Form.NONE));
    }

    @AfterEach
    void end() {
        conductor.close();
    }

    private String started() {
        conductor.start("web", 7);
        assertThat(Stage.eventually(() -> !stage.told(HolderInput.Started.class).isEmpty()))
                .isTrue();
        return stage.told(HolderInput.Started.class).getFirst().failure();
    }

    @Test
    void address_route_and_what_is_protected_start_in_order_and_stop_the_other_way_round() {
        stage.holder = Optional.of("02:00:00:00:00:01");

        assertThat(started()).isEmpty();

        assertThat(stage.deeds())
                .containsSubsequence("add 10.99.0.5", "move route", "start worker");
        assertThat(stage.acts).doesNotContain("announce 10.99.0.5");
        stage.acts.clear();
        conductor.stop("web", 7, Long.MAX_VALUE);
        assertThat(Stage.eventually(() -> !stage.told(HolderInput.Stopped.class).isEmpty()))
                .isTrue();
        assertThat(stage.deeds())
                .containsSubsequence("stop worker", "leave route", "remove 10.99.0.5");
    }

    @Test
    void a_route_that_is_not_moved_is_a_start_that_failed() {
        steps.start = new CloudEnd.Failed("allow it");

        assertThat(started()).isEqualTo("resource 'route': allow it");
        assertThat(stage.acts).doesNotContain("start worker");
    }

    @Test
    void what_is_not_known_of_a_route_is_no_failure_and_what_is_wrong_is() {
        steps.look = new CloudEnd.Warned("not known");
        assertThat(started()).isEmpty();
        assertThat(
                        Stage.eventually(() ->
                                stage.logged.stream()
                                        .anyMatch(one -> one.contains("degraded: not known"))))
                .isTrue();
        assertThat(stage.told(HolderInput.Failed.class)).isEmpty();

        steps.look = new CloudEnd.Failed("taken again and again");

        assertThat(Stage.eventually(() -> !stage.told(HolderInput.Failed.class).isEmpty()))
                .isTrue();
        assertThat(stage.told(HolderInput.Failed.class).getFirst().toString())
                .contains("resource 'route': taken again and again");
    }

    @Test
    void what_is_neither_done_nor_refused_is_a_service_that_runs() {
        steps.start = new CloudEnd.Warned("it is not known");

        assertThat(started()).isEmpty();
        assertThat(stage.acts).contains("start worker");
    }

    @Test
    void a_fault_in_a_look_is_told_and_ends_no_watch() {
        steps.fault = Optional.of(new IllegalStateException("a fault"));
        assertThat(started()).isEmpty();
        assertThat(
                        Stage.eventually(() ->
                                stage.logged.stream()
                                        .anyMatch(one ->
                                                one.contains("the look at resource 'route'"))))
                .isTrue();
        steps.look = new CloudEnd.Failed("taken again and again");

        steps.fault = Optional.empty();

        assertThat(Stage.eventually(() -> !stage.told(HolderInput.Failed.class).isEmpty()))
                .isTrue();
    }

    @Test
    void what_is_in_the_cloud_is_looked_at_soon_after_a_start() {
        List<ServiceResource> all = requireNonNull(stage.plans.get("web")).resources();
        ServiceResource route = all.get(1);
        ServiceResource worker = all.get(2);
        Duration interval = Duration.ofSeconds(10);

        assertThat(IntStream.range(0, 4).mapToObj(looks -> Monitors.pause(route, interval, looks)))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), interval, interval);
        assertThat(Monitors.pause(route, Duration.ofMillis(500), 0))
                .isEqualTo(Duration.ofMillis(500));
        assertThat(Monitors.pause(worker, interval, 0)).isEqualTo(interval);
    }

    @Test
    void nothing_is_set_right_in_maintenance() {
        assertThat(started()).isEmpty();
        assertThat(Stage.eventually(() -> steps.mayRepair)).isTrue();

        stage.leftAlone.add("web");

        assertThat(Stage.eventually(() -> !steps.mayRepair)).isTrue();
    }

    @Test
    void the_end_of_a_lease_breaks_off_a_move_and_allows_no_change() {
        steps.hangs = true;
        conductor.start("web", 7);
        assertThat(Stage.eventually(() -> stage.acts.contains("move route"))).isTrue();

        stage.isWanted = false;
        conductor.stop("web", 7, System.nanoTime());

        assertThat(Stage.eventually(() -> !steps.allowed.isEmpty())).isTrue();
        assertThat(steps.allowed).containsExactly(false);
        assertThat(
                        Stage.eventually(() ->
                                stage.told(HolderInput.Stopped.class).stream()
                                        .anyMatch(one -> one.failure().isEmpty())))
                .isTrue();
        assertThat(stage.acts).doesNotContain(ResourceAction.START.word() + " worker");
    }
}

package dev.belay.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.resource.ResourceAction;
import dev.belay.agent.resource.Result;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServiceView.State;
import dev.belay.model.plan.Form;
import dev.belay.model.service.Operations;
import dev.belay.model.value.IpAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConductorTest {

    private static final long EVER = Long.MAX_VALUE;
    private static final Operations QUICK = Operations.DEFAULT.withInterval(Duration.ofMillis(20));

    @TempDir Path folder;
    private final Stage stage = new Stage();
    private Remnants remnants;
    private Conductor conductor;

    @BeforeEach
    void open() throws Exception {
        remnants = Remnants.open(folder);
        conductor = new Conductor(stage.ports(remnants));
    }

    @AfterEach
    void close() {
        conductor.close();
        // The file is written after the stop was told.
        assertThat(
                        Stage.eventually(() ->
                                conductor.facts().values().stream()
                                        .noneMatch(one ->
                                                one.phase() == State.STOPPED
                                                        && remnants.services()
                                                                .contains(one.service()))))
                .isTrue();
    }

    private static ServiceResource ocf(String name) {
        return ocf(name, Operations.DEFAULT);
    }

    private static ServiceResource ocf(String name, Operations operations) {
        return new ServiceResource.Ocf(
                name, "test", "Own", Collections.emptySortedMap(), operations);
    }

    private static ServiceResource unit(String name) {
        return new ServiceResource.Systemd(name, name + ".service", Operations.DEFAULT);
    }

    private static ServiceResource address(String name, String address) {
        return address(name, address, Operations.DEFAULT);
    }

    private static ServiceResource address(String name, String address, Operations operations) {
        return new ServiceResource.Address(
                name, IpAddress.parse(address).orThrow(), 24, "", operations);
    }

    private void plan(ServiceResource... resources) {
        stage.plans.put("web", new ServicePlan("web", List.of(resources), List.of(), Form.NONE));
    }

    private HolderInput.Started started() {
        assertThat(Stage.eventually(() -> !stage.told(HolderInput.Started.class).isEmpty()))
                .isTrue();
        return stage.told(HolderInput.Started.class).getFirst();
    }

    private String stopped() {
        return stopped(1);
    }

    private String stopped(int times) {
        assertThat(Stage.eventually(() -> stage.told(HolderInput.Stopped.class).size() >= times))
                .isTrue();
        return stage.told(HolderInput.Stopped.class).get(times - 1).failure();
    }

    private void begin() {
        conductor.start("web", 7);
        assertThat(started()).isEqualTo(new HolderInput.Started("web", 7, ""));
        stage.acts.clear();
    }

    private ServiceFacts facts() {
        return Objects.requireNonNull(conductor.facts().get("web"));
    }

    @Test
    void resources_start_in_order_and_stop_from_the_last_to_the_first() {
        plan(address("front", "10.0.0.9"), ocf("db"), unit("worker"));

        conductor.start("web", 7);

        assertThat(started()).isEqualTo(new HolderInput.Started("web", 7, ""));
        assertThat(stage.deeds())
                .containsExactly(
                        "group web",
                        "watch /group/web",
                        "guard 10.0.0.9",
                        "watch 10.0.0.9/24 at eth0",
                        "add 10.0.0.9",
                        "take 10.0.0.9",
                        "validate-all db",
                        "probe db",
                        "start db",
                        "probe worker",
                        "start worker");
        assertThat(stage.acts).contains("announce 10.0.0.9");
        assertThat(remnants.services()).containsExactly("web");
        assertThat(facts())
                .isEqualTo(
                        new ServiceFacts(
                                "web",
                                7,
                                State.ACTIVE,
                                false,
                                "",
                                List.of(
                                        new ServiceView.Resource(
                                                "front",
                                                "virtual-ip 10.0.0.9/24",
                                                ResourceState.RUNNING,
                                                "on device 'eth0'"),
                                        new ServiceView.Resource(
                                                "db", "ocf:test:Own", ResourceState.RUNNING, ""),
                                        new ServiceView.Resource(
                                                "worker",
                                                "systemd:worker.service",
                                                ResourceState.RUNNING,
                                                ""))));

        assertThat(Objects.requireNonNull(conductor.begun().get("web")).resources())
                .extracting(ServiceResource::name)
                .containsExactly("front", "db", "worker");

        stage.acts.clear();
        conductor.stop("web", 7, EVER);

        assertThat(stopped()).isEmpty();
        assertThat(stage.deeds())
                .containsExactly(
                        "stop worker",
                        "stop db",
                        "shut 10.0.0.9",
                        "remove 10.0.0.9",
                        "forget 10.0.0.9/24",
                        "kill web",
                        "forget /group/web");
        assertThat(Stage.eventually(() -> remnants.services().isEmpty())).isTrue();
        assertThat(facts().phase()).isEqualTo(State.STOPPED);
        assertThat(facts().resources())
                .extracting(ServiceView.Resource::state)
                .containsOnly(ResourceState.STOPPED);
    }

    @Test
    void a_failure_in_the_middle_is_told_and_what_began_is_stopped() {
        plan(ocf("disk"), ocf("db"), ocf("web"));
        stage.answer(ResourceAction.START, "db", () -> Stage.failed("no space left"));

        conductor.start("web", 7);

        assertThat(started().failure())
                .isEqualTo(
                        "resource 'db': its start was to work, its agent ended with code 1: 'no"
                                + " space left'");
        assertThat(stage.acts).doesNotContain("start web");
        assertThat(facts().resources().get(1).state()).isEqualTo(ResourceState.FAILED);
        stage.acts.clear();

        conductor.stop("web", 7, EVER);

        assertThat(stopped()).isEmpty();
        assertThat(stage.deeds()).startsWith("stop db", "stop disk").doesNotContain("stop web");
    }

    @Test
    void what_was_never_started_needs_no_agent_to_stop_it() {
        plan(ocf("db"));
        stage.answer(
                ResourceAction.VALIDATE,
                "db",
                () -> new Result.Failed(Result.Reach.NODE, 5, Stage.trace("not installed")));
        stage.answer(ResourceAction.STOP, "db", () -> Stage.failed("not installed"));

        conductor.start("web", 7);
        assertThat(started().failure()).contains("check of its parameters", "'not installed'");
        conductor.stop("web", 7, EVER);

        assertThat(stopped()).isEmpty();
        assertThat(stage.acts).doesNotContain("probe db", "start db", "stop db");
    }

    @Test
    void an_agent_that_cannot_check_parameters_is_started_all_the_same() {
        plan(ocf("db"));
        stage.answer(
                ResourceAction.VALIDATE,
                "db",
                () -> new Result.Failed(Result.Reach.NODE, 3, Stage.trace("")));

        begin();
    }

    @Test
    void parameters_are_checked_once_until_they_change() {
        plan(ocf("db"));
        begin();
        conductor.stop("web", 7, EVER);
        assertThat(stopped()).isEmpty();
        stage.told.clear();

        conductor.start("web", 8);
        assertThat(started().failure()).isEmpty();
        assertThat(stage.acts).contains("probe db").doesNotContain("validate-all db");
        conductor.stop("web", 8, EVER);
        assertThat(stopped()).isEmpty();
        stage.told.clear();

        plan(ocf("db", QUICK));
        conductor.start("web", 9);
        assertThat(started().failure()).isEmpty();
        assertThat(stage.acts).contains("validate-all db");
    }

    @Test
    void what_runs_already_is_started_all_the_same_and_what_may_run_is_stopped() {
        plan(ocf("db"), ocf("web"));
        stage.answer(ResourceAction.PROBE, "db", Stage::done);
        stage.answer(ResourceAction.PROBE, "web", () -> new Result.Unknown(Stage.trace("hangs")));

        conductor.start("web", 7);

        assertThat(started().failure())
                .isEqualTo(
                        "resource 'web': its probe was to end within 30s, and did not: it was"
                                + " killed, and what it did is not known");
        assertThat(stage.acts).contains("start db").doesNotContain("start web");
        conductor.stop("web", 7, EVER);
        assertThat(stopped()).isEmpty();
        assertThat(stage.acts).contains("stop web", "stop db");
    }

    @Test
    void a_service_that_cannot_be_run_says_all_reasons_and_stops_at_once() {
        stage.plans.put(
                "web", new ServicePlan("web", List.of(), List.of("this", "that"), Form.NONE));

        conductor.start("web", 7);
        assertThat(started().failure()).isEqualTo("this; that");
        conductor.stop("web", 7, EVER);

        assertThat(stopped()).isEmpty();
        assertThat(remnants.services()).isEmpty();
    }

    @Test
    void an_order_to_stop_during_a_start_waits_for_the_step_and_starts_nothing_more()
            throws Exception {
        plan(ocf("db"), ocf("web"));
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        stage.answer(
                ResourceAction.START,
                "db",
                () -> {
                    begun.countDown();
                    goOn.await();
                    return Stage.done();
                });

        conductor.start("web", 7);
        begun.await();
        conductor.stop("web", 7, EVER);
        assertThat(stage.acts).doesNotContain("stop db");
        goOn.countDown();

        assertThat(stopped()).isEmpty();
        assertThat(stage.deeds()).endsWith("start db", "stop db", "kill web", "forget /group/web");
        assertThat(stage.told(HolderInput.Started.class)).isEmpty();
    }

    @Test
    void a_stay_that_is_not_wanted_any_more_starts_nothing() {
        plan(ocf("db"));
        stage.isWanted = false;

        conductor.start("web", 7);

        assertThat(started().failure()).isNotEmpty();
        assertThat(stage.acts).isEmpty();
    }

    @Test
    void a_monitor_that_finds_it_gone_is_told_once() {
        plan(ocf("db", QUICK), ocf("web", QUICK));
        stage.answer(ResourceAction.MONITOR, "db", Stage::notRunning);
        stage.answer(ResourceAction.MONITOR, "web", Stage::notRunning);

        conductor.start("web", 7);

        assertThat(Stage.eventually(() -> !stage.told(HolderInput.Failed.class).isEmpty()))
                .isTrue();
        conductor.stop("web", 7, EVER);
        assertThat(stopped()).isEmpty();
        assertThat(stage.told(HolderInput.Failed.class))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.failure())
                                .matches(
                                        "resource '(db|web)': it was to run, and does not any more"));
    }

    @Test
    void in_maintenance_what_does_not_run_is_noted_and_nothing_follows_until_it_ends() {
        plan(ocf("db", QUICK));
        stage.leftAlone.add("web");
        stage.answer(ResourceAction.MONITOR, "db", Stage::notRunning);

        conductor.start("web", 7);

        assertThat(
                        Stage.eventually(
                                () -> stage.acts.stream().filter("monitor db"::equals).count() > 2))
                .isTrue();
        assertThat(facts().resources().getFirst().state()).isEqualTo(ResourceState.FAILED);
        assertThat(stage.told(HolderInput.Failed.class)).isEmpty();
        stage.leftAlone.clear();
        assertThat(Stage.eventually(() -> !stage.told(HolderInput.Failed.class).isEmpty()))
                .isTrue();
    }

    @Test
    void a_monitor_whose_time_was_over_is_said_to_be_that() {
        plan(ocf("db", QUICK));
        stage.answer(ResourceAction.MONITOR, "db", () -> new Result.Unknown(Stage.trace("hangs")));

        conductor.start("web", 7);

        assertThat(Stage.eventually(() -> !stage.told(HolderInput.Failed.class).isEmpty()))
                .isTrue();
        assertThat(stage.told(HolderInput.Failed.class).getFirst().failure())
                .contains("its monitor was to end within 30s, and did not");
        assertThat(facts().resources().getFirst().state()).isEqualTo(ResourceState.UNKNOWN);
    }

    @Test
    void what_is_degraded_is_noted_and_goes_on() {
        plan(ocf("db", QUICK));
        stage.answer(
                ResourceAction.MONITOR,
                "db",
                () -> new Result.Done(true, Stage.trace("one disk of two")));

        begin();

        assertThat(
                        Stage.eventually(() ->
                                facts().resources()
                                        .contains(
                                                new ServiceView.Resource(
                                                        "db",
                                                        "ocf:test:Own",
                                                        ResourceState.DEGRADED,
                                                        "one disk of two"))))
                .isTrue();
        assertThat(Stage.eventually(() -> stage.acts.size() >= 5)).isTrue();
        assertThat(stage.told(HolderInput.Failed.class)).isEmpty();
        assertThat(stage.logged.stream().filter(line -> line.contains("degraded"))).hasSize(1);
    }

    @Test
    void an_address_that_somebody_took_off_is_told() {
        plan(address("front", "10.0.0.9", QUICK));
        begin();

        stage.there.clear();

        assertThat(Stage.eventually(() -> !stage.told(HolderInput.Failed.class).isEmpty()))
                .isTrue();
        assertThat(stage.told(HolderInput.Failed.class).getFirst().failure())
                .isEqualTo(
                        "resource 'front': address '10.0.0.9' was to be on device 'eth0', and is"
                                + " not any more: somebody took it off");
    }

    @Test
    void a_monitor_under_way_does_not_hold_up_a_stop() throws Exception {
        plan(ocf("db", QUICK));
        var looking = new CountDownLatch(1);
        stage.answer(
                ResourceAction.MONITOR,
                "db",
                () -> {
                    looking.countDown();
                    new CountDownLatch(1).await();
                    return Stage.done();
                });
        begin();
        looking.await();

        conductor.stop("web", 7, EVER);

        assertThat(stopped()).isEmpty();
        assertThat(stage.told(HolderInput.Failed.class)).isEmpty();
    }

    @Test
    void at_the_deadline_the_group_is_killed_and_addresses_go_whatever_an_agent_does() {
        plan(address("front", "10.0.0.9"), ocf("db"));
        stage.answer(
                ResourceAction.STOP,
                "db",
                () -> {
                    stage.killed.await();
                    return Stage.failed("killed");
                });
        begin();
        long deadline = System.nanoTime() + 200_000_000;

        conductor.stop("web", 7, EVER);
        conductor.stop("web", 7, deadline);

        assertThat(stopped()).isEmpty();
        // Some more, for a loaded machine: left alone, the agent would never come back.
        assertThat(stage.told(HolderInput.Stopped.class).getFirst().at())
                .isLessThan(deadline + 500_000_000);
        assertThat(stage.deeds())
                .startsWith(
                        "stop db",
                        "remove 10.0.0.9",
                        "forget 10.0.0.9/24",
                        "shut 10.0.0.9",
                        "kill web");
        assertThat(Stage.eventually(() -> remnants.services().isEmpty())).isTrue();
        assertThat(stage.told(HolderInput.Stopped.class)).hasSize(1);
    }

    @Test
    void a_start_under_way_is_killed_at_the_deadline_and_nothing_begins_after_it() {
        plan(ocf("db"), address("front", "10.0.0.9"));
        var begun = new CountDownLatch(1);
        stage.answer(
                ResourceAction.START,
                "db",
                () -> {
                    begun.countDown();
                    stage.killed.await();
                    return Stage.done();
                });

        conductor.start("web", 7);
        assertThat(Stage.eventually(() -> begun.getCount() == 0)).isTrue();
        conductor.stop("web", 7, System.nanoTime() + 100_000_000);

        assertThat(stopped()).isEmpty();
        assertThat(stage.acts).doesNotContain("add 10.0.0.9");
    }

    @Test
    void a_unit_of_systemd_is_in_no_group_of_ours_so_its_end_is_not_known_at_the_deadline()
            throws Exception {
        plan(unit("worker"));
        var goOn = new CountDownLatch(1);
        stage.answer(
                ResourceAction.STOP,
                "worker",
                () -> {
                    goOn.await();
                    return Stage.done();
                });
        begin();

        conductor.stop("web", 7, System.nanoTime() + 100_000_000);

        assertThat(stopped())
                .isEqualTo(
                        "resource 'worker': unit 'worker.service' was to be stopped by the end of"
                                + " its lease, and may still run");
        assertThat(facts().phase()).isEqualTo(State.STUCK);
        goOn.countDown();
        assertThat(stopped(2)).isEmpty();
    }

    @Test
    void what_a_kill_does_not_reach_is_still_asked_to_stop_after_it() {
        plan(unit("worker"), ocf("db"));
        stage.answer(
                ResourceAction.STOP,
                "db",
                () -> {
                    stage.killed.await();
                    return Stage.failed("killed");
                });
        begin();

        conductor.stop("web", 7, System.nanoTime() + 100_000_000);

        assertThat(stopped()).startsWith("resource 'worker': unit 'worker.service'");
        assertThat(stopped(2)).isEmpty();
        assertThat(stage.deeds()).containsSubsequence("stop db", "kill web", "stop worker");
    }

    @Test
    void what_ran_before_its_stay_is_in_no_group_of_ours_either() throws Exception {
        plan(ocf("db"));
        stage.answer(ResourceAction.PROBE, "db", Stage::done);
        var goOn = new CountDownLatch(1);
        stage.answer(
                ResourceAction.STOP,
                "db",
                () -> {
                    goOn.await();
                    return Stage.done();
                });
        begin();

        conductor.stop("web", 7, System.nanoTime() + 100_000_000);

        assertThat(stopped())
                .isEqualTo(
                        "resource 'db': it ran before its stay began, outside of its control"
                                + " group, and may still run");
        goOn.countDown();
        assertThat(stopped(2)).isEmpty();
    }

    @Test
    void an_order_to_stop_during_a_probe_lets_nothing_start() throws Exception {
        plan(ocf("db"));
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        stage.answer(
                ResourceAction.PROBE,
                "db",
                () -> {
                    begun.countDown();
                    goOn.await();
                    return Stage.notRunning();
                });

        conductor.start("web", 7);
        begun.await();
        conductor.stop("web", 7, EVER);
        goOn.countDown();

        assertThat(stopped()).isEmpty();
        assertThat(stage.acts).doesNotContain("start db", "stop db");
    }

    @Test
    void without_control_groups_nobody_knows_at_the_deadline_what_still_runs() throws Exception {
        stage.objection = Optional.of("no cgroup v2");
        plan(ocf("db"));
        var goOn = new CountDownLatch(1);
        stage.answer(
                ResourceAction.STOP,
                "db",
                () -> {
                    goOn.await();
                    return Stage.done();
                });
        begin();
        assertThat(stage.logged)
                .contains("service 'web' (stay 7) runs without a control group: no cgroup v2");

        conductor.stop("web", 7, System.nanoTime() + 100_000_000);

        assertThat(stopped()).contains("resource 'db'", "may still run");
        assertThat(stage.acts).doesNotContain("kill web");
        goOn.countDown();
        assertThat(stopped(2)).isEmpty();
    }

    @Test
    void a_stop_that_fails_is_told_keeps_the_rest_and_can_be_tried_again() {
        plan(ocf("disk"), ocf("db"), ocf("web"));
        stage.answer(ResourceAction.STOP, "db", () -> Stage.failed("busy"));
        begin();

        assertThat(conductor.retryStop("web")).isFalse();
        conductor.stop("web", 7, EVER);

        assertThat(stopped())
                .isEqualTo(
                        "resource 'db': its stop was to work, its agent ended with code 1:"
                                + " 'busy'");
        assertThat(stage.deeds()).containsExactly("stop web", "stop db");
        assertThat(facts().phase()).isEqualTo(State.STUCK);
        assertThat(facts().said()).contains("busy");
        assertThat(remnants.services()).containsExactly("web");

        stage.acts.clear();
        stage.answers.clear();
        assertThat(conductor.retryStop("web")).isTrue();

        assertThat(stopped(2)).isEmpty();
        assertThat(stage.deeds())
                .containsExactly("stop db", "stop disk", "kill web", "forget /group/web");
        assertThat(conductor.retryStop("web")).isFalse();
        assertThat(conductor.retryStop("mail")).isFalse();
    }

    @Test
    void a_group_that_does_not_empty_is_a_stop_that_failed() {
        plan(ocf("db"));
        stage.isGroupStubborn = true;
        begin();

        conductor.stop("web", 7, EVER);

        assertThat(stopped()).contains("a process hangs in the kernel");
        stage.isGroupStubborn = false;
        assertThat(conductor.retryStop("web")).isTrue();
        assertThat(stopped(2)).isEmpty();
    }

    @Test
    void a_kill_that_is_late_for_the_deadline_is_told_when_it_is_done() throws Exception {
        plan(ocf("db"));
        stage.isGroupStubborn = true;
        stage.answer(
                ResourceAction.STOP,
                "db",
                () -> {
                    stage.killed.await();
                    return Stage.failed("killed");
                });
        begin();

        conductor.stop("web", 7, System.nanoTime() + 100_000_000);

        assertThat(stopped()).contains("resource 'db'", "may still run");
        assertThat(facts().phase()).isEqualTo(State.STUCK);
        stage.isGroupStubborn = false;
        stage.killed.countDown();
        assertThat(Stage.eventually(() -> remnants.services().isEmpty())).isTrue();
        assertThat(facts().phase()).isEqualTo(State.STOPPED);
        assertThat(stage.told(HolderInput.Stopped.class).getLast().failure()).isEmpty();
    }

    @Test
    void two_addresses_of_one_service_are_taken_and_given_up_one_by_one() {
        plan(address("front", "10.0.0.9"), address("back", "10.0.0.10"));
        conductor.start("web", 7);
        assertThat(started().failure()).isEmpty();
        assertThat(stage.deeds())
                .containsExactly(
                        "guard 10.0.0.9",
                        "watch 10.0.0.9/24 at eth0",
                        "add 10.0.0.9",
                        "take 10.0.0.9",
                        "guard 10.0.0.10",
                        "watch 10.0.0.10/24 at eth0",
                        "add 10.0.0.10",
                        "take 10.0.0.10");
        stage.acts.clear();

        conductor.stop("web", 7, EVER);

        assertThat(stopped()).isEmpty();
        assertThat(stage.deeds())
                .containsExactly(
                        "shut 10.0.0.10",
                        "remove 10.0.0.10",
                        "forget 10.0.0.10/24",
                        "shut 10.0.0.9",
                        "remove 10.0.0.9",
                        "forget 10.0.0.9/24");
    }

    @Test
    void an_address_that_another_host_has_is_not_taken_and_that_host_is_named() {
        plan(address("front", "10.0.0.9"));
        stage.holder = Optional.of("02:00:00:00:00:07");

        conductor.start("web", 7);

        assertThat(started().failure())
                .startsWith(
                        "resource 'front': address '10.0.0.9' was to be free, MAC address"
                                + " '02:00:00:00:00:07' answers for it at device 'eth0'");
        assertThat(stage.acts).isEmpty();
    }

    @Test
    void an_address_whose_gate_stays_shut_is_taken_off_again() {
        plan(address("front", "10.0.0.9"));
        stage.refusal = Optional.of("its lease has ended meanwhile");

        conductor.start("web", 7);
        assertThat(started().failure())
                .isEqualTo("resource 'front': its lease has ended meanwhile");
        conductor.stop("web", 7, EVER);

        assertThat(stopped()).isEmpty();
        assertThat(stage.there).isEmpty();
        assertThat(stage.acts).doesNotContain("announce 10.0.0.9");
    }

    @Test
    void an_address_is_told_again_while_its_stay_lasts_and_never_after_it() {
        plan(address("front", "10.0.0.9"));
        begin();
        assertThat(Stage.eventually(() -> stage.acts.contains("announce 10.0.0.9"))).isTrue();

        conductor.stop("web", 7, EVER);

        assertThat(stopped()).isEmpty();
        int last = stage.acts.lastIndexOf("announce 10.0.0.9");
        assertThat(last).isLessThan(stage.acts.indexOf("remove 10.0.0.9"));
    }

    @Test
    void a_stay_that_is_not_known_has_ended_and_another_one_of_the_service_is_said() {
        plan(ocf("db"));
        conductor.stop("web", 6, EVER);
        assertThat(stopped()).isEmpty();
        begin();

        conductor.stop("web", 6, EVER);
        assertThat(stopped(2)).contains("stay 7 has not ended");
        conductor.start("web", 8);
        assertThat(Stage.eventually(() -> stage.told(HolderInput.Started.class).size() == 2))
                .isTrue();
        assertThat(stage.told(HolderInput.Started.class).getLast().failure())
                .contains("stay 7 has not ended");
        assertThat(stage.acts).isEmpty();
    }

    @Test
    void services_do_not_wait_for_each_other() throws Exception {
        plan(ocf("db"));
        stage.plans.put(
                "mail", new ServicePlan("mail", List.of(ocf("post")), List.of(), Form.NONE));
        var goOn = new CountDownLatch(1);
        stage.answer(
                ResourceAction.START,
                "db",
                () -> {
                    goOn.await();
                    return Stage.done();
                });

        conductor.start("web", 7);
        conductor.start("mail", 3);

        assertThat(started()).isEqualTo(new HolderInput.Started("mail", 3, ""));
        goOn.countDown();
    }

    @Test
    void a_closed_conductor_looks_at_nothing_and_starts_nothing() {
        plan(ocf("db", QUICK));
        begin();
        assertThat(Stage.eventually(() -> stage.acts.contains("monitor db"))).isTrue();

        conductor.close();
        conductor.start("mail", 1);

        assertThat(Stage.eventually(() -> isQuiet(Duration.ofMillis(100)))).isTrue();
        assertThat(conductor.facts()).containsOnlyKeys("web");
    }

    /// Whether nothing is done for a while.
    private boolean isQuiet(Duration span) {
        int before = stage.acts.size();
        long until = System.nanoTime() + span.toNanos();
        return Stage.eventually(() -> System.nanoTime() >= until) && stage.acts.size() == before;
    }
}

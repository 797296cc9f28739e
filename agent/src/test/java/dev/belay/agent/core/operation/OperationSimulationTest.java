package dev.belay.agent.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.Operation;
import dev.belay.agent.core.cluster.OperationOrder;
import dev.belay.agent.core.cluster.ServiceOrder;
import dev.belay.api.OperationView.State;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.plan.PlannedStep;
import dev.belay.model.plan.Step;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Operations whose studio and coordinator die at every step, on lines that lose, repeat and delay:
/// they end as the undisturbed ones do.
class OperationSimulationTest {

    private static final int SEEDS = 200;

    private static OperationWorld world(long seed) {
        var services = new RandomServices(new Random(seed));
        Design base = services.next();
        Design wanted = services.next();
        while (wanted.equals(base)) {
            wanted = services.next();
        }
        return new OperationWorld(seed, base, wanted);
    }

    private static Design wanted(long seed) {
        var services = new RandomServices(new Random(seed));
        Design base = services.next();
        Design wanted = services.next();
        while (wanted.equals(base)) {
            wanted = services.next();
        }
        return wanted;
    }

    private static Design base(long seed) {
        return new RandomServices(new Random(seed)).next();
    }

    @Test
    void undisturbed_each_step_is_taken_once_and_in_order() {
        for (long seed = 0; seed < SEEDS; seed++) {
            OperationWorld world = world(seed);
            int steps = world.plan().steps().size();
            assertThat(world.begin(0)).isInstanceOf(Answer.Ordered.class);
            world.untilOver();
            assertThat(world.operation().state()).as("seed %d", seed).isEqualTo(State.DONE);
            assertThat(world.inForce()).isEqualTo(wanted(seed));
            assertThat(world.positions()).hasSize(steps).doesNotHaveDuplicates();
        }
    }

    /// Nobody asks for the operation any more once it has begun: the studio is dead all the time.
    @Test
    void a_coordinator_killed_at_every_step_is_followed_by_one_that_ends_in_the_same_state() {
        for (long seed = 0; seed < SEEDS; seed++) {
            OperationWorld world = world(seed);
            var random = new Random(seed);
            int steps = world.plan().steps().size();
            world.begin(0);
            world.losing(0.3);
            int killed = -1;
            for (int i = 0; i < 20_000 && world.operation().goesOn(); i++) {
                // Once before each step is seen, once after, and now and then besides.
                int point =
                        2 * world.operation().position() + (world.operation().isSettled() ? 1 : 0);
                if (point != killed || random.nextInt(40) == 0) {
                    killed = point;
                    world.killCoordinator();
                }
                world.step();
            }
            assertThat(world.operation().state()).as("seed %d", seed).isEqualTo(State.DONE);
            assertThat(DesignFormat.write(world.inForce()))
                    .isEqualTo(DesignFormat.write(wanted(seed)));
            assertThat(world.positions()).as("each once").hasSize(steps);
        }
    }

    /// At each point where it could be: cancelled by a studio that dies then, found by another one.
    @Test
    void stopped_at_any_point_it_is_resumed_to_the_end_or_undone_to_the_beginning() {
        for (long seed = 0; seed < 60; seed++) {
            int points = world(seed).plan().steps().size();
            for (int at = 0; at < points; at++) {
                for (boolean resumes : new boolean[] {true, false}) {
                    OperationWorld world = world(seed);
                    world.begin(0);
                    world.losing(0.2);
                    long number = world.operation().number();
                    for (int i = 0;
                            i < 20_000
                                    && world.operation().goesOn()
                                    && world.positions().size() < at;
                            i++) {
                        world.step();
                    }
                    world.order(new OperationOrder.CancelOperation(number));
                    world.killCoordinator();
                    world.untilOver();
                    boolean isDone = world.operation().state() == State.DONE;
                    assertThat(world.operation().state()).isIn(State.CANCELLED, State.DONE);
                    assertThat(world.operation().isSettled()).as("a safe point").isTrue();
                    if (resumes && !isDone) {
                        world.order(new OperationOrder.ResumeOperation(number));
                    } else if (!resumes) {
                        world.order(new OperationOrder.UndoOperation(number));
                    }
                    world.killCoordinator();
                    world.untilOver();
                    Operation over = world.operation();
                    assertThat(over.state()).isEqualTo(resumes ? State.DONE : State.UNDONE);
                    assertThat(DesignFormat.write(world.inForce()))
                            .as("seed %d at %d", seed, at)
                            .isEqualTo(DesignFormat.write(resumes ? wanted(seed) : base(seed)));
                }
            }
        }
    }

    @Test
    void whatever_is_asked_and_repeated_at_any_time_it_ends_at_one_of_the_two_ends_or_says_where() {
        for (long seed = 0; seed < SEEDS; seed++) {
            OperationWorld world = world(seed);
            var random = new Random(seed);
            world.begin(random.nextBoolean() ? 3_000 : 0);
            world.losing(0.4);
            long number = world.operation().number();
            for (int i = 0; i < 400; i++) {
                switch (random.nextInt(60)) {
                    case 0 -> world.person(new OperationOrder.CancelOperation(number));
                    case 1 -> world.person(new OperationOrder.UndoOperation(number));
                    case 2, 3 -> world.person(new OperationOrder.ResumeOperation(number));
                    case 4 -> world.person(new OperationOrder.ConfirmOperation(number));
                    case 5, 6 -> world.killCoordinator();
                    default -> {
                        // Nobody asks for anything.
                    }
                }
                world.step();
            }
            world.losing(0);
            world.untilOver();
            switch (world.operation().state()) {
                case DONE -> assertThat(world.inForce()).isEqualTo(wanted(seed));
                case UNDONE -> assertThat(world.inForce()).isEqualTo(base(seed));
                case CANCELLED -> assertThat(world.operation().isSettled()).isTrue();
                default -> throw new AssertionError("seed " + seed + ": " + world.operation());
            }
        }
    }

    @Test
    void unconfirmed_it_is_undone_by_whichever_coordinator_there_is_then() {
        for (long seed = 0; seed < 60; seed++) {
            OperationWorld world = world(seed);
            world.begin(10_000);
            world.losing(0.3);
            for (int i = 0; i < 20_000 && world.operation().goesOn(); i++) {
                if (i % 37 == 0) {
                    world.killCoordinator();
                }
                world.step();
            }
            assertThat(world.operation().state()).as("seed %d", seed).isEqualTo(State.UNDONE);
            assertThat(world.operation().said()).contains("nobody confirmed it within 10000 ms");
            assertThat(DesignFormat.write(world.inForce()))
                    .isEqualTo(DesignFormat.write(base(seed)));
        }
    }

    @Test
    void confirmed_in_time_it_stays() {
        OperationWorld world = world(1);
        world.begin(60_000);
        while (world.operation().state() != State.WAITING) {
            world.step();
        }
        assertThat(world.operation().deadlineMillis()).isBetween(world.now(), world.now() + 60_000);
        world.order(new OperationOrder.ConfirmOperation(world.operation().number()));
        for (int i = 0; i < 300; i++) {
            world.step();
        }
        assertThat(world.operation().state()).isEqualTo(State.DONE);
        assertThat(world.inForce()).isEqualTo(wanted(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_service_that_fails_stops_it_there_and_a_person_decides(boolean mends) {
        int stopped = 0;
        for (long seed = 0; seed < 40; seed++) {
            OperationWorld world = world(seed);
            List<PlannedStep> steps = world.plan().steps();
            String broken =
                    steps.stream()
                            .map(PlannedStep::step)
                            .filter(Step.ServiceAdded.class::isInstance)
                            .map(one -> one.subjects().getFirst())
                            .findFirst()
                            .orElse("");
            if (broken.isEmpty()) {
                continue;
            }
            stopped++;
            world.breaks(broken);
            world.begin(0);
            long number = world.operation().number();
            world.untilOver();
            Operation operation = world.operation();
            assertThat(operation.state()).isEqualTo(State.STOPPED);
            assertThat(operation.said()).isEqualTo(broken + " failed on n1: it is broken");
            assertThat(operation.steps().get(operation.lastStep()).subjects()).contains(broken);
            if (mends) {
                world.breaks("");
                world.order(new OperationOrder.ResumeOperation(number));
            } else {
                world.order(new OperationOrder.UndoOperation(number));
            }
            world.untilOver();
            assertThat(world.inForce()).isEqualTo(mends ? wanted(seed) : base(seed));
        }
        assertThat(stopped).isGreaterThan(10);
    }

    @Test
    void a_stop_that_nobody_could_confirm_is_undone_too() {
        long seed = 0;
        while (world(seed).plan().steps().stream()
                .noneMatch(one -> one.step() instanceof Step.ServiceAdded)) {
            seed++;
        }
        OperationWorld world = world(seed);
        world.plan().steps().stream()
                .map(PlannedStep::step)
                .filter(Step.ServiceAdded.class::isInstance)
                .findFirst()
                .ifPresent(one -> world.breaks(one.subjects().getFirst()));
        world.begin(20_000);
        world.untilOver();
        assertThat(world.operation().state()).isEqualTo(State.STOPPED);
        for (int i = 0; i < 2_000 && world.operation().state() != State.UNDONE; i++) {
            world.step();
        }
        assertThat(world.inForce()).isEqualTo(base(seed));
    }

    @Test
    void while_it_goes_on_nobody_puts_another_design_in_force() {
        OperationWorld world = world(2);
        world.begin(0);
        var adopt =
                new ServiceOrder.Adopt(
                        "other",
                        List.of(),
                        List.of(),
                        dev.belay.model.config.TimingProfile.STANDARD,
                        world.workload().designVersion());
        assertThat(code(world.order(adopt))).isEqualTo("operation-running");
        assertThat(code(world.begin(0))).isEqualTo("operation-running");
        assertThat(world.operation().state()).isEqualTo(State.RUNNING);
        assertThat(world.operation().position()).isZero();
        world.untilOver();
        assertThat(
                        code(
                                world.order(
                                        new ServiceOrder.Adopt(
                                                "other",
                                                List.of(),
                                                List.of(),
                                                dev.belay.model.config.TimingProfile.STANDARD,
                                                world.workload().designVersion()))))
                .isEqualTo("done");
        long number = world.operation().number();
        assertThat(code(world.order(new OperationOrder.UndoOperation(number))))
                .isEqualTo("operation-overtaken");
    }

    private static String code(Answer answer) {
        return answer instanceof Answer.Refused(var error) ? error.code() : "done";
    }
}

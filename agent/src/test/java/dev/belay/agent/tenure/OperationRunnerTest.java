package dev.belay.agent.tenure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.ConsensusDouble;
import dev.belay.agent.consensus.LeasePort;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Operation;
import dev.belay.agent.core.cluster.OperationOrder;
import dev.belay.agent.core.cluster.Packed;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.operation.OperationDesigns;
import dev.belay.agent.core.operation.OperationSight;
import dev.belay.api.OperationView.State;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.plan.Live;
import dev.belay.model.plan.Plan;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A runner that coordinates, and a log that does as the test says.
class OperationRunnerTest {

    private static final Actor ANN = new Actor("ann", "n1", "socket");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ConsensusDouble consensus =
            new ConsensusDouble(new ConsensusDouble.Network(), "n1");
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final OperationRunner runner =
            new OperationRunner(
                    "n1",
                    consensus,
                    new Leading(),
                    OperationRunnerTest::sight,
                    () -> {},
                    said::add);

    /// The coordinator of term 1, the only one that the double has.
    private static final class Leading implements LeasePort {
        @Override
        public Seat seat() {
            return new Seat(1, true, true, Set.of("n1"), Set.of());
        }

        @Override
        public void askForLease(
                String member, byte[] question, Duration deadline, Consumer<byte[]> answer) {
            throw new IllegalStateException("an operation asks for no lease");
        }

        @Override
        public void answerForLeases(BiFunction<String, byte[], byte[]> responder) {
            throw new IllegalStateException("an operation answers nobody");
        }
    }

    /// All is as it should be, whatever that is.
    private static Optional<OperationSight> sight(Workload workload) {
        return Optional.of(
                new OperationSight(workload.designVersion(), true, new TreeMap<>(), 2_000, 0));
    }

    private void begin() {
        Design wanted =
                Design.empty(ClusterSettings.of("lab", "Lab", TimingProfile.STANDARD))
                        .with(Service.of(new ThingId("web"), "web"));
        Plan plan = Plan.of(Designs.EMPTY, 0, wanted, Live.UNKNOWN);
        var _ =
                consensus.act(
                        ANN,
                        new OperationOrder.BeginOperation(
                                Packed.pack(DesignFormat.write(wanted)),
                                OperationDesigns.steps(plan),
                                0,
                                0),
                        SOON);
    }

    private Operation operation() {
        return consensus.state().workload().operation().orElseThrow();
    }

    private void lookUntilOver() {
        long end = System.nanoTime() + SOON.toNanos();
        while (operation().goesOn() && System.nanoTime() < end) {
            runner.look();
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void it_takes_all_steps_and_sees_them() {
        begin();
        lookUntilOver();
        assertThat(operation().state()).isEqualTo(State.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-coordinator", "member-busy", "operation-moved", "whatever-else"})
    void what_is_refused_for_a_reason_that_goes_by_is_tried_again(String code) {
        begin();
        consensus.refuse(code);
        lookUntilOver();
        assertThat(operation().state()).isEqualTo(State.DONE);
        assertThat(said).anyMatch(one -> one.contains("is not taken now"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timing-in-use", "design-too-large", "design-changed"})
    void what_no_waiting_mends_stops_it(String code) {
        begin();
        consensus.refuse(code);
        lookUntilOver();
        assertThat(operation().state()).isEqualTo(State.STOPPED);
        assertThat(operation().position()).isZero();
    }
}

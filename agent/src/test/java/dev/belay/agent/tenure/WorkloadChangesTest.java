package dev.belay.agent.tenure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Command;
import dev.belay.agent.core.cluster.Operation;
import dev.belay.agent.core.cluster.OperationOrder;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.status.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadChangesTest {

    private static final long TERM = 4;

    private ClusterState state =
            ClusterState.UNFOUNDED.apply(1, 1, new Command.Found("lab", "Lab", List.of())).next();
    private long index = 1;

    private List<Event> after(Order order) {
        Workload before = state.workload();
        state =
                state.apply(
                                TERM,
                                ++index,
                                new Command.Act(new Actor("ann", "n1", "socket"), 1_000, order))
                        .next();
        return WorkloadChanges.between(before, state.workload());
    }

    @Test
    void an_operation_is_told_when_it_begins_stops_leads_back_and_ends() {
        var step = new Operation.Step("drawn", List.of(), List.of("CLUSTER"), 1_000, 0, 0);
        assertThat(after(new OperationOrder.BeginOperation("wanted", List.of(step), 0, 0)))
                .containsExactly(new Event.OperationBegun(2, 1, "ann on n1"));
        assertThat(
                        after(
                                new OperationOrder.TakeStep(
                                        2,
                                        TERM,
                                        0,
                                        1,
                                        "design",
                                        List.of(),
                                        List.of(),
                                        TimingProfile.STANDARD)))
                .containsExactly(new Event.DesignAdopted(3, 0));
        assertThat(after(new OperationOrder.StopOperation(2, TERM, 1, "why")))
                .containsExactly(new Event.OperationStopped(2, 1, 1, "why"));
        assertThat(after(new OperationOrder.ResumeOperation(2))).isEmpty();
        assertThat(after(new OperationOrder.SettleStep(2, TERM, 1, "")))
                .containsExactly(new Event.OperationEnded(2, "DONE", 1, 1));
        assertThat(after(new OperationOrder.UndoOperation(2)))
                .containsExactly(new Event.OperationUndoing(2, "undone by ann"));
    }
}

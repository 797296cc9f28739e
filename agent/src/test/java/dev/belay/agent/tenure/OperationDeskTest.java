package dev.belay.agent.tenure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.ConsensusDouble;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OperationDeskTest {

    private static final Actor ANN = new Actor("ann", "n1", "socket");

    private final ConsensusDouble consensus =
            new ConsensusDouble(new ConsensusDouble.Network(), "n1");
    private final OperationDesk desk =
            new OperationDesk(consensus, _ -> Optional.of(Designs.EMPTY));

    private static Design drawn() {
        return Design.empty(ClusterSettings.of("lab", "Lab", TimingProfile.STANDARD))
                .with(
                        Node.of(new ThingId("n1"), "n1", NodeRole.ADMIN)
                                .withAddress(IpAddress.parse("10.20.0.1").good()));
    }

    private Outcome<OperationView> begin(Design wanted) {
        return desk.begin(new OperationBegin(DesignFormat.write(wanted), 0, 0), ANN);
    }

    @Test
    void who_orders_sees_what_came_of_it() {
        assertThat(begin(drawn())).isInstanceOf(Outcome.Done.class);
        long number = consensus.state().workload().operation().orElseThrow().number();
        assertThat(desk.cancel(number, ANN))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done ->
                                assertThat(((OperationView) done.value()).state())
                                        .isEqualTo(State.CANCELLED));
    }

    @Test
    void a_node_that_lags_behind_does_not_show_what_was_before_as_what_came_of_it() {
        begin(drawn());
        long number = consensus.state().workload().operation().orElseThrow().number();
        consensus.lag(1);
        assertThat(desk.cancel(number, ANN))
                .isEqualTo(
                        new Outcome.Unknown<>(
                                "it is done for operation "
                                        + number
                                        + ", but this node lags behind"));
    }

    @Test
    void a_design_that_the_log_cannot_hold_is_refused_before_anything_is_written_down() {
        var random = new Random(1);
        var notes = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            notes.append((char) ('0' + random.nextInt(70)));
        }
        long before = consensus.raft().appliedIndex();
        Node node = drawn().find(new ThingId("n1"), Node.class).orElseThrow();
        assertThat(begin(drawn().with(node.withNotes(notes.toString()))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.error().code()).isEqualTo("design-too-large"));
        assertThat(consensus.raft().appliedIndex()).isEqualTo(before);
    }
}

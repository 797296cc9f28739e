package dev.belay.agent.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.FenceView.Result;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.node.FenceAction;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FenceOrdersTest {

    private static final Actor ANN = new Actor("ann", "n1", "socket");
    private static final long TERM = 4;

    private ClusterState state =
            ClusterState.UNFOUNDED
                    .apply(
                            1,
                            1,
                            new Command.Found(
                                    "lab",
                                    "Lab",
                                    List.of(member("n1"), member("n2"), member("n3"))))
                    .next();
    private long index = 1;
    private long now = 1_000_000;

    private static Member member(String id) {
        return new Member(id, id, "", MemberRole.VOTER, false, "10.0.0.1", 7400);
    }

    private Answer order(Order order) throws CodecException {
        Entry entry = new Entry.Plain(new Command.Act(ANN, now, order));
        var read = (Entry.Plain) ClusterCodec.entry(ClusterCodec.bytes(entry));
        Applied applied = state.apply(TERM, ++index, read.command());
        state = applied.next();
        var replica = new Replica(state, new TreeMap<>());
        assertThat(ClusterCodec.replica(ClusterCodec.bytes(replica))).isEqualTo(replica);
        return applied.answer();
    }

    private String begin(long term, String node, String executor) throws CodecException {
        return code(
                order(
                        new FenceOrder.BeginFence(
                                term, node, 7, executor, FenceAction.REBOOT, "it is silent")));
    }

    private void end(Result result) throws CodecException {
        long begun = state.workload().fences().getFirst().begun();
        order(new FenceOrder.EndFence(begun, "n2", result, List.of("level 1, off")));
    }

    private void running(String node) throws CodecException {
        order(
                new ServiceOrder.Adopt(
                        "design",
                        List.of("web"),
                        List.of(),
                        TimingProfile.STANDARD,
                        state.workload().designVersion()));
        order(new ServiceOrder.Settle(TERM, 0, new Tenancy("web", 1, node, 9, ""), "why", ""));
    }

    private static String code(Answer answer) {
        return answer instanceof Answer.Refused(var error) ? error.code() : "done";
    }

    @Test
    void who_was_stopped_for_certain_is_over_and_only_then() throws Exception {
        assertThat(begin(TERM, "n2", "n1")).isEqualTo("done");
        assertThat(state.workload().fencedUpTo()).isEmpty();
        end(Result.UNKNOWN);
        assertThat(state.workload().fencedUpTo()).isEmpty();

        assertThat(begin(TERM, "n2", "n1")).isEqualTo("done");
        end(Result.CONFIRMED);
        assertThat(state.workload().fencedUpTo()).isEqualTo(Map.of("n2", 7L));
        // A later word that it is not certain changes nothing any more.
        end(Result.UNKNOWN);
        assertThat(state.workload().fencedUpTo()).isEqualTo(Map.of("n2", 7L));
    }

    @Test
    void a_coordinator_of_another_term_stops_nobody() throws Exception {
        assertThat(begin(TERM - 1, "n2", "n1")).isEqualTo("term-over");
        assertThat(begin(0, "n2", "n1")).isEqualTo("done");
    }

    @Test
    void nobody_stops_itself_or_who_is_being_stopped_or_who_is_no_member() throws Exception {
        assertThat(begin(TERM, "n2", "n2")).isEqualTo("fence-itself");
        assertThat(begin(TERM, "n9", "n2")).isEqualTo("member-unknown");
        assertThat(begin(TERM, "n2", "n1")).isEqualTo("done");
        assertThat(begin(TERM, "n2", "n3")).isEqualTo("fence-under-way");
        now += FenceOrders.LONGEST.toMillis();
        assertThat(begin(TERM, "n2", "n3")).isEqualTo("done");
    }

    @Test
    void one_that_keeps_coming_back_is_left_to_people() throws Exception {
        for (int i = 0; i < FenceOrders.MOST_IN_A_ROW; i++) {
            assertThat(begin(TERM, "n2", "n1")).isEqualTo("done");
            end(Result.CONFIRMED);
            now += 60_000;
        }
        assertThat(begin(TERM, "n2", "n1")).isEqualTo("fence-loop");
        assertThat(begin(TERM, "n3", "n1")).isEqualTo("done");
        assertThat(begin(0, "n2", "n1")).isEqualTo("done");
        end(Result.CONFIRMED);
        now += FenceOrders.ROW.toMillis();
        assertThat(begin(TERM, "n2", "n1")).isEqualTo("done");
    }

    @Test
    void a_label_says_how_often_one_is_stopped_in_a_row() throws Exception {
        order(new Order.Setting(FenceOrders.MOST_LABEL, "5", -1));
        for (int i = 0; i < 5; i++) {
            assertThat(begin(TERM, "n2", "n1")).isEqualTo("done");
            end(Result.CONFIRMED);
        }
        assertThat(begin(TERM, "n2", "n1")).isEqualTo("fence-loop");
    }

    @Test
    void devices_that_refuse_are_asked_again_as_often_as_needed() throws Exception {
        for (int i = 0; i < 2 * FenceOrders.MOST_IN_A_ROW; i++) {
            assertThat(begin(TERM, "n2", "n1")).isEqualTo("done");
            end(Result.REFUSED);
        }
    }

    @Test
    void a_persons_word_ends_the_newest_that_runs_anything() throws Exception {
        assertThat(code(order(new FenceOrder.ConfirmFence("n2")))).isEqualTo("fence-nothing-held");
        running("n2");

        assertThat(code(order(new FenceOrder.ConfirmFence("n2")))).isEqualTo("done");

        assertThat(state.workload().fencedUpTo()).isEqualTo(Map.of("n2", 9L));
        assertThat(state.workload().fences().getFirst().orderedBy()).isEqualTo("ann on n1");
        assertThat(state.audit().count()).isPositive();
    }

    @Test
    void by_hand_the_newest_that_runs_anything_is_meant() throws Exception {
        running("n2");
        assertThat(begin(0, "n2", "n1")).isEqualTo("done");
        end(Result.CONFIRMED);
        assertThat(state.workload().fencedUpTo()).isEqualTo(Map.of("n2", 9L));
    }

    @Test
    void the_history_and_its_evidence_are_bounded() throws Exception {
        List<String> much = Stream.generate(() -> "x".repeat(5_000)).limit(50).toList();
        for (int i = 0; i < 2 * Workload.FENCES_KEPT; i++) {
            begin(0, "n2", "n1");
            long begun = state.workload().fences().getFirst().begun();
            order(new FenceOrder.EndFence(begun, "n2", Result.REFUSED, much));
        }
        assertThat(state.workload().fences()).hasSize(Workload.FENCES_KEPT);
        assertThat(state.workload().fences().getFirst().begun()).isEqualTo(index - 1);
        assertThat(OrderCodec.text(state.workload()).length()).isLessThan(120_000);
    }

    @Test
    void a_snapshot_from_before_there_was_fencing_is_read() throws Exception {
        String text = OrderCodec.text(Workload.NONE);
        String former = text.replaceAll(",\"fences\":\\[]", "");
        assertThat(former).isNotEqualTo(text);
        assertThat(OrderCodec.read(former, Workload.class)).isEqualTo(Workload.NONE);
    }
}

package dev.belay.agent.core.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.OperationView.State;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OperationOrdersTest {

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

    private String code(Order order) throws CodecException {
        return order(order) instanceof Answer.Refused(var error) ? error.code() : "done";
    }

    private Operation operation() {
        return state.workload().operation().orElseThrow();
    }

    private static Operation.Step step(String service) {
        return new Operation.Step(
                "service-added", List.of(service), List.of("THING " + service), 30_000, 0, 0);
    }

    private long begin(long confirmMillis, String... services) throws CodecException {
        List<Operation.Step> steps = new ArrayList<>();
        for (String one : services) {
            steps.add(step(one));
        }
        assertThat(
                        code(
                                new OperationOrder.BeginOperation(
                                        "wanted",
                                        steps,
                                        confirmMillis,
                                        state.workload().designVersion())))
                .isEqualTo("done");
        return operation().number();
    }

    private OperationOrder.TakeStep step(long term, int from, int to, String... services) {
        return new OperationOrder.TakeStep(
                operation().number(),
                term,
                from,
                to,
                "design " + to,
                List.of(services),
                List.of(),
                TimingProfile.STANDARD);
    }

    private OperationOrder.SettleStep seen(int position) {
        return new OperationOrder.SettleStep(operation().number(), TERM, position, "");
    }

    @Test
    void a_step_puts_its_design_in_force_in_the_same_entry() throws Exception {
        long number = begin(0, "web", "shop");
        assertThat(operation().state()).isEqualTo(State.RUNNING);
        assertThat(code(step(TERM, 0, 1, "web"))).isEqualTo("done");
        assertThat(state.workload().design()).isEqualTo("design 1");
        assertThat(state.workload().designVersion()).isEqualTo(index);
        assertThat(state.workload().services()).containsOnlyKeys("web");
        assertThat(operation().version()).isEqualTo(index);
        assertThat(operation().isSettled()).isFalse();
        assertThat(operation().steps().getFirst().begunMillis()).isEqualTo(now);
        now += 700;
        assertThat(code(seen(1))).isEqualTo("done");
        assertThat(operation().steps().getFirst().endedMillis()).isEqualTo(now);
        assertThat(code(step(TERM, 1, 2, "web", "shop"))).isEqualTo("done");
        assertThat(code(seen(2))).isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.DONE);
        assertThat(operation().number()).isEqualTo(number);
    }

    @Test
    void the_same_order_again_and_one_of_another_term_do_nothing() throws Exception {
        begin(0, "web", "shop");
        assertThat(code(step(TERM - 1, 0, 1, "web"))).isEqualTo("term-over");
        assertThat(code(step(TERM, 0, 2, "web"))).isEqualTo("operation-moved");
        assertThat(code(seen(0))).isEqualTo("operation-moved");
        assertThat(code(step(TERM, 0, 1, "web"))).isEqualTo("done");
        assertThat(code(step(TERM, 0, 1, "web"))).isEqualTo("operation-moved");
        assertThat(code(step(TERM, 1, 2, "web"))).as("not seen yet").isEqualTo("operation-moved");
        assertThat(code(step(TERM, 1, 0))).as("not the way back").isEqualTo("operation-moved");
        assertThat(code(seen(1))).isEqualTo("done");
        assertThat(code(seen(1))).isEqualTo("operation-moved");
        assertThat(code(new OperationOrder.StopOperation(7, TERM, 1, "why")))
                .isEqualTo("operation-unknown");
    }

    @Test
    void the_way_back_leads_over_each_step() throws Exception {
        long number = begin(0, "web", "shop");
        order(step(TERM, 0, 1, "web"));
        order(seen(1));
        order(step(TERM, 1, 2, "web", "shop"));
        assertThat(code(new OperationOrder.UndoOperation(number))).isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.UNDOING);
        assertThat(code(step(TERM, 2, 1, "web"))).isEqualTo("done");
        assertThat(code(seen(1))).isEqualTo("done");
        assertThat(code(step(TERM, 1, 0))).isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.UNDOING);
        assertThat(code(seen(0))).isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.UNDONE);
        assertThat(state.workload().services()).isEmpty();
        assertThat(code(new OperationOrder.UndoOperation(number))).isEqualTo("operation-undone");
        assertThat(code(new OperationOrder.ResumeOperation(number)))
                .isEqualTo("operation-not-stopped");
    }

    @Test
    void what_is_cancelled_while_a_step_is_open_ends_when_that_is_seen() throws Exception {
        long number = begin(0, "web", "shop");
        order(step(TERM, 0, 1, "web"));
        assertThat(code(new OperationOrder.CancelOperation(number))).isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.RUNNING);
        order(seen(1));
        assertThat(operation().state()).isEqualTo(State.CANCELLED);
        assertThat(code(step(TERM, 1, 2, "web"))).isEqualTo("operation-moved");
        assertThat(code(new OperationOrder.CancelOperation(number)))
                .isEqualTo("operation-not-running");
        assertThat(code(new OperationOrder.ResumeOperation(number))).isEqualTo("done");
        assertThat(operation().isCancelAsked()).isFalse();
        assertThat(code(new OperationOrder.CancelOperation(number))).isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void what_nobody_confirms_is_undone_when_its_time_is_over_and_not_before() throws Exception {
        long number = begin(5_000, "web");
        order(step(TERM, 0, 1, "web"));
        assertThat(code(new OperationOrder.ConfirmOperation(number)))
                .isEqualTo("operation-not-waiting");
        order(seen(1));
        assertThat(operation().state()).isEqualTo(State.WAITING);
        now += 4_999;
        assertThat(code(new OperationOrder.ExpireOperation(number, TERM)))
                .isEqualTo("operation-moved");
        now += 1;
        assertThat(code(new OperationOrder.ExpireOperation(number, TERM - 1)))
                .isEqualTo("term-over");
        assertThat(code(new OperationOrder.ExpireOperation(number, TERM))).isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.UNDOING);
        assertThat(code(new OperationOrder.ConfirmOperation(number)))
                .isEqualTo("operation-not-waiting");
    }

    @Test
    void a_surprise_stops_it_and_what_ran_and_failed_until_then_counts_no_more() throws Exception {
        long number = begin(0, "web", "shop");
        order(step(TERM, 0, 1, "web"));
        order(new ServiceOrder.Settle(TERM, 0, new Tenancy("web", 1, "n1", 7, ""), "why", ""));
        order(new ServiceOrder.Fail("web", "n1", 1, false, "broken", false));
        assertThat(operation().failures()).isEmpty();
        assertThat(code(new OperationOrder.StopOperation(number, TERM, 1, "web failed")))
                .isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.STOPPED);
        assertThat(operation().said()).isEqualTo("web failed");
        assertThat(code(new OperationOrder.ResumeOperation(number))).isEqualTo("done");
        assertThat(operation().failures()).containsEntry("web", 1L);
        assertThat(operation().ran()).containsExactly("web");
        assertThat(operation().isSettled()).isFalse();
    }

    /// What was cleared meanwhile would be fewer failures than before.
    @Test
    void failures_are_told_apart_by_the_stay_that_failed() throws Exception {
        begin(0, "web", "shop");
        order(step(TERM, 0, 1, "web"));
        order(new ServiceOrder.Fail("web", "n1", 3, false, "broken", false));
        order(new ServiceOrder.Fail("web", "n2", 4, false, "broken", false));
        order(seen(1));
        order(step(TERM, 1, 2, "web", "shop"));
        assertThat(operation().failures()).containsExactly(Map.entry("web", 4L));
        order(new ServiceOrder.Clear("web"));
        order(new ServiceOrder.Fail("web", "n1", 5, false, "broken", false));
        assertThat(requireNonNull(state.workload().services().get("web")).failedGeneration())
                .isEqualTo(5);
    }

    @Test
    void what_stopped_while_it_was_undone_goes_on_that_way() throws Exception {
        long number = begin(5_000, "web", "shop");
        order(step(TERM, 0, 1, "web"));
        order(seen(1));
        order(step(TERM, 1, 2, "web", "shop"));
        order(new OperationOrder.UndoOperation(number));
        order(step(TERM, 2, 1, "web"));
        assertThat(code(new OperationOrder.StopOperation(number, TERM, 1, "why")))
                .isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.STOPPED);
        assertThat(operation().lastStep()).as("the one that is taken back").isEqualTo(1);
        assertThat(operation().deadlineMillis()).as("nobody has to confirm it").isZero();
        assertThat(code(new OperationOrder.ResumeOperation(number))).isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.UNDOING);
        assertThat(operation().said()).isEqualTo("undone by ann");
        assertThat(code(step(TERM, 1, 2, "web", "shop"))).isEqualTo("operation-moved");
        assertThat(code(step(TERM, 1, 0))).isEqualTo("done");
        order(new OperationOrder.StopOperation(number, TERM, 0, "why"));
        assertThat(code(new OperationOrder.ResumeOperation(number))).isEqualTo("done");
        assertThat(operation().isSettled()).as("the beginning has to be seen").isFalse();
        assertThat(code(seen(0))).isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.UNDONE);
    }

    @Test
    void what_was_not_seen_on_the_way_back_is_said_in_the_end() throws Exception {
        long number = begin(0, "web");
        order(step(TERM, 0, 1, "web"));
        order(new OperationOrder.UndoOperation(number));
        order(step(TERM, 1, 0));
        assertThat(
                        code(
                                new OperationOrder.SettleStep(
                                        number, TERM, 0, "web has not stopped after 30 s")))
                .isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.UNDONE);
        assertThat(operation().said()).isEqualTo("undone by ann; web has not stopped after 30 s");
    }

    @Test
    void what_is_to_be_confirmed_is_undone_in_time_after_it_was_cancelled_too() throws Exception {
        long number = begin(5_000, "web", "shop");
        order(step(TERM, 0, 1, "web"));
        order(new OperationOrder.CancelOperation(number));
        order(seen(1));
        assertThat(operation().state()).isEqualTo(State.CANCELLED);
        assertThat(operation().deadlineMillis()).isEqualTo(now + 5_000);
        assertThat(code(new OperationOrder.ResumeOperation(number))).isEqualTo("done");
        assertThat(operation().deadlineMillis()).isZero();
        order(new OperationOrder.CancelOperation(number));
        assertThat(operation().state()).as("between two steps").isEqualTo(State.CANCELLED);
        assertThat(operation().deadlineMillis()).isEqualTo(now + 5_000);
        assertThat(code(new OperationOrder.ExpireOperation(number, TERM)))
                .isEqualTo("operation-moved");
        now += 5_000;
        assertThat(code(new OperationOrder.ExpireOperation(number, TERM))).isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.UNDOING);
    }

    @Test
    void what_was_cancelled_and_is_confirmed_stays_as_it_is() throws Exception {
        long number = begin(5_000, "web", "shop");
        order(step(TERM, 0, 1, "web"));
        order(seen(1));
        order(new OperationOrder.CancelOperation(number));
        assertThat(code(new OperationOrder.ConfirmOperation(number))).isEqualTo("done");
        assertThat(operation().state()).isEqualTo(State.CANCELLED);
        assertThat(operation().deadlineMillis()).isZero();
        now += 6_000;
        assertThat(code(new OperationOrder.ExpireOperation(number, TERM)))
                .isEqualTo("operation-moved");
    }

    @Test
    void what_is_cancelled_before_its_first_step_has_nothing_to_undo() throws Exception {
        order(new OperationOrder.CancelOperation(begin(5_000, "web")));
        assertThat(operation().state()).isEqualTo(State.CANCELLED);
        assertThat(operation().deadlineMillis()).isZero();
    }

    @Test
    void another_design_in_force_ends_its_ways() throws Exception {
        long number = begin(0, "web");
        order(step(TERM, 0, 1, "web"));
        order(new OperationOrder.StopOperation(number, TERM, 1, "why"));
        assertThat(
                        code(
                                new ServiceOrder.Adopt(
                                        "other",
                                        List.of(),
                                        List.of(),
                                        TimingProfile.STANDARD,
                                        state.workload().designVersion())))
                .isEqualTo("done");
        assertThat(code(new OperationOrder.ResumeOperation(number)))
                .isEqualTo("operation-overtaken");
        assertThat(code(new OperationOrder.UndoOperation(number))).isEqualTo("operation-overtaken");
    }

    @Test
    void those_before_are_remembered_without_their_designs() throws Exception {
        long first = begin(0, "web");
        order(new OperationOrder.CancelOperation(first));
        for (int i = 0; i < 20; i++) {
            order(new OperationOrder.CancelOperation(begin(0, "web")));
        }
        List<Operation> all = state.workload().operations();
        assertThat(all).hasSize(Operation.KEPT);
        assertThat(all.getFirst().wanted()).isEqualTo("wanted");
        assertThat(all.subList(1, all.size())).extracting(Operation::wanted).containsOnly("");
        assertThat(code(new OperationOrder.ResumeOperation(all.get(1).number())))
                .isEqualTo("operation-overtaken");
        assertThat(code(new OperationOrder.ResumeOperation(1))).isEqualTo("operation-unknown");
    }

    @Test
    void a_plan_of_nothing_and_one_of_another_design_do_not_begin() throws Exception {
        assertThat(code(new OperationOrder.BeginOperation("wanted", List.of(), 0, 0)))
                .isEqualTo("operation-empty");
        assertThat(code(new OperationOrder.BeginOperation("wanted", List.of(step("web")), 0, 7)))
                .isEqualTo("design-changed");
        String huge = "x".repeat(Packed.MOST_DESIGN_BYTES + 1);
        assertThat(code(new OperationOrder.BeginOperation(huge, List.of(step("web")), 0, 0)))
                .isEqualTo("design-too-large");
    }

    @Test
    void a_state_from_before_there_were_operations_has_none() throws Exception {
        String text = OrderCodec.text(state.workload());
        String before = text.replace(",\"operations\":[]", "");
        assertThat(before).isNotEqualTo(text);
        assertThat(OrderCodec.read(before, Workload.class)).isEqualTo(state.workload());
    }

    @Test
    void a_step_that_was_seen_before_it_could_be_left_unseen_was_seen() throws Exception {
        begin(0, "web");
        String text = OrderCodec.text(seen(1));
        String before = text.replace(",\"unseen\":\"\"", "");
        assertThat(before).isNotEqualTo(text);
        assertThat(OrderCodec.read(before, OperationOrder.SettleStep.class)).isEqualTo(seen(1));
    }

    @Test
    void an_operation_from_before_its_way_was_written_down_goes_forwards() throws Exception {
        begin(0, "web");
        String text = OrderCodec.text(operation());
        String before = text.replace(",\"wasUndoing\":false", "");
        assertThat(before).isNotEqualTo(text);
        assertThat(OrderCodec.read(before, Operation.class)).isEqualTo(operation());
    }
}

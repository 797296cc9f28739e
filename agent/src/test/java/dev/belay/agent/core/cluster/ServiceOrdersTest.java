package dev.belay.agent.core.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.DrillKind;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceOrdersTest {

    private static final Actor ANN = new Actor("ann", "n1", "socket");

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

    private static Member member(String id) {
        return new Member(id, id, "", MemberRole.VOTER, false, "10.0.0.1", 7400);
    }

    private Answer order(long term, ServiceOrder order) throws CodecException {
        Entry entry = new Entry.Plain(new Command.Act(ANN, 1_000 * (index + 1), order));
        var read = (Entry.Plain) ClusterCodec.entry(ClusterCodec.bytes(entry));
        Applied applied = state.apply(term, ++index, read.command());
        state = applied.next();
        var replica = new Replica(state, new java.util.TreeMap<>());
        assertThat(ClusterCodec.replica(ClusterCodec.bytes(replica))).isEqualTo(replica);
        return applied.answer();
    }

    private void adopt(String... services) throws CodecException {
        Answer answer =
                order(
                        1,
                        new ServiceOrder.Adopt(
                                "design",
                                List.of(services),
                                List.of(),
                                TimingProfile.STANDARD,
                                state.workload().designVersion()));
        assertThat(answer).isEqualTo(new Answer.Ordered(index));
    }

    private Answer settle(long term, long former, Tenancy next) throws CodecException {
        return order(term, new ServiceOrder.Settle(term, former, next, "why", ""));
    }

    private ServiceState service(String id) {
        return requireNonNull(state.workload().services().get(id));
    }

    private static String code(Answer answer) {
        return answer instanceof Answer.Refused(var error) ? error.code() : "done";
    }

    @Test
    void a_stay_is_settled_once_and_only_in_the_term_of_who_decided_it() throws Exception {
        adopt("web");
        var first = new Tenancy("web", 1, "n1", 7, "");

        assertThat(code(order(4, new ServiceOrder.Settle(3, 0, first, "late", ""))))
                .isEqualTo("term-over");
        assertThat(service("web").tenancy().isFree()).isTrue();
        assertThat(code(settle(4, 0, first))).isEqualTo("done");
        assertThat(code(settle(4, 0, new Tenancy("web", 1, "n2", 9, ""))))
                .isEqualTo("stay-changed");

        assertThat(state.workload().tenancies()).isEqualTo(Map.of("web", first));
        assertThat(service("web").stays())
                .containsExactly(new ServiceState.Stay(1, "n1", 4_000, "why", ""));
    }

    @Test
    void a_stop_that_failed_is_the_same_stay() throws Exception {
        adopt("web");
        settle(2, 0, new Tenancy("web", 1, "n1", 7, ""));
        settle(2, 1, new Tenancy("web", 1, "n1", 7, "it hangs"));

        assertThat(service("web").tenancy().stuck()).isEqualTo("it hangs");
        assertThat(service("web").stays()).hasSize(1);
    }

    @Test
    void a_service_that_no_design_has_stays_until_nobody_runs_it() throws Exception {
        adopt("web", "db");
        settle(2, 0, new Tenancy("web", 5, "n1", 7, ""));
        adopt("db");

        assertThat(service("web").isDesigned()).isFalse();
        settle(2, 5, new Tenancy("web", 6, "", 0, ""));
        assertThat(state.workload().services()).containsOnlyKeys("db");

        adopt("web", "db");
        // Nodes know which of its stays have ended, and start none of them again.
        assertThat(service("web").tenancy().generation()).isEqualTo(6);
    }

    @Test
    void a_failure_counts_once_for_each_stay() throws Exception {
        adopt("web");
        order(1, new ServiceOrder.Fail("web", "n1", 3, false, "monitor: not running", false));
        order(1, new ServiceOrder.Fail("web", "n1", 3, false, "monitor: not running", false));
        order(1, new ServiceOrder.Fail("web", "n1", 4, false, "monitor: time is over", false));

        assertThat(service("web").failures())
                .isEqualTo(
                        Map.of(
                                "n1",
                                new ServiceState.Failures(
                                        2, 4, 5_000, "monitor: time is over", false)));

        order(1, new ServiceOrder.Fail("web", "n1", 5, true, "start: not installed", false));
        assertThat(requireNonNull(service("web").failures().get("n1")).count())
                .isEqualTo(ServiceState.FATAL);
        order(1, new ServiceOrder.Clear("web"));
        assertThat(service("web").failures()).isEmpty();
    }

    @Test
    void the_timing_stays_while_anything_runs() throws Exception {
        adopt("web");
        settle(2, 0, new Tenancy("web", 1, "n1", 7, ""));
        var faster =
                new ServiceOrder.Adopt(
                        "design",
                        List.of("web"),
                        List.of(),
                        TimingProfile.FAST,
                        state.workload().designVersion());

        assertThat(code(order(2, faster))).isEqualTo("timing-in-use");
        settle(2, 1, new Tenancy("web", 2, "", 0, ""));
        assertThat(code(order(2, faster))).isEqualTo("done");
        assertThat(state.workload().timing()).isEqualTo(TimingProfile.FAST);
    }

    @Test
    void whoever_applies_a_design_has_to_know_the_one_before() throws Exception {
        adopt("web");

        var blind =
                new ServiceOrder.Adopt("other", List.of(), List.of(), TimingProfile.STANDARD, 0);
        assertThat(code(order(1, blind))).isEqualTo("design-changed");
        var huge =
                new ServiceOrder.Adopt(
                        "x".repeat(Packed.MOST_DESIGN_BYTES + 1),
                        List.of(),
                        List.of(),
                        TimingProfile.STANDARD,
                        state.workload().designVersion());
        assertThat(code(order(1, huge))).isEqualTo("design-too-large");
    }

    @Test
    void orders_name_services_and_nodes_that_there_are() throws Exception {
        adopt("web");

        assertThat(code(order(1, new ServiceOrder.Want("db", Wanted.STOPPED))))
                .isEqualTo("service-unknown");
        assertThat(code(order(1, new ServiceOrder.Move("web", "n9", ""))))
                .isEqualTo("member-unknown");
        assertThat(code(order(1, new ServiceOrder.SetMode("n9", NodeMode.STANDBY))))
                .isEqualTo("member-unknown");
        order(1, new ServiceOrder.Move("web", "n2", ""));
        order(1, new ServiceOrder.Want("web", Wanted.STOPPED));
        order(1, new ServiceOrder.SetMode("n1", NodeMode.STANDBY));

        assertThat(service("web").movedTo()).isEqualTo("n2");
        assertThat(service("web").wanted()).isEqualTo(Wanted.STOPPED);
        assertThat(state.workload().mode("n1")).isEqualTo(NodeMode.STANDBY);
        order(1, new ServiceOrder.SetMode("n1", NodeMode.ACTIVE));
        assertThat(state.workload().modes()).isEmpty();
    }

    @Test
    void one_drill_at_a_time_and_only_of_the_stay_that_was_meant() throws Exception {
        adopt("web");
        settle(2, 0, new Tenancy("web", 1, "n1", 7, ""));

        assertThat(code(order(2, new ServiceOrder.Drill("db", DrillKind.KILL, "n1", 1, 3_000))))
                .isEqualTo("service-unknown");
        assertThat(code(order(2, new ServiceOrder.Drill("web", DrillKind.KILL, "n1", 2, 3_000))))
                .isEqualTo("drill-elsewhere");
        assertThat(state.workload().drill().service()).isEmpty();
        assertThat(code(order(2, new ServiceOrder.Drill("web", DrillKind.CUT, "n1", 1, 1_500))))
                .isEqualTo("done");
        assertThat(state.workload().drill())
                .isEqualTo(new Workload.Drill("web", DrillKind.CUT, "n1", 1, 6_000, 7_500));
        // A second later.
        assertThat(code(order(2, new ServiceOrder.Drill("web", DrillKind.MOVE, "n1", 1, 0))))
                .isEqualTo("drill-running");
        assertThat(code(order(2, new ServiceOrder.Drill("web", DrillKind.MOVE, "n1", 1, 0))))
                .isEqualTo("done");
    }
}

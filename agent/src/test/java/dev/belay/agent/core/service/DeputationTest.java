package dev.belay.agent.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.RemoteNode;
import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.agent.core.service.Deputation.Line;
import dev.belay.api.ServiceView.Wanted;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeputationTest {

    private static final List<String> ALL = List.of("n1", "n2", "n3");
    private static final Line UP = new Line(true, 100_000_000_000L, 0);

    private static Workload workload(RemoteNode... remotes) {
        SortedMap<String, RemoteNode> all = new TreeMap<>();
        for (RemoteNode one : remotes) {
            all.put(one.id(), one);
        }
        Workload none = Workload.NONE;
        return new Workload(
                none.design(),
                none.designVersion(),
                none.timing(),
                none.services(),
                none.modes(),
                none.lastDropped(),
                none.fences(),
                none.drill(),
                none.operations(),
                all);
    }

    private static RemoteNode held(String id, String by) {
        return new RemoteNode(id, true, new Tenancy(id, 3, by, by.isEmpty() ? 0 : 1, ""));
    }

    @Test
    void who_has_a_connection_keeps_it_while_it_gets_through() {
        assertThat(Deputation.wishes(workload(held("far", "n2")), ALL, Map.of("far", UP)))
                .isEqualTo(Map.of("far", "n2"));
    }

    @Test
    void who_just_got_it_may_try_for_a_while() {
        Line fresh = new Line(false, Deputation.TRY_NANOS - 1, 4_000_000_000L);
        assertThat(Deputation.wishes(workload(held("far", "n2")), ALL, Map.of("far", fresh)))
                .isEqualTo(Map.of("far", "n2"));
    }

    @Test
    void who_does_not_get_through_hands_it_on_until_all_have_tried() {
        Line tried = new Line(false, Deputation.TRY_NANOS, 6_000_000_000L);
        assertThat(Deputation.wishes(workload(held("far", "n2")), ALL, Map.of("far", tried)))
                .isEqualTo(Map.of("far", "n3"));
        assertThat(Deputation.wishes(workload(held("far", "n3")), ALL, Map.of("far", tried)))
                .isEqualTo(Map.of("far", "n1"));
        assertThat(
                        Deputation.wishes(
                                workload(held("far", "n2")), List.of("n2"), Map.of("far", tried)))
                .isEqualTo(Map.of("far", "n2"));
    }

    @Test
    void new_ones_go_to_who_has_the_fewest() {
        Map<String, String> wishes =
                Deputation.wishes(
                        workload(
                                held("a", "n1"),
                                held("b", ""),
                                held("c", ""),
                                held("d", ""),
                                held("e", "gone")),
                        ALL,
                        Map.of("a", UP));
        assertThat(wishes).isEqualTo(Map.of("a", "n1", "b", "n2", "c", "n3", "d", "n1", "e", "n2"));
    }

    @Test
    void one_that_is_drawn_no_more_is_let_go() {
        var gone = new RemoteNode("far", false, new Tenancy("far", 3, "n2", 1, ""));
        assertThat(Deputation.wishes(workload(gone), ALL, Map.of("far", UP)))
                .isEqualTo(Map.of("far", ""));
    }

    @Test
    void one_that_is_drawn_no_more_keeps_its_connection_while_something_runs_there() {
        var gone = new RemoteNode("far", false, new Tenancy("far", 3, "n2", 1, ""));
        var web =
                new ServiceState(
                        "web",
                        true,
                        Wanted.AS_DESIGNED,
                        "",
                        "",
                        new Tenancy("web", 2, "far", 1, ""),
                        new TreeMap<>(),
                        List.of());
        assertThat(Deputation.wishes(workload(gone).with(web), ALL, Map.of("far", UP)))
                .isEqualTo(Map.of("far", "n2"));
    }

    @Test
    void one_that_is_long_gone_is_tried_by_each_for_longer() {
        long hour = 3_600_000_000_000L;
        Line tried = new Line(false, 59_000_000_000L, hour);
        assertThat(Deputation.wishes(workload(held("far", "n2")), ALL, Map.of("far", tried)))
                .isEqualTo(Map.of("far", "n2"));
        Line longer = new Line(false, 60_000_000_000L, hour);
        assertThat(Deputation.wishes(workload(held("far", "n2")), ALL, Map.of("far", longer)))
                .isEqualTo(Map.of("far", "n3"));
    }

    @Test
    void without_a_member_that_can_have_one_nobody_has() {
        assertThat(Deputation.wishes(workload(held("far", "n2")), List.of(), Map.of("far", UP)))
                .isEqualTo(Map.of("far", ""));
    }
}

package dev.belay.agent.core.service;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Command;
import dev.belay.agent.core.cluster.ServiceOrder;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.place.HostState;
import dev.belay.model.service.ColocationConstraint;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntentsTest {

    private static final Actor ANN = new Actor("ann", "n1", "socket");

    private Design design = Design.empty(ClusterSettings.of("lab", "lab", TimingProfile.STANDARD));
    private ClusterState state;
    private long index = 1;
    private final Map<String, HostFacts> hosts = new HashMap<>();
    private Map<String, Tenancy> returning = Map.of();

    IntentsTest() {
        for (String node : List.of("n1", "n2", "n3")) {
            design = design.with(Node.of(new ThingId(node), node, NodeRole.WORKER));
            hosts.put(node, new HostFacts(HostState.AVAILABLE, Set.of(), Set.of(), 1));
        }
        state =
                ClusterState.UNFOUNDED
                        .apply(
                                1,
                                1,
                                new Command.Found(
                                        "lab",
                                        "Lab",
                                        List.of(
                                                member("n1", MemberRole.VOTER),
                                                member("n2", MemberRole.VOTER),
                                                member("n3", MemberRole.VOTER),
                                                member("w", MemberRole.WITNESS))))
                        .next();
    }

    private static Member member(String id, MemberRole role) {
        return new Member(id, id, "", role, false, "10.0.0.1", 7400);
    }

    private static Service service(String id) {
        return Service.of(new ThingId(id), id);
    }

    private void adopt(Service... services) {
        for (Service one : services) {
            design = design.with(one);
        }
        order(
                new ServiceOrder.Adopt(
                        "text",
                        design.things().of(ThingKind.SERVICE).stream()
                                .map(one -> one.id().toString())
                                .toList(),
                        List.of(),
                        TimingProfile.STANDARD,
                        state.workload().designVersion()));
    }

    private void order(ServiceOrder order) {
        state = state.apply(1, ++index, new Command.Act(ANN, 1_000, order)).next();
    }

    private void runs(String service, String node) {
        long former =
                requireNonNull(state.workload().services().get(service)).tenancy().generation();
        order(
                new ServiceOrder.Settle(
                        1, former, new Tenancy(service, former + 1, node, 7, ""), "why", ""));
    }

    private void active(String node, String... services) {
        hosts.put(node, new HostFacts(HostState.AVAILABLE, Set.of(services), Set.of(), 1));
    }

    private Outlook outlook() {
        return new Outlook(design, state.workload(), state.members(), hosts, returning, 2_000);
    }

    private Intents intents() {
        return Intents.of(outlook());
    }

    /// The coordinator decides once more, and keeps what it has to.
    private void goOn() {
        returning = intents().returning(outlook());
    }

    private void ends(String service) {
        long former =
                requireNonNull(state.workload().services().get(service)).tenancy().generation();
        order(
                new ServiceOrder.Settle(
                        1, former, new Tenancy(service, former + 1, "", 0, ""), "why", ""));
    }

    private String wish(String service) {
        return intents().wishes().getOrDefault(service, "?");
    }

    @Test
    void a_service_goes_to_a_node_that_answers_and_never_to_a_witness() {
        adopt(service("web"));
        assertThat(wish("web")).isEqualTo("n1");

        hosts.remove("n1");
        hosts.remove("n2");
        assertThat(wish("web")).isEqualTo("n3");
        hosts.remove("n3");
        hosts.put("w", new HostFacts(HostState.AVAILABLE, Set.of(), Set.of(), 1));
        assertThat(wish("web")).isEmpty();
        assertThat(requireNonNull(intents().services().get("web")).reason())
                .contains("no node may run it");
    }

    @Test
    void one_that_comes_after_another_waits_until_that_one_runs() {
        adopt(
                service("db"),
                service("web").withConstraints(List.of(OrderConstraint.of(new ThingId("db")))));
        assertThat(wish("db")).isEqualTo("n1");
        assertThat(wish("web")).isEmpty();
        assertThat(requireNonNull(intents().services().get("web")).reason())
                .isEqualTo("waits until db runs");

        runs("db", "n1");
        assertThat(wish("web")).isEmpty();
        active("n1", "db");
        assertThat(wish("web")).isEqualTo("n2");
    }

    @Test
    void one_that_others_come_after_stays_until_those_have_stopped() {
        adopt(
                service("db"),
                service("web").withConstraints(List.of(OrderConstraint.of(new ThingId("db")))));
        runs("db", "n1");
        runs("web", "n2");
        active("n1", "db");
        active("n2", "web");

        order(new ServiceOrder.Want("db", Wanted.STOPPED));
        assertThat(wish("db")).isEqualTo("n1");
        assertThat(wish("web")).isEmpty();
        assertThat(requireNonNull(intents().services().get("db")).reason())
                .isEqualTo("stays until web has stopped");
        // Who runs it does not answer: it ends by itself, and nothing waits for it.
        hosts.remove("n2");
        assertThat(wish("db")).isEmpty();
    }

    @Test
    void what_an_operator_orders_counts() {
        adopt(service("web"));
        runs("web", "n2");
        assertThat(wish("web")).isEqualTo("n2");

        order(new ServiceOrder.Move("web", "n3", ""));
        assertThat(wish("web")).isEqualTo("n3");
        order(new ServiceOrder.Move("web", "", "n2"));
        assertThat(wish("web")).isEqualTo("n1");
        order(new ServiceOrder.Clear("web"));
        assertThat(wish("web")).isEqualTo("n2");
        order(new ServiceOrder.SetMode("n2", NodeMode.STANDBY));
        assertThat(wish("web")).isNotEqualTo("n2").isNotEmpty();
        order(new ServiceOrder.SetMode("n2", NodeMode.MAINTENANCE));
        assertThat(wish("web")).isEqualTo("n2");
        order(new ServiceOrder.SetMode("n2", NodeMode.ACTIVE));
        order(new ServiceOrder.Want("web", Wanted.STOPPED));
        assertThat(wish("web")).isEmpty();
    }

    @Test
    void failures_send_it_away_until_they_are_old() {
        adopt(service("web"));
        order(new ServiceOrder.Fail("web", "n1", 1, true, "start", false));
        assertThat(wish("web")).isEqualTo("n2");

        var later =
                new Outlook(
                        design,
                        state.workload(),
                        state.members(),
                        hosts,
                        Map.of(),
                        1_000 + 10 * 60_000);
        assertThat(Intents.of(later).wishes()).containsEntry("web", "n1");
    }

    @Test
    void the_drawing_says_where_and_beside_what() {
        adopt(
                service("db")
                        .withConstraints(List.of(new LocationConstraint(new ThingId("n3"), 100))),
                service("web")
                        .withConstraints(
                                List.of(new ColocationConstraint(new ThingId("db"), 1_000_000))));

        assertThat(wish("db")).isEqualTo("n3");
        assertThat(wish("web")).isEqualTo("n3");
    }

    private void outdated(String node, String... services) {
        hosts.put(
                node,
                new HostFacts(
                        HostState.AVAILABLE,
                        Set.of(services),
                        Set.of(services),
                        state.workload().designVersion()));
    }

    @Test
    void what_a_node_says_of_a_design_before_restarts_nothing() {
        adopt(service("web"));
        runs("web", "n2");
        outdated("n2", "web");
        adopt(service("web"));
        assertThat(wish("web")).isEqualTo("n2");
    }

    @Test
    void one_in_maintenance_stays_whatever_it_comes_after_does_and_nobody_waits_for_it() {
        adopt(
                service("db"),
                service("web")
                        .withMaintenance(true)
                        .withConstraints(List.of(OrderConstraint.of(new ThingId("db")))));
        runs("db", "n1");
        runs("web", "n2");
        outdated("n1", "db");
        active("n2", "web");
        assertThat(wish("web")).isEqualTo("n2");
        assertThat(wish("db")).as("it restarts").isEmpty();
        active("n1");
        assertThat(wish("web")).as("while db is stopped").isEqualTo("n2");
    }

    @Test
    void chains_stop_from_their_end_while_what_they_stand_on_runs_still() {
        adopt(
                service("a"),
                service("b").withConstraints(List.of(OrderConstraint.of(new ThingId("a")))),
                service("c").withConstraints(List.of(OrderConstraint.of(new ThingId("b")))));
        runs("a", "n1");
        runs("b", "n2");
        runs("c", "n3");
        outdated("n1", "a");
        active("n2", "b");
        active("n3", "c");
        assertThat(intents().wishes())
                .containsEntry("a", "n1")
                .containsEntry("b", "n2")
                .containsEntry("c", "");

        // It is gone: nothing has to be kept in order any more.
        active("n1");
        assertThat(wish("b")).isEmpty();
    }

    @Test
    void one_that_runs_otherwise_than_designed_is_to_end_and_to_begin_where_it_is() {
        adopt(service("web"));
        runs("web", "n2");
        outdated("n2", "web");

        assertThat(intents().services())
                .containsEntry(
                        "web", new Intent("n2", "", "restarts with what is new in it", true));
        // It stops: from now on nothing is outdated there, and what was closed begins anew.
        active("n2");
        assertThat(wish("web")).isEqualTo("n2");
    }

    @Test
    void whoever_restarts_and_whoever_stops_for_it_begin_anew_where_they_were() {
        adopt(
                service("db"),
                service("web").withConstraints(List.of(OrderConstraint.of(new ThingId("db")))));
        runs("db", "n3");
        runs("web", "n2");
        outdated("n3", "db");
        active("n2", "web");
        goOn();
        ends("web");
        active("n2");
        goOn();
        assertThat(wish("db")).isEmpty();
        // It stops, and is not told of as outdated any more.
        active("n3");
        goOn();
        assertThat(wish("db")).isEqualTo("n3");
        ends("db");
        goOn();
        assertThat(wish("db")).isEqualTo("n3");
        runs("db", "n3");
        active("n3", "db");
        goOn();
        assertThat(wish("web")).isEqualTo("n2");
        runs("web", "n2");
        goOn();
        assertThat(returning).isEmpty();
    }

    @Test
    void whoever_restarts_goes_elsewhere_when_its_node_falls_silent_or_it_fails_there() {
        adopt(service("web"));
        runs("web", "n3");
        outdated("n3", "web");
        goOn();
        ends("web");
        goOn();
        assertThat(wish("web")).isEqualTo("n3");
        hosts.remove("n3");
        assertThat(wish("web")).isEqualTo("n1");
        active("n3");
        order(new ServiceOrder.Fail("web", "n3", 3, true, "start", false));
        assertThat(wish("web")).isEqualTo("n1");
    }

    @Test
    void whoever_is_left_alone_meanwhile_does_not_begin_anew() {
        adopt(service("web"));
        runs("web", "n3");
        outdated("n3", "web");
        goOn();
        ends("web");
        order(new ServiceOrder.SetMode("n3", NodeMode.MAINTENANCE));
        assertThat(wish("web")).as("it goes where it may").isEqualTo("n1");
        adopt(service("web").withMaintenance(true));
        assertThat(wish("web")).isEmpty();
    }

    @Test
    void one_that_restarts_waits_for_those_that_come_after_it() {
        adopt(
                service("db"),
                service("web").withConstraints(List.of(OrderConstraint.of(new ThingId("db")))));
        runs("db", "n1");
        runs("web", "n2");
        outdated("n1", "db");
        active("n2", "web");

        assertThat(intents().services())
                .containsEntry("db", new Intent("n1", "n1", "stays until web has stopped", true));
        assertThat(wish("web")).isEmpty();
        order(
                new ServiceOrder.Settle(
                        1,
                        requireNonNull(state.workload().services().get("web"))
                                .tenancy()
                                .generation(),
                        new Tenancy("web", 9, "", 0, ""),
                        "why",
                        ""));
        assertThat(wish("db")).isEmpty();
    }

    @Test
    void what_is_left_alone_does_not_restart() {
        adopt(service("web").withMaintenance(true), service("db"));
        runs("web", "n1");
        runs("db", "n2");
        outdated("n1", "web");
        outdated("n2", "db");
        assertThat(wish("web")).isEqualTo("n1");
        assertThat(wish("db")).isEmpty();

        order(new ServiceOrder.SetMode("n2", NodeMode.MAINTENANCE));
        assertThat(wish("db")).isEqualTo("n2");
    }

    @Test
    void what_no_design_has_any_more_is_to_go() {
        adopt(service("web"));
        runs("web", "n1");
        order(
                new ServiceOrder.Adopt(
                        "text",
                        List.of(),
                        List.of(),
                        TimingProfile.STANDARD,
                        state.workload().designVersion()));
        design = Design.empty(design.cluster());

        assertThat(wish("web")).isEmpty();
    }
}

package dev.belay.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ConfigSetView;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServicesView;
import dev.belay.api.ServicesView.Host;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.plan.Drift.Kind;
import dev.belay.model.service.Service;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.value.ThingId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final Design inForce =
            Design.empty(ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD))
                    .with(Node.of(new ThingId("n1"), "one", NodeRole.ADMIN))
                    .with(Node.of(new ThingId("n2"), "two", NodeRole.WORKER))
                    .with(Node.of(new ThingId("far"), "far", NodeRole.REMOTE))
                    .with(Service.of(new ThingId("web"), "web"));
    private final List<Member> both = List.of(member("n1", "one"), member("x2", "two"));

    private static Member member(String id, String name) {
        return new Member(id, name, "", MemberRole.VOTER, false, name, 7420);
    }

    private static ServicesView view(List<Host> hosts, ServiceView... services) {
        return new ServicesView(
                NOW, "n1", 4, "default", 2_500, List.of(services), hosts, null, List.of());
    }

    private static ServiceView service(
            String id, State state, String node, Wanted wanted, String movedTo, String placedOn) {
        return new ServiceView(
                id, id, state, node, 1, NOW, wanted, movedTo, "", false, false, placedOn, "", 900,
                List.of(), List.of(), List.of());
    }

    private static ServiceView active(String id, String node, String placedOn) {
        return service(id, State.ACTIVE, node, Wanted.AS_DESIGNED, "", placedOn);
    }

    private List<Drift> drifts(ServiceView... services) {
        return Drift.between(inForce, both, view(List.of(), services));
    }

    @Test
    void a_cluster_that_does_what_is_in_force_has_no_drift() {
        assertThat(drifts(active("web", "n1", "n1"))).isEmpty();
    }

    @Test
    void members_are_known_by_their_id_or_else_by_their_name() {
        List<Member> members = List.of(member("n1", "one"), member("n9", "nine"));
        assertThat(Drift.between(inForce, members, view(List.of())))
                .containsExactly(
                        new Drift(Kind.STRANGE_MEMBER, "n9", ""),
                        new Drift(Kind.ABSENT_NODE, "n2", ""));
    }

    @Test
    void a_service_that_the_design_does_not_have_drifts_only_while_it_runs() {
        assertThat(drifts(active("old", "x2", "")))
                .containsExactly(new Drift(Kind.STRANGE_SERVICE, "old", "x2"));
        assertThat(drifts(service("old", State.STOPPED, "", Wanted.AS_DESIGNED, "", ""))).isEmpty();
    }

    @Test
    void a_service_elsewhere_than_it_is_placed_or_nowhere_drifts() {
        assertThat(drifts(active("web", "x2", "n1")))
                .containsExactly(new Drift(Kind.MISPLACED, "web", "x2"));
        assertThat(drifts(service("web", State.WAITING, "", Wanted.AS_DESIGNED, "", "")))
                .containsExactly(new Drift(Kind.IDLE, "web", ""));
        assertThat(drifts(service("web", State.UNKNOWN, "x2", Wanted.AS_DESIGNED, "", "n1")))
                .as("nobody knows where it is")
                .isEmpty();
    }

    @Test
    void what_operators_ordered_against_the_design_drifts() {
        assertThat(drifts(service("web", State.STOPPED, "", Wanted.STOPPED, "", "")))
                .containsExactly(new Drift(Kind.STOPPED_BY_ORDER, "web", ""));
        assertThat(drifts(service("web", State.ACTIVE, "x2", Wanted.STARTED, "x2", "x2")))
                .as("it starts by itself, so that to start it is no drift; to send it is")
                .containsExactly(new Drift(Kind.MOVED_BY_ORDER, "web", "x2"));
        Host standby = new Host("x2", NodeMode.STANDBY, true, "", List.of());
        Host active = new Host("n1", NodeMode.ACTIVE, true, "", List.of());
        assertThat(Drift.between(inForce, both, view(List.of(standby, active))))
                .as("by the id that the node has in the design")
                .containsExactly(new Drift(Kind.STANDBY_BY_ORDER, "n2", ""));
    }

    @Test
    void a_mode_that_the_design_has_too_is_no_drift() {
        Design closed =
                inForce.with(
                        inForce.find(new ThingId("n2"), Node.class)
                                .orElseThrow()
                                .withMaintenance(true));
        Host host = new Host("x2", NodeMode.MAINTENANCE, true, "", List.of());
        assertThat(Drift.between(closed, both, view(List.of(host)))).isEmpty();
        assertThat(Drift.between(inForce, both, view(List.of(host))))
                .containsExactly(new Drift(Kind.MAINTENANCE_BY_ORDER, "n2", ""));
    }

    @Test
    void files_that_were_edited_on_a_node_drift() {
        var edited =
                new ConfigSetView.NodeState(
                        "x2",
                        3,
                        List.of(new ConfigSetView.Drift("site.conf", ConfigSetView.Change.CONTENT)),
                        null,
                        NOW);
        var same = new ConfigSetView.NodeState("n1", 3, List.of(), null, NOW);
        var hook =
                new ConfigSetView.Hook(
                        ConfigSetView.Hook.Kind.NGINX, List.of(), List.of(), 0, 30_000);
        var set =
                new ConfigSetView(
                        "edge-nginx",
                        "/etc/nginx",
                        hook,
                        3,
                        List.of(),
                        null,
                        List.of(same, edited));
        assertThat(Drift.between(inForce, both, List.of(set)))
                .containsExactly(new Drift(Kind.EDITED_FILES, "n2", "edge-nginx"));
    }
}

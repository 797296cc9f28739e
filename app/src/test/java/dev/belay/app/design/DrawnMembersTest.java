package dev.belay.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.app.design.DrawnMembers.Outcome;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawnMembersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");

    /// As its status calls it.
    private static final String CLUSTER = "edge-tokyo";

    private final DesignFixture designs =
            DesignFixture.voters("edge-tokyo", NOW, "gw-1", "gw-2", "gw-3");
    private final EditedDrawing drawing = new EditedDrawing();
    private final DrawnMembers members =
            new DrawnMembers(
                    designs,
                    drawing,
                    new WizardModel.Ports(Runnable::run, Runnable::run, () -> 0, () -> NOW));

    private Design all() throws AgentException {
        return InForce.ask(designs).design();
    }

    private Outcome draw(String... nodes) {
        List<Outcome> told = new ArrayList<>();
        members.draw(List.of(nodes), told::add);
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    private List<String> drawn() {
        return drawing.now().orElseThrow().nodes().stream().map(one -> one.id().text()).toList();
    }

    @Test
    void those_that_came_are_drawn_by_one_edit_and_others_are_not() throws AgentException {
        Design before =
                all().withThings(
                                all().things()
                                        .without(new ThingId("gw-2"))
                                        .without(new ThingId("gw-3")));
        drawing.editor().begun(before);
        assertThat(draw("gw-2")).isEqualTo(new Outcome.Drew(List.of("gw-2.example.com")));
        assertThat(drawn()).containsExactlyInAnyOrder("gw-1", "gw-2");
        drawing.editor().undo();
        assertThat(drawing.now()).contains(before);
    }

    @Test
    void one_that_is_drawn_by_another_id_is_not_drawn_twice() throws AgentException {
        Node second = all().find(new ThingId("gw-2"), Node.class).orElseThrow();
        drawing.editor()
                .begun(
                        all().withThings(all().things().without(second.id()))
                                .with(second.withId(new ThingId("worker-1"))));
        assertThat(draw("gw-2")).isEqualTo(new Outcome.Drew(List.of()));
        assertThat(drawing.editor().undoesProperty().get()).isEmpty();
    }

    @Test
    void an_id_that_something_else_has_is_left_to_it() throws AgentException {
        ThingId taken = new ThingId("gw-2");
        drawing.editor()
                .begun(
                        all().withThings(all().things().without(taken))
                                .with(VirtualIp.of(taken, "v")));
        assertThat(draw("gw-2")).isInstanceOf(Outcome.Drew.class);
        assertThat(drawing.now().orElseThrow().find(taken)).get().isInstanceOf(VirtualIp.class);
        assertThat(drawn()).hasSize(3);
    }

    private Outcome follow(MemberEdit edit) {
        List<Outcome> told = new ArrayList<>();
        members.follow(edit, told::add);
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    private Node node(String id) {
        return drawing.now().orElseThrow().find(new ThingId(id), Node.class).orElseThrow();
    }

    @Test
    void one_that_was_removed_goes_with_what_cannot_be_without_it() throws AgentException {
        Design before =
                all().with(
                                FenceDevice.of(new ThingId("power"), "power", "fence_lab")
                                        .withTargets(
                                                List.of(new ThingId("gw-2"), new ThingId("gw-3"))));
        drawing.editor().begun(before);
        assertThat(follow(new MemberEdit.Removed(CLUSTER, "gw-2", "gw-2.example.com")))
                .isEqualTo(new Outcome.Changed(List.of("gw-2.example.com", "power")));
        assertThat(drawn()).containsExactlyInAnyOrder("gw-1", "gw-3");
        assertThat(
                        drawing.now()
                                .orElseThrow()
                                .find(new ThingId("power"), FenceDevice.class)
                                .orElseThrow()
                                .targets())
                .containsExactly(new ThingId("gw-3"));
        drawing.editor().undo();
        assertThat(drawing.now()).contains(before);
        assertThat(follow(new MemberEdit.Removed(CLUSTER, "gw-9", "other")))
                .isEqualTo(new Outcome.Changed(List.of()));
    }

    @Test
    void one_that_was_renamed_is_found_by_its_former_name_too() throws AgentException {
        Node second = all().find(new ThingId("gw-2"), Node.class).orElseThrow();
        drawing.editor()
                .begun(
                        all().withThings(all().things().without(second.id()))
                                .with(second.withId(new ThingId("worker-1"))));
        MemberEdit edit =
                new MemberEdit.Renamed(CLUSTER, "gw-2", "gw-2.example.com", "edge-2.example.com");
        assertThat(follow(edit)).isEqualTo(new Outcome.Changed(List.of("edge-2.example.com")));
        assertThat(node("worker-1").name()).isEqualTo("edge-2.example.com");
        assertThat(follow(edit)).isEqualTo(new Outcome.Changed(List.of()));
    }

    @Test
    void the_drawing_of_another_cluster_is_not_touched() throws AgentException {
        drawing.editor().begun(all());
        assertThat(follow(new MemberEdit.Removed("edge-osaka", "gw-2", "gw-2.example.com")))
                .isEqualTo(new Outcome.NotThere());
        assertThat(drawn()).hasSize(3);
    }

    @Test
    void there_is_one_admin_after_a_nomination() throws AgentException {
        drawing.editor().begun(all());
        assertThat(follow(new MemberEdit.Nominated(CLUSTER, "gw-3", "gw-3.example.com")))
                .isEqualTo(new Outcome.Changed(List.of("gw-1.example.com", "gw-3.example.com")));
        assertThat(node("gw-1").role()).isEqualTo(NodeRole.WORKER);
        assertThat(node("gw-3").role()).isEqualTo(NodeRole.ADMIN);
    }

    @Test
    void it_says_why_nothing_was_drawn() throws AgentException {
        assertThat(draw("gw-2")).isEqualTo(new Outcome.NoDrawing());
        drawing.editor().begun(all().withCluster(all().cluster().withId("osaka")));
        assertThat(draw("gw-2")).isEqualTo(new Outcome.NoDrawing());
        assertThat(draw("gw-9")).isEqualTo(new Outcome.NotThere());
        ApiError why = new ApiError("no-tunnel", "a tunnel", "none", "connect");
        designs.fail(new AgentException(AgentException.Kind.UNREACHABLE, why, null));
        assertThat(draw("gw-2")).isEqualTo(new Outcome.Silent(why));
        assertThat(follow(new MemberEdit.Removed(CLUSTER, "gw-2", "x")))
                .isEqualTo(new Outcome.Silent(why));
    }
}

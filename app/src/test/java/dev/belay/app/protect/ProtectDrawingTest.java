package dev.belay.app.protect;

import static dev.belay.app.wizard.Rehearsal.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.OperationView.State;
import dev.belay.app.design.InForce;
import dev.belay.app.protect.ProtectForm.Field;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Operation.Progress;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.thing.Frame;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The wizard's change in the drawing that is open.
class ProtectDrawingTest extends ProtectTrial {
    private static final ThingId VIP = new ThingId("web-vip");

    @BeforeEach
    void inForce() throws AgentException {
        designs.keep(InForce.ask(designs).design());
    }

    private void draw(Design design) {
        drawing.editor().begun(design);
        drawing.editor().edit(EditName.of("change", "gw-1"), before -> before);
    }

    /// What is in force is open, with a place for each node.
    private Design drawInForce() {
        Design mine = placed(designs.kept());
        draw(mine);
        return mine;
    }

    private static Design placed(Design design) {
        Design placed = design;
        int x = 0;
        for (Node node : design.nodes()) {
            placed = placed.with(node.withFrame(frame(x, 0)));
            x += 240;
        }
        return placed;
    }

    private static Optional<Frame> frame(int x, int y) {
        return Optional.of(new Frame(x, y, 192, 72));
    }

    private Design drawn() {
        return drawing.now().orElseThrow();
    }

    private static String drawingFact(WizardModel model) {
        return fact(model, "Open drawing").orElseThrow();
    }

    /// The first step is seen, and the cluster is silent in the second one.
    private void endUnseen(WizardModel model) {
        thenQuiet(
                () -> designs.reach(State.RUNNING, 1, true, ""),
                () -> designs.fail(silence(AgentException.Kind.UNREACHABLE)));
        steps(model, 3);
        assertThat(progress(model))
                .containsExactly(Progress.DONE, Progress.UNKNOWN, Progress.WAITS);
        designs.fail(null);
    }

    @Test
    void the_open_drawing_gets_it_as_one_edit_and_keeps_what_is_not_saved() {
        ThingId other = new ThingId("db-vip");
        Design mine =
                placed(designs.kept()).with(VirtualIp.of(other, "db-vip").withFrame(frame(0, 200)));
        draw(mine);
        WizardModel model = filled();
        steps(model, 3);
        assertThat(drawn().find(WEB, Service.class)).isPresent();
        assertThat(drawn().find(VIP).orElseThrow().frame()).as("where it can be seen").isPresent();
        assertThat(drawn().find(other)).as("what was not in force").isPresent();
        assertThat(designs.kept().find(other)).as("and is not by this wizard").isEmpty();
        assertThat(drawingFact(model)).startsWith("has it too; one Undo");
        drawing.editor().undo();
        assertThat(drawn()).isEqualTo(mine);
    }

    @Test
    void what_is_resumed_after_it_was_in_force_comes_into_the_drawing() {
        drawInForce();
        WizardModel model = filled();
        designs.then(model::leave, () -> designs.reach(State.RUNNING, 1, true, ""));
        steps(model, 3);
        assertThat(drawn().find(WEB, Service.class)).isEmpty();
        designs.reach(State.DONE, 2, true, "");
        WizardModel again = resumed(model);
        steps(again, 2);
        assertThat(state(again)).isEqualTo(Operation.State.DONE);
        assertThat(drawn().find(WEB, Service.class)).isPresent();
        assertThat(drawingFact(again)).startsWith("has it too; one Undo");
    }

    @Test
    void what_is_read_back_as_done_comes_into_the_drawing() {
        drawInForce();
        WizardModel model = filled();
        endUnseen(model);
        designs.reach(State.DONE, 2, true, "");
        model.operation().readBack();
        assertThat(state(model)).isEqualTo(Operation.State.DONE);
        assertThat(drawn().find(WEB, Service.class)).isPresent();
    }

    @Test
    void what_is_read_back_on_its_way_back_is_not_done() {
        drawInForce();
        WizardModel model = filled();
        endUnseen(model);
        designs.reach(State.UNDOING, 2, true, "");
        model.operation().readBack();
        assertThat(error(model).code()).isEqualTo("operation-taken-back");
        assertThat(drawn().find(WEB, Service.class)).isEmpty();
    }

    @Test
    void what_is_read_back_as_undone_leaves_the_drawing() {
        Design mine = drawInForce();
        WizardModel model = filled();
        steps(model, 3);
        designs.loseAnswer();
        model.operation().undo();
        assertThat(state(model)).isEqualTo(Operation.State.UNKNOWN);
        model.operation().readBack();
        assertThat(state(model)).isEqualTo(Operation.State.UNDONE);
        assertThat(drawn()).isEqualTo(mine);
        assertThat(fact(model, "web")).contains("taken out of the design again");
    }

    @Test
    void what_is_taken_back_is_taken_out_of_the_drawing_too() {
        Design mine = drawInForce();
        WizardModel model = filled();
        steps(model, 3);
        model.operation().undo();
        assertThat(drawn()).isEqualTo(mine);
        assertThat(drawingFact(model)).isEqualTo("it was taken out there too");
    }

    @Test
    void what_never_began_is_not_told_as_undone() {
        Design mine = drawInForce();
        WizardModel model = filled();
        steps(model, 2);
        designs.fail(silence(AgentException.Kind.UNKNOWN));
        steps(model, 1);
        designs.fail(null);
        model.operation().undo();
        assertThat(state(model)).isEqualTo(Operation.State.UNDONE);
        assertThat(log(model))
                .contains("nothing was put in force, so there is nothing to undo")
                .noneMatch(line -> line.contains("was undone"));
        assertThat(drawn()).isEqualTo(mine);
    }

    @Test
    void an_order_that_may_not_have_come_is_not_told_as_undone() {
        Design mine = drawInForce();
        WizardModel model = filled();
        designs.whenBegun(() -> designs.fail(silence(AgentException.Kind.UNKNOWN)));
        steps(model, 3);
        designs.fail(null);
        designs.idle(10);
        model.operation().undo();
        assertThat(state(model)).isEqualTo(Operation.State.UNKNOWN);
        assertThat(error(model).code()).isEqualTo("operation-unknown");
        model.operation().readBack();
        assertThat(state(model)).isEqualTo(Operation.State.UNDONE);
        assertThat(log(model)).noneMatch(line -> line.contains("was undone"));
        assertThat(drawn()).isEqualTo(mine);
    }

    @Test
    void a_drawing_of_another_cluster_stays_as_it_is() {
        Design osaka = designs.kept().withCluster(designs.kept().cluster().withId("osaka"));
        draw(osaka);
        WizardModel model = filled();
        steps(model, 3);
        assertThat(drawn()).isEqualTo(osaka);
        assertThat(drawingFact(model)).contains("another cluster");
    }

    @Test
    void a_drawing_that_lacks_a_node_gets_what_the_service_refers_to_and_it_is_said() {
        Design all = designs.kept();
        draw(
                all.withThings(
                        all.things().without(new ThingId("gw-2")).without(new ThingId("gw-3"))));
        WizardModel model = filled();
        script(model).setHome("gw-2");
        steps(model, 3);
        assertThat(drawn().nodes()).extracting(Node::id).contains(new ThingId("gw-2"));
        assertThat(drawn().nodes()).extracting(Node::id).doesNotContain(new ThingId("gw-3"));
        assertThat(drawingFact(model)).contains("gw-3.example.com");
    }

    @Test
    void a_drawn_service_is_taken_as_it_is_drawn_and_nothing_else_of_the_drawing() {
        VirtualIp address = ProtectFixture.shopAddress().withPrefix(24).withNotes("the old one");
        Service shop = ProtectFixture.shop().withName("Shop").withPriority(7);
        draw(
                designs.kept()
                        .with(address)
                        .with(shop)
                        .with(VirtualIp.of(new ThingId("db-vip"), "db-vip")));
        WizardModel model = begun();
        ProtectScript script = script(model);
        assertThat(script.drawn()).extracting(DrawnService::service).containsExactly(shop);
        script.takeDrawn(script.drawn().getFirst());
        script.type(Field.PORTS, "443");
        WizardModel again = resumed(model);
        assertThat(again.script().fields()).containsEntry("drawn", "true");
        steps(again, again.page().equals(Page.WHAT) ? 3 : 2);
        assertThat(state(again)).isEqualTo(Operation.State.DONE);
        assertThat(designs.kept().services()).containsExactly(shop);
        VirtualIp put = address.withPorts(List.of(new Port(443)));
        assertThat(designs.kept().virtualIps()).containsExactly(put);
        assertThat(drawn().virtualIps())
                .extracting(VirtualIp::id)
                .containsExactlyInAnyOrder(put.id(), new ThingId("db-vip"));
    }

    @Test
    void what_is_typed_into_a_drawn_service_changes_that_and_keeps_the_rest() {
        Service shop = ProtectFixture.shop().withPriority(7);
        draw(designs.kept().with(ProtectFixture.shopAddress()).with(shop));
        WizardModel model = begun();
        ProtectScript script = script(model);
        script.takeDrawn(script.drawn().getFirst());
        script.setHome("gw-2");
        script.type(Field.UNIT, "apache2");
        steps(model, 3);
        Service put = designs.kept().services().getFirst();
        assertThat(put.priority()).isEqualTo(7);
        assertThat(put.resources().getFirst()).isEqualTo(shop.resources().getFirst());
        assertThat(put.resources().getLast())
                .isEqualTo(SystemdResource.of("shop-apache2", "apache2.service"));
        assertThat(put.constraints()).hasSize(1);
    }

    @Test
    void something_else_that_is_drawn_under_the_id_stays_and_it_is_said() {
        Design mine =
                placed(designs.kept()).with(VirtualIp.of(WEB, "Shop").withFrame(frame(0, 200)));
        draw(mine);
        WizardModel model = filled();
        steps(model, 3);
        assertThat(state(model)).isEqualTo(Operation.State.DONE);
        assertThat(drawn()).isEqualTo(mine);
        assertThat(drawingFact(model)).contains("something else", "Shop (web)");
    }

    @Test
    void what_was_drawn_otherwise_is_as_it_is_in_force_and_is_named() {
        draw(designs.kept().with(Service.of(WEB, "Web shop").withPriority(7)));
        WizardModel model = filled();
        steps(model, 3);
        assertThat(drawn().services()).isEqualTo(designs.kept().services());
        assertThat(drawingFact(model)).contains("was drawn otherwise", "Web shop");
        drawing.editor().undo();
        assertThat(drawn().find(WEB, Service.class).orElseThrow().priority()).isEqualTo(7);
    }

    @Test
    void a_draft_takes_nothing_from_a_drawing_of_another_cluster() {
        Service shop = ProtectFixture.shop();
        draw(designs.kept().with(ProtectFixture.shopAddress()).with(shop.withPriority(7)));
        WizardModel model = begun();
        script(model).takeDrawn(script(model).drawn().getFirst());
        steps(model, 1);
        Design osaka =
                designs.kept()
                        .withCluster(designs.kept().cluster().withId("osaka"))
                        .with(ProtectFixture.shopAddress())
                        .with(shop.withPriority(9));
        draw(osaka);
        WizardModel again = resumed(model);
        assertThat(again.page()).isEqualTo(Page.PREFLIGHT);
        assertThat(failed(again)).containsExactly("drawn-service-away");
        assertThat(again.script().fields()).containsEntry("drawn", "true");
        again.goTo(Page.WHAT);
        steps(again, 3);
        assertThat(state(again)).isEqualTo(Operation.State.DONE);
        assertThat(designs.kept().services()).extracting(Service::priority).containsExactly(0);
        assertThat(drawn()).isEqualTo(osaka);
    }

    @Test
    void a_draft_goes_on_with_what_is_still_drawn() {
        Service shop = ProtectFixture.shop().withPriority(7);
        draw(designs.kept().with(ProtectFixture.shopAddress()).with(shop));
        WizardModel model = begun();
        script(model).takeDrawn(script(model).drawn().getFirst());
        steps(model, 1);
        WizardModel again = resumed(model);
        assertThat(again.page()).isEqualTo(Page.PREFLIGHT);
        steps(again, 2);
        assertThat(designs.kept().services()).containsExactly(shop);
    }

    private static List<String> failed(WizardModel model) {
        return model.preflight().rows().stream()
                .map(row -> Objects.requireNonNull(row.finding()))
                .filter(one -> one.verdict() == Finding.Verdict.FAIL)
                .map(one -> Objects.requireNonNull(one.error()).code())
                .toList();
    }
}

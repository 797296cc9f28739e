package dev.belay.app.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.api.OperationView.State;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.Guard;
import dev.belay.app.design.InForce;
import dev.belay.app.protect.ProtectForm.Field;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.LogLine;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Operation.Progress;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Preflight;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.thing.Frame;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The wizard's change as an operation of the cluster, and in the drawing.
class ProtectPlanTest {
    private static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");
    private static final ThingId WEB = new ThingId("web");
    private static final ThingId VIP = new ThingId("web-vip");

    private final DesignFixture designs =
            new DesignFixture(
                    "edge-tokyo",
                    List.of(
                            ProtectScriptTest.member(1, true),
                            ProtectScriptTest.member(2, false),
                            ProtectScriptTest.member(3, false)),
                    NOW);
    private final ProtectFixture cluster = new ProtectFixture(designs, NOW);
    private final EditedDrawing drawing = new EditedDrawing();
    @TempDir private @Nullable Path folder;
    private @Nullable Drafts kept;

    @BeforeEach
    void inForce() throws AgentException {
        designs.keep(InForce.ask(designs).design());
        kept = new Drafts(Objects.requireNonNull(folder), Runnable::run, Runnable::run);
    }

    private WizardModel open() {
        WizardModel.Ports ports =
                new WizardModel.Ports(Runnable::run, Runnable::run, () -> 0, () -> NOW);
        ProtectScript script =
                new ProtectScript(
                        Texts.of(Language.ENGLISH, ProtectScript.class),
                        cluster,
                        ports,
                        new Guard(() -> false, () -> "edge-tokyo"),
                        drawing);
        return new WizardModel(
                script,
                Texts.of(Language.ENGLISH, WizardsView.class),
                Objects.requireNonNull(kept),
                ports);
    }

    private WizardModel filled() {
        WizardModel model = open();
        model.begin();
        ProtectScript script = (ProtectScript) model.script();
        script.type(Field.NAME, "web");
        script.type(Field.ADDRESS, "10.0.110.200/24");
        return model;
    }

    private static void steps(WizardModel model, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(model.missing()).as("on %s", model.page().id()).isEmpty();
            model.next();
        }
    }

    private WizardModel resumed(WizardModel left) {
        left.leave();
        WizardModel again = open();
        again.resume(Objects.requireNonNull(kept).all().getFirst());
        return again;
    }

    private static List<Progress> progress(WizardModel model) {
        return model.operation().rows().stream().map(Operation.Row::progress).toList();
    }

    private static ApiError error(WizardModel model) {
        return Objects.requireNonNull(model.operation().error());
    }

    private static Optional<String> fact(WizardModel model, String name) {
        return model.script().facts(false).stream()
                .filter(one -> one.name().equals(name))
                .map(Script.Fact::value)
                .findFirst();
    }

    @Test
    void the_review_lists_the_typed_steps_of_the_plan() {
        WizardModel model = filled();
        steps(model, 2);
        assertThat(model.script().deeds())
                .extracting(one -> one.sentence().get())
                .containsExactly(
                        "Drawing: 1 come, 0 change, 0 go; nothing runs because of it",
                        "Service web comes",
                        "Wait until web runs");
        assertThat(model.script().deeds()).extracting(Deed::kind).contains(Deed.Kind.ADD);
        assertThat(designs.kept().services()).as("nothing is done yet").isEmpty();
    }

    @Test
    void each_step_is_done_when_the_cluster_has_seen_it() {
        WizardModel model = filled();
        designs.then(
                () -> {
                    designs.reach(State.RUNNING, 1, false, "");
                    assertThat(progress(model))
                            .containsExactly(Progress.RUNNING, Progress.WAITS, Progress.WAITS);
                },
                () -> designs.reach(State.RUNNING, 2, false, ""),
                () -> {
                    assertThat(progress(model))
                            .containsExactly(Progress.DONE, Progress.RUNNING, Progress.WAITS);
                    designs.reach(State.DONE, 2, true, "");
                });
        steps(model, 3);
        assertThat(progress(model)).containsExactly(Progress.DONE, Progress.DONE, Progress.DONE);
        assertThat(fact(model, "Operation 118")).contains("done; version 20 is in force");
    }

    @Test
    void a_step_at_which_the_cluster_stops_fails_with_its_words_and_is_undone() {
        Design before = designs.kept();
        WizardModel model = filled();
        designs.then(
                () -> designs.reach(State.STOPPED, 2, false, "web was to be active, and is not"));
        steps(model, 3);
        assertThat(progress(model)).containsExactly(Progress.DONE, Progress.FAILED, Progress.WAITS);
        assertThat(error(model).code()).isEqualTo("operation-stopped");
        assertThat(error(model).found()).isEqualTo("web was to be active, and is not");
        assertThat(model.operation().undoable()).as("it is in force, too").isEqualTo(2);
        model.operation().undo();
        assertThat(model.operation().state()).isEqualTo(Operation.State.UNDONE);
        assertThat(designs.kept()).isEqualTo(before);
        assertThat(fact(model, "web")).contains("taken out of the design again");
    }

    @Test
    void what_was_stopped_goes_on_when_it_is_tried_again() {
        WizardModel model = filled();
        designs.then(() -> designs.reach(State.STOPPED, 1, false, "gw-2 does not answer"));
        steps(model, 3);
        model.operation().resume();
        assertThat(model.operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(designs.kept().services()).hasSize(1);
    }

    @Test
    void it_is_stopped_at_a_safe_point_and_goes_on() {
        WizardModel model = filled();
        designs.then(() -> model.operation().stop());
        steps(model, 3);
        assertThat(model.operation().state()).isEqualTo(Operation.State.STOPPED);
        assertThat(progress(model)).containsOnly(Progress.WAITS);
        assertThat(designs.kept().services()).isEmpty();
        model.operation().resume();
        assertThat(model.operation().state()).isEqualTo(Operation.State.DONE);
    }

    @Test
    void an_operation_of_somebody_else_is_told_before_and_is_not_disturbed() {
        designs.beginOther();
        WizardModel model = filled();
        steps(model, 1);
        assertThat(model.preflight().rows())
                .filteredOn(row -> row.check().id().equals("operation"))
                .map(Preflight.Row::finding)
                .map(one -> Objects.requireNonNull(one).error())
                .singleElement()
                .satisfies(one -> {
                    assertThat(Objects.requireNonNull(one).code()).isEqualTo("operation-running");
                    assertThat(one.found()).isEqualTo("operation 118, begun by mika@gw-2");
                    assertThat(one.advice()).contains("Plan");
                });
        assertThat(model.missing()).isNotEmpty();
    }

    @Test
    void an_operation_that_began_since_the_review_is_not_disturbed_either() {
        WizardModel model = filled();
        steps(model, 2);
        designs.beginOther();
        steps(model, 1);
        assertThat(model.operation().state()).isEqualTo(Operation.State.FAILED);
        assertThat(error(model).code()).isEqualTo("operation-running");
        assertThat(designs.kept().services()).isEmpty();
    }

    @Test
    void another_design_from_which_other_steps_lead_on_is_refused() throws AgentException {
        WizardModel model = filled();
        steps(model, 2);
        Design theirs = designs.kept().with(((ProtectScript) model.script()).form().virtualIp());
        designs.keep(theirs);
        steps(model, 1);
        assertThat(error(model).code()).isEqualTo("plan-changed");
        assertThat(designs.kept()).isEqualTo(theirs);
        WizardModel again = resumed(model);
        steps(again, 2);
        assertThat(again.operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(again.operation().rows()).as("the address is there").hasSize(2);
    }

    @Test
    void an_order_without_an_answer_is_looked_up_and_not_given_twice() {
        WizardModel model = filled();
        designs.loseAnswer();
        steps(model, 3);
        assertThat(model.operation().state()).isEqualTo(Operation.State.UNKNOWN);
        assertThat(model.operation().undoable()).as("it may be in force").isEqualTo(1);
        model.operation().readBack();
        assertThat(model.operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(designs.begun()).isEqualTo(1);
    }

    @Test
    void a_silent_cluster_leaves_it_unknown_until_it_tells() {
        WizardModel model = filled();
        ApiError silence = new ApiError("no-answer", "an answer", "silence", "look again");
        Runnable[] quiet = new Runnable[200];
        Arrays.fill(quiet, (Runnable) () -> {});
        quiet[0] =
                () ->
                        designs.fail(
                                new AgentException(AgentException.Kind.UNREACHABLE, silence, null));
        designs.then(quiet);
        steps(model, 3);
        assertThat(model.operation().state()).isEqualTo(Operation.State.UNKNOWN);
        designs.fail(null);
        designs.reach(State.DONE, 2, true, "");
        model.operation().readBack();
        assertThat(model.operation().state()).isEqualTo(Operation.State.DONE);
    }

    @Test
    void what_was_left_is_found_again() {
        WizardModel model = filled();
        designs.then(() -> designs.reach(State.STOPPED, 1, true, "gw-2 does not answer"));
        steps(model, 3);
        WizardModel again = resumed(model);
        steps(again, 2);
        assertThat(again.operation().state()).isEqualTo(Operation.State.FAILED);
        assertThat(progress(again)).containsExactly(Progress.DONE, Progress.FAILED, Progress.WAITS);
        again.operation().resume();
        assertThat(again.operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(designs.begun()).isEqualTo(1);
    }

    @Test
    void what_was_typed_anew_is_begun_anew_and_not_resumed() {
        WizardModel model = filled();
        designs.then(() -> designs.reach(State.STOPPED, 0, true, "gw-2 does not answer"));
        steps(model, 3);
        WizardModel again = resumed(model);
        again.goTo(Page.WHAT);
        ((ProtectScript) again.script()).type(Field.ADDRESS, "10.0.110.201/24");
        steps(again, 3);
        assertThat(again.operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(designs.begun()).isEqualTo(2);
        assertThat(designs.kept().virtualIps().getFirst().address())
                .isEqualTo(IpAddress.parse("10.0.110.201").good());
    }

    @Test
    void what_is_resumed_after_it_was_in_force_comes_into_the_drawing() {
        draw(placed(designs.kept()));
        WizardModel model = filled();
        designs.then(model::leave, () -> designs.reach(State.RUNNING, 1, true, ""));
        steps(model, 3);
        assertThat(drawn().find(WEB, Service.class)).isEmpty();
        designs.reach(State.DONE, 2, true, "");
        WizardModel again = resumed(model);
        steps(again, 2);
        assertThat(again.operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(drawn().find(WEB, Service.class)).isPresent();
        assertThat(fact(again, "Open drawing").orElseThrow()).startsWith("has it too; one Undo");
    }

    @Test
    void a_look_at_the_form_alone_begins_nothing_anew() {
        WizardModel model = filled();
        designs.then(() -> designs.reach(State.STOPPED, 1, true, "gw-2 does not answer"));
        steps(model, 3);
        WizardModel again = resumed(model);
        again.goTo(Page.WHAT);
        steps(again, 3);
        again.operation().resume();
        assertThat(again.operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(designs.begun()).isEqualTo(1);
    }

    @Test
    void a_draft_has_the_operation_before_its_first_step_has_ended() {
        WizardModel model = filled();
        List<String> drafts = new ArrayList<>();
        designs.then(
                () ->
                        drafts.add(
                                Objects.requireNonNull(kept)
                                        .all()
                                        .getFirst()
                                        .fields()
                                        .getOrDefault("operation", "")),
                () -> designs.reach(State.DONE, 2, true, ""));
        steps(model, 3);
        assertThat(drafts).singleElement().asString().startsWith("118 ");
    }

    @Test
    void who_stops_it_while_it_begins_stops_it() {
        WizardModel model = filled();
        designs.then(() -> {});
        designs.whenBegun(() -> model.operation().stop());
        steps(model, 3);
        assertThat(designs.state()).isEqualTo(State.CANCELLED);
        assertThat(model.operation().state()).isEqualTo(Operation.State.STOPPED);
        assertThat(log(model)).containsOnlyOnce("told to stop at the next safe point");
    }

    @Test
    void what_never_began_is_not_told_as_undone() {
        Design mine = placed(designs.kept());
        draw(mine);
        WizardModel model = filled();
        steps(model, 2);
        designs.fail(silence(AgentException.Kind.UNKNOWN));
        steps(model, 1);
        designs.fail(null);
        model.operation().undo();
        assertThat(model.operation().state()).isEqualTo(Operation.State.UNDONE);
        assertThat(log(model))
                .contains("nothing was put in force, so there is nothing to undo")
                .noneMatch(line -> line.contains("was undone"));
        assertThat(drawn()).isEqualTo(mine);
    }

    @Test
    void an_order_that_may_not_have_come_is_not_told_as_undone() {
        Design mine = placed(designs.kept());
        draw(mine);
        WizardModel model = filled();
        designs.whenBegun(() -> designs.fail(silence(AgentException.Kind.UNKNOWN)));
        steps(model, 3);
        designs.fail(null);
        designs.idle(10);
        model.operation().undo();
        assertThat(model.operation().state()).isEqualTo(Operation.State.UNKNOWN);
        assertThat(error(model).code()).isEqualTo("operation-unknown");
        model.operation().readBack();
        assertThat(model.operation().state()).isEqualTo(Operation.State.UNDONE);
        assertThat(log(model)).noneMatch(line -> line.contains("was undone"));
        assertThat(drawn()).isEqualTo(mine);
    }

    @Test
    void what_is_read_back_as_done_comes_into_the_drawing() {
        draw(placed(designs.kept()));
        WizardModel model = filled();
        endUnseen(model);
        designs.reach(State.DONE, 2, true, "");
        model.operation().readBack();
        assertThat(model.operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(drawn().find(WEB, Service.class)).isPresent();
    }

    @Test
    void what_is_read_back_on_its_way_back_is_not_done() {
        draw(placed(designs.kept()));
        WizardModel model = filled();
        endUnseen(model);
        designs.reach(State.UNDOING, 2, true, "");
        model.operation().readBack();
        assertThat(error(model).code()).isEqualTo("operation-taken-back");
        assertThat(drawn().find(WEB, Service.class)).isEmpty();
    }

    @Test
    void what_is_read_back_as_undone_leaves_the_drawing() {
        Design mine = placed(designs.kept());
        draw(mine);
        WizardModel model = filled();
        steps(model, 3);
        designs.loseAnswer();
        model.operation().undo();
        assertThat(model.operation().state()).isEqualTo(Operation.State.UNKNOWN);
        model.operation().readBack();
        assertThat(model.operation().state()).isEqualTo(Operation.State.UNDONE);
        assertThat(drawn()).isEqualTo(mine);
        assertThat(fact(model, "web")).contains("taken out of the design again");
    }

    /// The first step is seen, and the cluster is silent in the second one.
    private void endUnseen(WizardModel model) {
        Runnable[] quiet = new Runnable[200];
        Arrays.fill(quiet, (Runnable) () -> {});
        quiet[0] = () -> designs.reach(State.RUNNING, 1, true, "");
        quiet[1] = () -> designs.fail(silence(AgentException.Kind.UNREACHABLE));
        designs.then(quiet);
        steps(model, 3);
        assertThat(progress(model))
                .containsExactly(Progress.DONE, Progress.UNKNOWN, Progress.WAITS);
        designs.fail(null);
    }

    private static AgentException silence(AgentException.Kind kind) {
        return new AgentException(
                kind, new ApiError("no-answer", "an answer", "silence", "look again"), null);
    }

    private static List<String> log(WizardModel model) {
        return model.operation().log().stream().map(LogLine::text).toList();
    }

    @Test
    void leaving_does_not_stop_the_cluster() {
        WizardModel model = filled();
        designs.then(
                () -> {
                    assertThat(model.middle()).contains("goes on");
                    model.leave();
                },
                () -> designs.reach(State.RUNNING, 1, true, ""));
        steps(model, 3);
        assertThat(designs.state()).isEqualTo(State.RUNNING);
        assertThat(model.operation().state()).isEqualTo(Operation.State.STOPPED);
    }

    @Test
    void somebody_who_takes_it_back_meanwhile_is_told_of() {
        WizardModel model = filled();
        designs.then(() -> designs.reach(State.UNDONE, 0, true, "undone by mika"));
        steps(model, 3);
        assertThat(error(model).code()).isEqualTo("operation-taken-back");
        model.operation().resume();
        assertThat(model.operation().state()).as("begun anew").isEqualTo(Operation.State.DONE);
        assertThat(designs.begun()).isEqualTo(2);
    }

    private void draw(Design design) {
        drawing.editor().begun(design);
        drawing.editor().edit(EditName.of("change", "gw-1"), before -> before);
    }

    private Design drawn() {
        return drawing.now().orElseThrow();
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
        assertThat(fact(model, "Open drawing").orElseThrow()).startsWith("has it too; one Undo");
        drawing.editor().undo();
        assertThat(drawn()).isEqualTo(mine);
    }

    @Test
    void what_is_taken_back_is_taken_out_of_the_drawing_too() {
        Design mine = placed(designs.kept());
        draw(mine);
        WizardModel model = filled();
        steps(model, 3);
        model.operation().undo();
        assertThat(drawn()).isEqualTo(mine);
        assertThat(fact(model, "Open drawing")).contains("it was taken out there too");
    }

    @Test
    void it_can_be_undone_on_the_last_page() {
        Design before = designs.kept();
        WizardModel model = filled();
        steps(model, 4);
        assertThat(model.mayUndo()).isTrue();
        model.undo();
        assertThat(model.page()).isEqualTo(Page.APPLY);
        assertThat(model.operation().state()).isEqualTo(Operation.State.UNDONE);
        assertThat(designs.kept()).isEqualTo(before);
        steps(model, 1);
        assertThat(model.mayUndo()).isFalse();
    }

    @Test
    void a_drawing_of_another_cluster_stays_as_it_is() {
        Design osaka = designs.kept().withCluster(designs.kept().cluster().withId("osaka"));
        draw(osaka);
        WizardModel model = filled();
        steps(model, 3);
        assertThat(drawn()).isEqualTo(osaka);
        assertThat(fact(model, "Open drawing").orElseThrow()).contains("another cluster");
    }

    @Test
    void a_drawing_that_lacks_a_node_gets_what_the_service_refers_to_and_it_is_said() {
        Design all = designs.kept();
        draw(
                all.withThings(
                        all.things().without(new ThingId("gw-2")).without(new ThingId("gw-3"))));
        WizardModel model = filled();
        ((ProtectScript) model.script()).setHome("gw-2");
        steps(model, 3);
        assertThat(drawn().nodes()).extracting(Node::id).contains(new ThingId("gw-2"));
        assertThat(drawn().nodes()).extracting(Node::id).doesNotContain(new ThingId("gw-3"));
        assertThat(fact(model, "Open drawing").orElseThrow()).contains("gw-3.example.com");
    }

    @Test
    void a_drawn_service_is_taken_as_it_is_drawn_and_nothing_else_of_the_drawing() {
        VirtualIp address =
                VirtualIp.of(new ThingId("vip-7"), "shop address")
                        .withAddress(IpAddress.parse("10.0.110.207").good())
                        .withPrefix(24)
                        .withNotes("the old one");
        Service shop =
                Service.of(new ThingId("shop"), "Shop")
                        .withPriority(7)
                        .withResources(
                                List.of(
                                        VirtualIpResource.of("its address", address.id()),
                                        SystemdResource.of("web server", "nginx.service")));
        draw(
                designs.kept()
                        .with(address)
                        .with(shop)
                        .with(VirtualIp.of(new ThingId("db-vip"), "db-vip")));
        WizardModel model = open();
        model.begin();
        ProtectScript script = (ProtectScript) model.script();
        assertThat(script.drawn()).extracting(DrawnService::service).containsExactly(shop);
        script.takeDrawn(script.drawn().getFirst());
        script.type(Field.PORTS, "443");
        WizardModel again = resumed(model);
        assertThat(again.script().fields()).containsEntry("drawn", "true");
        steps(again, again.page().equals(Page.WHAT) ? 3 : 2);
        assertThat(again.operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(designs.kept().services()).containsExactly(shop);
        VirtualIp put = address.withPorts(List.of(new Port(443)));
        assertThat(designs.kept().virtualIps()).containsExactly(put);
        assertThat(drawn().virtualIps())
                .extracting(VirtualIp::id)
                .containsExactlyInAnyOrder(put.id(), new ThingId("db-vip"));
    }

    @Test
    void what_is_typed_into_a_drawn_service_changes_that_and_keeps_the_rest() {
        VirtualIp address =
                VirtualIp.of(new ThingId("vip-7"), "a")
                        .withAddress(IpAddress.parse("10.0.110.207").good());
        Service shop =
                Service.of(new ThingId("shop"), "Shop")
                        .withPriority(7)
                        .withResources(
                                List.of(
                                        VirtualIpResource.of("its address", address.id()),
                                        SystemdResource.of("web server", "nginx.service")));
        draw(designs.kept().with(address).with(shop));
        WizardModel model = open();
        model.begin();
        ProtectScript script = (ProtectScript) model.script();
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
}

package dev.belay.app.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.Guard;
import dev.belay.app.design.InForce;
import dev.belay.app.fencing.FenceForm.Change;
import dev.belay.app.fencing.FenceForm.Field;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import dev.belay.model.design.Design;
import dev.belay.model.network.Zone;
import dev.belay.model.node.FenceAction;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.thing.Frame;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Devices that are drawn and not in force, in the wizard.
class FenceDrawingTest {
    private static final ThingId BMC = new ThingId("bmc");
    private static final String SECRET = "hunter2-Ω";

    private final DesignFixture design = FenceSamples.design();
    private final FencingFixture fencing = new FencingFixture(design, FenceSamples.NOW);
    private final EditedDrawing drawing = new EditedDrawing();
    private final WizardModel.Ports ports =
            new WizardModel.Ports(Runnable::run, Runnable::run, () -> 0, () -> FenceSamples.NOW);
    @TempDir private @Nullable Path folder;

    private FenceScript script() {
        return new FenceScript(
                Texts.of(Language.ENGLISH, FenceScript.class),
                fencing,
                new Guard(() -> false, () -> "edge-tokyo"),
                ports,
                drawing);
    }

    private WizardModel model(FenceScript of) {
        Path drafts = Objects.requireNonNull(folder).resolve("wizards");
        return new WizardModel(
                of,
                Texts.of(Language.ENGLISH, WizardsView.class),
                new Drafts(drafts, Runnable::run, Runnable::run),
                ports);
    }

    private WizardModel begun(FenceScript script) {
        WizardModel model = model(script);
        model.begin();
        return model;
    }

    private static void next(WizardModel model, int times) {
        for (int i = 0; i < times; i++) {
            model.next();
        }
    }

    /// All that the form has, and more.
    private static FenceDevice bmc() {
        return FenceSamples.device("bmc", "BMC rack 1", "gw-1", "gw-2")
                .withAddress(IpAddress.parse("10.0.9.21").good())
                .withLevel(3)
                .withAction(FenceAction.OFF)
                .withTimeout(Duration.ofSeconds(20))
                .withDelay(Duration.ofSeconds(5))
                .withPorts(new TreeMap<>(Map.of("gw-2", "plug 2")))
                .withParameters(new TreeMap<>(Map.of("lanplus", "1")))
                .withSecrets(List.of("passwd"))
                .withNotes("rack 1, left");
    }

    private Design draw(FenceDevice... devices) throws AgentException {
        Design mine = InForce.ask(fencing).design();
        for (FenceDevice device : devices) {
            mine = mine.with(device);
        }
        drawing.editor().begun(mine);
        return mine;
    }

    private Design drawn() {
        return drawing.now().orElseThrow();
    }

    @Test
    void a_drawn_device_fills_the_form_and_is_put_in_force_as_it_is_drawn() throws AgentException {
        draw(bmc(), FenceSamples.device("other", "other", "gw-1"));
        FenceScript script = script();
        WizardModel model = begun(script);
        assertThat(script.drawn()).extracting(FenceDevice::id).contains(BMC);
        script.setDrawn("bmc");
        assertThat(script.form()).isEqualTo(FenceForm.of(Change.NEW, bmc()));
        assertThat(model.missing()).as("no drawing has a secret").contains("passwd");
        script.secrets().put(0, new Secrets.Row("passwd", SECRET));
        script.secretsChanged();
        next(model, 3);
        assertThat(model.operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(design.kept().fenceDevices()).containsExactly(bmc());
        assertThat(fencing.calls())
                .containsExactly("begin", "tell bmc/passwd", "test gw-1", "test gw-2");
    }

    @Test
    void what_is_changed_goes_back_into_the_drawing_as_one_edit_and_the_place_stays()
            throws AgentException {
        Zone rack = Zone.of(new ThingId("rack"), "rack");
        FenceDevice placed =
                bmc().withWithin(Optional.of(rack.id()))
                        .withFrame(Optional.of(new Frame(8, 16, 192, 72)));
        Design mine = draw(placed).with(rack);
        drawing.editor().begun(mine);
        FenceScript script = script();
        WizardModel model = begun(script);
        script.setDrawn("bmc");
        script.set(Field.NAME, "BMC rack 2");
        script.set(Field.DELAY, "0s");
        script.setTarget("gw-2", false);
        script.secrets().put(0, new Secrets.Row("passwd", SECRET));
        script.secretsChanged();
        next(model, 3);
        assertThat(model.operation().state()).isEqualTo(Operation.State.DONE);
        FenceDevice changed =
                bmc().withName("BMC rack 2")
                        .withDelay(Duration.ZERO)
                        .withTargets(List.of(new ThingId("gw-1")))
                        .withPorts(new TreeMap<>());
        assertThat(design.kept().fenceDevices()).containsExactly(changed);
        assertThat(drawn().fenceDevices())
                .containsExactly(changed.withWithin(placed.within()).withFrame(placed.frame()));
        drawing.editor().undo();
        assertThat(drawn()).isEqualTo(mine);
    }

    @Test
    void a_wizard_that_was_left_knows_the_device_of_the_drawing_again() throws AgentException {
        draw(bmc());
        FenceScript script = script();
        WizardModel model = begun(script);
        script.setDrawn("bmc");
        script.secrets().put(0, new Secrets.Row("passwd", SECRET));
        script.secretsChanged();
        next(model, 1);
        model.leave();
        var draft =
                new Drafts(
                                Objects.requireNonNull(folder).resolve("wizards"),
                                Runnable::run,
                                Runnable::run)
                        .all()
                        .getFirst();
        assertThat(draft.toString()).doesNotContain(SECRET);
        FenceScript again = script();
        WizardModel resumed = model(again);
        resumed.resume(draft);
        while (!resumed.page().equals(Page.WHAT)) {
            resumed.back();
        }
        again.secrets().put(0, new Secrets.Row("passwd", SECRET));
        again.secretsChanged();
        next(resumed, 3);
        assertThat(resumed.operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(design.kept().fenceDevices()).containsExactly(bmc());
    }

    @Test
    void one_that_was_typed_is_still_there_after_a_look_at_a_drawn_one() throws AgentException {
        draw(bmc());
        FenceScript script = script();
        begun(script);
        script.set(Field.NAME, "pdu");
        script.secrets().put(0, new Secrets.Row("password", SECRET));
        FenceForm typed = script.form();
        script.setDrawn("bmc");
        assertThat(script.secrets().rows()).containsExactly(new Secrets.Row("passwd", ""));
        script.setDrawn("");
        assertThat(script.form()).isEqualTo(typed);
        assertThat(script.secrets().rows()).containsExactly(new Secrets.Row("password", SECRET));
    }

    @Test
    void a_target_that_is_drawn_with_another_id_is_the_node_of_its_name() throws AgentException {
        Design mine = InForce.ask(fencing).design();
        Node first = mine.nodes().getFirst();
        ThingId own = new ThingId("drawn-1");
        Design other =
                mine.withThings(mine.things().without(first.id()))
                        .with(Node.of(own, first.name(), NodeRole.ADMIN))
                        .with(
                                bmc().withTargets(List.of(own))
                                        .withPorts(new TreeMap<>(Map.of("drawn-1", "plug 1"))));
        drawing.editor().begun(other);
        FenceScript script = script();
        begun(script);
        script.setDrawn("bmc");
        assertThat(script.form().targets()).containsExactly("gw-1");
        assertThat(script.form().ports()).containsExactly(Map.entry("gw-1", "plug 1"));
    }

    @Test
    void devices_in_force_and_those_of_another_cluster_are_not_offered() throws AgentException {
        Design mine = draw(bmc());
        design.keep(mine);
        FenceScript script = script();
        begun(script);
        assertThat(script.drawn()).isEmpty();
        Design osaka = mine.withCluster(mine.cluster().withId("edge-osaka"));
        drawing.editor().begun(osaka.with(FenceSamples.device("pdu", "pdu", "gw-1")));
        script.ask();
        assertThat(script.drawn()).isEmpty();
        drawing.editor().begun(mine.with(FenceSamples.device("pdu", "pdu", "gw-1")));
        long before = script.shapeProperty().get();
        script.ask();
        assertThat(script.drawn()).extracting(FenceDevice::name).containsExactly("pdu");
        assertThat(script.shapeProperty().get()).as("they are to be shown").isGreaterThan(before);
    }
}

package dev.belay.app.protect;

import dev.belay.api.ApiError;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.Guard;
import dev.belay.app.protect.ProtectForm.Field;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Draft;
import dev.belay.app.wizard.LogLine;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Operation.Progress;
import dev.belay.app.wizard.Rehearsal;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The wizard over a cluster of three nodes, without a screen and in one thread.
abstract class ProtectTrial {
    static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");
    static final ThingId WEB = new ThingId("web");

    /// Longer than anybody waits for an operation.
    private static final int PAUSES = 200;

    final DesignFixture designs = threeNodes();
    final ProtectFixture cluster = new ProtectFixture(designs, NOW);
    final EditedDrawing drawing = new EditedDrawing();
    boolean isProtected;

    /// What runs in the background; null while everything runs at once.
    @Nullable Deque<Runnable> waiting;

    private @Nullable Rehearsal rehearsal;

    /// A cluster of three nodes, of which the first is an admin; it has no design in force.
    static DesignFixture threeNodes() {
        return DesignFixture.voters("edge-tokyo", NOW, "gw-1", "gw-2", "gw-3");
    }

    @BeforeEach
    void rehearse(@TempDir Path folder) {
        rehearsal =
                new Rehearsal(
                        folder,
                        new WizardModel.Ports(this::later, Runnable::run, () -> 0, () -> NOW),
                        ports ->
                                new ProtectScript(
                                        Texts.of(Language.ENGLISH, ProtectScript.class),
                                        cluster,
                                        ports,
                                        new Guard(() -> isProtected, () -> "edge-tokyo"),
                                        drawing));
    }

    /// What was typed into the wizard that was left last.
    final Draft draft() {
        return rehearsal().draft();
    }

    private void later(Runnable one) {
        Deque<Runnable> queue = waiting;
        if (queue == null) {
            one.run();
        } else {
            queue.add(one);
        }
    }

    private Rehearsal rehearsal() {
        return Objects.requireNonNull(rehearsal);
    }

    final WizardModel begun() {
        return rehearsal().begun();
    }

    /// One with a name and an address.
    final WizardModel filled() {
        WizardModel model = begun();
        script(model).type(Field.NAME, "web");
        script(model).type(Field.ADDRESS, "10.0.110.200/24");
        return model;
    }

    /// One that is gone on with after this one was left.
    final WizardModel resumed(WizardModel left) {
        return rehearsal().resumed(left);
    }

    /// These happen while the next operation goes on, and nothing after them.
    final void thenQuiet(Runnable... first) {
        Runnable[] pauses = Arrays.copyOf(first, PAUSES);
        Arrays.fill(pauses, first.length, PAUSES, (Runnable) () -> {});
        designs.then(pauses);
    }

    static AgentException silence(AgentException.Kind kind) {
        return new AgentException(
                kind, new ApiError("no-answer", "an answer", "silence", "look again"), null);
    }

    static ProtectScript script(WizardModel model) {
        return (ProtectScript) model.script();
    }

    static Operation.State state(WizardModel model) {
        return model.operation().state();
    }

    static List<Progress> progress(WizardModel model) {
        return model.operation().rows().stream().map(Operation.Row::progress).toList();
    }

    static ApiError error(WizardModel model) {
        return Objects.requireNonNull(model.operation().error());
    }

    static List<String> log(WizardModel model) {
        return model.operation().log().stream().map(LogLine::text).toList();
    }

    static Optional<String> fact(WizardModel model, String name) {
        return model.script().facts(false).stream()
                .filter(one -> one.name().equals(name))
                .map(Script.Fact::value)
                .findFirst();
    }
}

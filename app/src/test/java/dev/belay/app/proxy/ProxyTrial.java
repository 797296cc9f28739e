package dev.belay.app.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.config.ConfigFixture;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.Guard;
import dev.belay.app.proxy.ProxyForm.Field;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Draft;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The wizard over a cluster of three nodes, without a screen and in one thread.
abstract class ProxyTrial {
    final DesignFixture designs = Samples.cluster();
    final ConfigFixture config = new ConfigFixture(Samples.NOW);
    final EditedDrawing drawing = new EditedDrawing();
    boolean isProtected;
    @TempDir private @Nullable Path folder;
    private @Nullable Drafts madeDrafts;

    @BeforeEach
    void drafts() {
        madeDrafts = new Drafts(Objects.requireNonNull(folder), Runnable::run, Runnable::run);
    }

    private Drafts keptDrafts() {
        return Objects.requireNonNull(madeDrafts);
    }

    final Draft draft() {
        return keptDrafts().all().getFirst();
    }

    private WizardModel open() {
        WizardModel.Ports ports =
                new WizardModel.Ports(Runnable::run, Runnable::run, () -> 0, () -> Samples.NOW);
        ProxyScript script =
                new ProxyScript(
                        Texts.of(Language.ENGLISH, ProxyScript.class),
                        new ProxyPort(designs, config),
                        new Guard(() -> isProtected, () -> "edge-tokyo"),
                        ports,
                        drawing);
        return new WizardModel(
                script, Texts.of(Language.ENGLISH, WizardsView.class), keptDrafts(), ports);
    }

    final WizardModel begun() {
        WizardModel model = open();
        model.begin();
        return model;
    }

    final WizardModel filled() {
        WizardModel model = begun();
        for (Field field : Field.values()) {
            script(model).set(field, Samples.form().value(field));
        }
        return model;
    }

    final WizardModel resumed(WizardModel left) {
        left.leave();
        WizardModel again = open();
        again.resume(draft());
        return again;
    }

    static void steps(WizardModel model, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(model.missing()).as("on %s", model.page().id()).isEmpty();
            model.next();
        }
    }

    static ProxyScript script(WizardModel model) {
        return (ProxyScript) model.script();
    }
}

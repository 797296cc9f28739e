package dev.belay.app.proxy;

import dev.belay.app.config.ConfigFixture;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.Guard;
import dev.belay.app.proxy.ProxyForm.Field;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Draft;
import dev.belay.app.wizard.Rehearsal;
import dev.belay.app.wizard.WizardModel;
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
    private @Nullable Rehearsal rehearsal;

    @BeforeEach
    void rehearse(@TempDir Path folder) {
        rehearsal =
                new Rehearsal(
                        folder,
                        Rehearsal.atOnce(Samples.NOW),
                        ports ->
                                new ProxyScript(
                                        Texts.of(Language.ENGLISH, ProxyScript.class),
                                        new ProxyPort(designs, config),
                                        new Guard(() -> isProtected, () -> "edge-tokyo"),
                                        ports,
                                        drawing));
    }

    final Draft draft() {
        return rehearsal().draft();
    }

    private Rehearsal rehearsal() {
        return Objects.requireNonNull(rehearsal);
    }

    final WizardModel begun() {
        return rehearsal().begun();
    }

    final WizardModel filled() {
        WizardModel model = begun();
        for (Field field : Field.values()) {
            script(model).set(field, Samples.form().value(field));
        }
        return model;
    }

    final WizardModel resumed(WizardModel left) {
        return rehearsal().resumed(left);
    }

    static ProxyScript script(WizardModel model) {
        return (ProxyScript) model.script();
    }
}

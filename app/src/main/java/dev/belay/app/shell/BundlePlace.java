package dev.belay.app.shell;

import dev.belay.app.bundles.BundlePorts;
import dev.belay.app.bundles.BundleScreen;
import dev.belay.app.bundles.BundlesModel;
import dev.belay.app.bundles.Drawing;
import dev.belay.app.bundles.ExportCard;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Question;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Ui;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// Bundles in this window: the screen that looks at one, and the dialog that writes one.
final class BundlePlace {
    private final Ui ui;
    private final Overlay overlay;
    private final Question<ExportCard> exporting;
    private final BundlesModel model;
    private final BundleScreen.Window window;
    private @Nullable BundleScreen screen;

    BundlePlace(
            Ui ui,
            Overlay overlay,
            BundlePorts ports,
            Designs designs,
            ObservableValue<@Nullable Design> inForce,
            BundleScreen.Window window) {
        this.ui = ui;
        this.overlay = overlay;
        this.exporting = new Question<>(overlay);
        this.model = new BundlesModel(ports, new DrawnHere(designs), inForce);
        this.window = window;
    }

    /// The drawing of this window.
    private record DrawnHere(Designs designs) implements Drawing {
        @Override
        public ObservableValue<@Nullable Design> design() {
            return designs.designProperty();
        }

        @Override
        public boolean wasOpened() {
            return designs.editor().wasOpened();
        }

        @Override
        public void open(Design design, Runnable shown) {
            designs.take(design, shown);
        }

        @Override
        public void merge(Design merged, String bundle) {
            designs.editor().edit(EditName.of("merge", bundle), before -> merged);
        }
    }

    BundlesModel model() {
        return model;
    }

    Screen screen() {
        BundleScreen there = screen;
        if (there == null) {
            there = new BundleScreen(ui, model, overlay, window);
            screen = there;
        }
        return there;
    }

    /// The screen, if it was looked at.
    Optional<Screen> made() {
        return Optional.ofNullable(screen);
    }

    /// Asks how the drawing is to be exported.
    void export() {
        if (!model.isDrawn() || exporting.isOpen()) {
            return;
        }
        var export = model.export();
        exporting.ask(new ExportCard(ui, export, exporting::close), export::cancel);
    }
}

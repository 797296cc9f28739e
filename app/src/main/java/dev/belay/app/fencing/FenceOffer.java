package dev.belay.app.fencing;

import dev.belay.app.design.Drawing;
import dev.belay.app.design.Guard;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Offer;
import dev.belay.app.wizard.Offer.Opened;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;

/// The wizard of this package, for the list.
public final class FenceOffer {
    private FenceOffer() {}

    /// The wizard.
    ///
    /// @param port of the cluster that is looked at
    /// @param guard whether it is protected
    /// @param drawing that is open in the window
    public static Offer of(
            Ui ui, FencingPort port, Guard guard, WizardModel.Ports ports, Drawing drawing) {
        return new Offer(
                "fence",
                "fth-power",
                drafts -> {
                    FenceScript script =
                            new FenceScript(
                                    ui.texts(FenceOffer.class), port, guard, ports, drawing);
                    return new Opened(
                            new WizardModel(script, ui.texts(WizardsView.class), drafts, ports),
                            new FenceFace(ui, script));
                });
    }
}

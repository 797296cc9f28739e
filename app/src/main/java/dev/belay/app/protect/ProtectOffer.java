package dev.belay.app.protect;

import dev.belay.app.design.Drawing;
import dev.belay.app.design.Guard;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Offer;
import dev.belay.app.wizard.Offer.Opened;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;

/// The wizard of this package, for the list.
public final class ProtectOffer {
    private ProtectOffer() {}

    /// The wizard.
    ///
    /// @param guard whether the cluster that is looked at is protected
    /// @param drawing that is open in the window
    public static Offer of(
            Ui ui, ProtectPort port, Guard guard, WizardModel.Ports ports, Drawing drawing) {
        return new Offer(
                "vip",
                "fth-flag",
                drafts -> {
                    ProtectScript script =
                            new ProtectScript(
                                    ui.texts(ProtectOffer.class), port, ports, guard, drawing);
                    return new Opened(
                            new WizardModel(script, ui.texts(WizardsView.class), drafts, ports),
                            new ProtectFace(ui, script));
                });
    }
}

package dev.belay.app.protect;

import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Offer;
import dev.belay.app.wizard.Offer.Opened;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import java.util.function.BooleanSupplier;

/// The wizard of this package, for the list.
public final class ProtectOffer {
    private ProtectOffer() {}

    /// The wizard.
    ///
    /// @param isProtected whether the cluster that is looked at is
    public static Offer of(
            Ui ui, ProtectPort port, WizardModel.Ports ports, BooleanSupplier isProtected) {
        return new Offer(
                "vip",
                "fth-flag",
                drafts -> {
                    ProtectScript script =
                            new ProtectScript(
                                    ui.texts(ProtectOffer.class), port, ports, isProtected);
                    return new Opened(
                            new WizardModel(script, ui.texts(WizardsView.class), drafts, ports),
                            new ProtectFace(ui, script));
                });
    }
}

package dev.belay.app.dns;

import dev.belay.app.answers.Desk;
import dev.belay.app.design.Guard;
import dev.belay.app.protect.ProtectPort;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Offer;
import dev.belay.app.wizard.Offer.Opened;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;

/// The wizard of this package, for the list.
public final class DnsOffer {
    private DnsOffer() {}

    /// The wizard.
    ///
    /// @param guard whether the cluster that is looked at is protected
    public static Offer of(
            Ui ui, ProtectPort port, Guard guard, WizardModel.Ports ports, Desk desk) {
        return new Offer(
                "dns",
                "fth-globe",
                drafts -> {
                    DnsScript script =
                            new DnsScript(
                                    ui.texts(DnsOffer.class), port, ports, guard, desk.drawing());
                    WizardModel model =
                            new WizardModel(script, ui.texts(WizardsView.class), drafts, ports);
                    return new Opened(model, new DnsFace(ui, script, model, ports, desk));
                });
    }
}

package dev.belay.app.proxy;

import dev.belay.app.design.Drawing;
import dev.belay.app.design.Guard;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Offer;
import dev.belay.app.wizard.Offer.Opened;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;

/// The wizard of this package, for the list.
public final class ProxyOffer {
    private ProxyOffer() {}

    /// The files of the user's computer.
    ///
    /// @param saver asks where, and writes
    /// @param opener asks for a configuration that is there
    public record Files(Saver saver, ConfFile opener) {}

    /// The wizard.
    ///
    /// @param port of the cluster that is looked at
    /// @param guard whether it is protected
    /// @param drawing that is open in the window
    public static Offer of(
            Ui ui,
            ProxyPort port,
            Guard guard,
            WizardModel.Ports ports,
            Drawing drawing,
            Files files) {
        return new Offer(
                "proxy",
                "fth-corner-up-right",
                drafts -> {
                    ProxyScript script =
                            new ProxyScript(
                                    ui.texts(ProxyOffer.class), port, guard, ports, drawing);
                    return new Opened(
                            new WizardModel(script, ui.texts(WizardsView.class), drafts, ports),
                            new ProxyFace(ui, script, files.saver(), files.opener()));
                });
    }
}

package dev.belay.app.route;

import dev.belay.app.answers.Desk;
import dev.belay.app.design.Guard;
import dev.belay.app.protect.ProtectPort;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Offer;
import dev.belay.app.wizard.Offer.Opened;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;

/// The wizard of this package, for the list.
public final class RouteOffer {
    private RouteOffer() {}

    /// The wizard.
    ///
    /// @param guard whether the cluster that is looked at is protected
    public static Offer of(
            Ui ui, ProtectPort port, Guard guard, WizardModel.Ports ports, Desk desk) {
        return new Offer(
                "route",
                "fth-shuffle",
                drafts -> {
                    RouteScript script =
                            new RouteScript(
                                    ui.texts(RouteOffer.class),
                                    port,
                                    ports,
                                    guard,
                                    desk.drawing(),
                                    desk.answers());
                    WizardModel model =
                            new WizardModel(script, ui.texts(WizardsView.class), drafts, ports);
                    return new Opened(model, new RouteFace(ui, script, model, ports, desk));
                });
    }
}

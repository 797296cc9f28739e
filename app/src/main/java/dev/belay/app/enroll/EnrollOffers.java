package dev.belay.app.enroll;

import dev.belay.app.design.Drawing;
import dev.belay.app.design.DrawnMembers;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.Offer;
import dev.belay.app.wizard.Offer.Opened;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import java.util.List;

/// The wizards of this package, for the list.
public final class EnrollOffers {
    private EnrollOffers() {}

    /// The four wizards.
    ///
    /// @param members has the drawing follow them
    /// @param drawing that is open in the window
    /// @param showEvents brings the events into view
    public static List<Offer> of(
            Ui ui,
            NodeBook book,
            WizardModel.Ports ports,
            Overlay overlay,
            DrawnMembers members,
            Drawing drawing,
            Runnable showEvents) {
        return List.of(
                new Offer(
                        "install",
                        "fth-link",
                        drafts -> {
                            InstallScript script =
                                    new InstallScript(
                                            ui.texts(EnrollOffers.class), book, ports, drawing);
                            return new Opened(
                                    model(ui, script, drafts, ports), new InstallFace(ui, script));
                        }),
                new Offer(
                        "keys",
                        "fth-key",
                        drafts -> {
                            KeysScript script =
                                    new KeysScript(ui.texts(EnrollOffers.class), book, ports);
                            return new Opened(
                                    model(ui, script, drafts, ports),
                                    new KeysFace(ui, script, book));
                        }),
                new Offer(
                        "enroll",
                        "fth-server",
                        drafts -> {
                            EnrollScript script =
                                    new EnrollScript(ui.texts(EnrollOffers.class), book, ports);
                            WizardModel model = model(ui, script, drafts, ports);
                            return new Opened(
                                    model,
                                    new EnrollFace(
                                            ui, script, book, model, overlay, members, showEvents));
                        }),
                new Offer(
                        "members",
                        "fth-users",
                        drafts -> {
                            MembersScript script =
                                    new MembersScript(ui.texts(EnrollOffers.class), book, ports);
                            WizardModel model = model(ui, script, drafts, ports);
                            return new Opened(
                                    model, new MembersFace(ui, script, book, model, members));
                        }));
    }

    private static WizardModel model(Ui ui, Script script, Drafts drafts, WizardModel.Ports ports) {
        return new WizardModel(script, ui.texts(WizardsView.class), drafts, ports);
    }
}

package dev.belay.app.shell;

import dev.belay.app.answers.Desk;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.DrawnMembers;
import dev.belay.app.design.Guard;
import dev.belay.app.dns.DnsOffer;
import dev.belay.app.enroll.EnrollOffers;
import dev.belay.app.enroll.NodeBook;
import dev.belay.app.fencing.FenceOffer;
import dev.belay.app.protect.ProtectOffer;
import dev.belay.app.proxy.ConfFile;
import dev.belay.app.proxy.ProxyOffer;
import dev.belay.app.proxy.ProxyPort;
import dev.belay.app.route.RouteOffer;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Offer;
import java.util.ArrayList;
import java.util.List;

/// All wizards: those that this version has, and those that come later.
final class Wizards {
    private static final List<Offer> LATER =
            List.of(
                    new Offer("remote", "fth-radio", null),
                    new Offer("stations", "fth-git-merge", null),
                    new Offer("mirror", "fth-copy", null),
                    new Offer("drill", "fth-target", null));

    private Wizards() {}

    /// @param desk with the drawing that wizards read and change
    static List<Offer> offers(
            Ui ui, Clusters clusters, Work work, Desk desk, Overlay overlay, Runnable goToEvents) {
        Drawing drawing = desk.drawing();
        NodeBook book = work.book().get();
        clusters.currentProperty()
                .subscribe(now ->
                        book.look(
                                now == null ? null : now.cluster(),
                                now != null && now.isProtected()));
        DrawnMembers members = new DrawnMembers(work.protection(), drawing, work.threads());
        List<Offer> offers =
                new ArrayList<>(
                        EnrollOffers.of(
                                ui, book, work.threads(), overlay, members, drawing, goToEvents));
        Guard guard = new Guard(book::isProtected, book::cluster);
        offers.add(ProtectOffer.of(ui, work.protection(), guard, work.threads(), drawing));
        offers.add(RouteOffer.of(ui, work.protection(), guard, work.threads(), desk));
        offers.add(DnsOffer.of(ui, work.protection(), guard, work.threads(), desk));
        offers.add(
                ProxyOffer.of(
                        ui,
                        new ProxyPort(work.protection(), work.config()),
                        guard,
                        work.threads(),
                        drawing,
                        new ProxyOffer.Files(desk.saver(), ConfFile.chooser())));
        offers.add(FenceOffer.of(ui, work.fencing(), guard, work.threads(), drawing));
        offers.addAll(LATER);
        return offers;
    }
}

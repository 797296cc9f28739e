package dev.belay.app.shell;

import dev.belay.app.events.EventsView;
import dev.belay.app.lab.LabModel;
import dev.belay.app.ui.Notices;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.util.function.Supplier;

/// Which screen stands behind which place of the rail.
final class Wiring {
    private Wiring() {}

    /// Nothing of a screen is loaded before it is looked at.
    static Screens screens(
            Ui ui, Clusters clusters, LabModel lab, Notices notices, Overlay overlay, Saver saver) {
        Texts texts = ui.texts(Wiring.class);
        Screens screens = new Screens();
        cluster(
                screens,
                texts,
                clusters,
                lab,
                Destination.EVENTS,
                () -> new EventsView(ui, clusters.liveProperty(), saver));
        return screens;
    }

    private static void cluster(
            Screens screens,
            Texts texts,
            Clusters clusters,
            LabModel lab,
            Destination destination,
            Supplier<Screen> maker) {
        screens.add(
                destination,
                () -> new ClusterScreen(texts, destination, clusters.liveProperty(), lab, maker));
    }
}

package dev.belay.app.shell;

import dev.belay.app.connect.ConnectionEntry;
import dev.belay.app.connect.ConnectionsModel;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connections.Asking;
import dev.belay.app.lab.LabModel;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Picture;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Brings what is connected into the window: a cluster is shown when its first node has answered.
///
/// The connections are read when they are first wanted; until then nothing of SSH is loaded.
final class Connector implements AutoCloseable {
    private final Ui ui;
    private final Clusters clusters;
    private final Overlay overlay;
    private final Supplier<ConnectionsModel> maker;
    private final Consumer<ConnectionEntry> opened;
    private final Map<ConnectionEntry, Subscription> followed = new HashMap<>();
    private final Set<String> wanted = new HashSet<>();
    private @Nullable ConnectionsModel model;
    private @Nullable ConnectionEntry lab;

    /// A connector.
    ///
    /// @param maker of the connections, called at most once
    /// @param opened told of each connection when its cluster first answers
    Connector(
            Ui ui,
            Clusters clusters,
            LabModel labModel,
            Overlay overlay,
            Supplier<ConnectionsModel> maker,
            Consumer<ConnectionEntry> opened) {
        this.ui = ui;
        this.clusters = clusters;
        this.overlay = overlay;
        this.maker = maker;
        this.opened = opened;
        labModel.stateProperty().subscribe(this::lab);
    }

    ConnectionsModel model() {
        ConnectionsModel there = model;
        if (there == null) {
            there = maker.get();
            model = there;
            Asking.listen(ui, overlay, there.questions());
            there.entries()
                    .addListener(
                            (ListChangeListener<ConnectionEntry>)
                                    change -> {
                                        while (change.next()) {
                                            change.getRemoved().forEach(this::forget);
                                            change.getAddedSubList().forEach(this::follow);
                                        }
                                    });
            there.entries().forEach(this::follow);
        }
        return there;
    }

    /// Connects to a saved cluster by its id and looks at it as soon as it answers; the connections
    /// are read first, if they were not.
    void open(String id) {
        wanted.add(id);
        model().entry(id).ifPresent(this::openWanted);
    }

    /// Looks at a connected cluster.
    void look(ConnectionEntry entry) {
        LiveCluster cluster = entry.clusterProperty().get();
        if (cluster != null) {
            clusters.show(
                    new Clusters.OpenCluster(
                            entry.id(), cluster, entry.savedProperty().get().isProtected()));
        }
    }

    /// Tries at once to hear a node of the cluster that is looked at.
    void askAgain(LiveNode node) {
        Clusters.OpenCluster now = clusters.currentProperty().get();
        ConnectionsModel there = model;
        if (now != null && there != null) {
            there.entry(now.place()).ifPresent(entry -> there.retryNow(entry, node.id()));
        }
    }

    /// Ends the tunnels of an open cluster.
    void disconnect(String id) {
        ConnectionsModel there = model;
        if (there != null) {
            there.entry(id).ifPresent(there::disconnect);
        }
        clusters.remove(id);
    }

    /// Ends all tunnels; returns at once.
    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }

    private void openWanted(ConnectionEntry entry) {
        if (wanted.remove(entry.id())) {
            if (entry.clusterProperty().get() == null) {
                model().connect(entry);
            } else {
                look(entry);
            }
        }
    }

    private void lab(LabModel.LabState state) {
        switch (state) {
            case LabModel.LabState.Running running ->
                    lab = model().connectLab(running.description());
            case LabModel.LabState.Stopping stopping -> leaveLab();
            case LabModel.LabState.Idle idle -> leaveLab();
            case LabModel.LabState.Failed failed -> leaveLab();
            case LabModel.LabState.Starting starting -> leaveLab();
        }
    }

    private void leaveLab() {
        ConnectionEntry before = lab;
        if (before != null) {
            lab = null;
            disconnect(before.id());
        }
    }

    private void follow(ConnectionEntry entry) {
        Subscription[] picture = {Subscription.EMPTY};
        Subscription cluster =
                entry.clusterProperty()
                        .subscribe(now -> {
                            picture[0].unsubscribe();
                            picture[0] = Subscription.EMPTY;
                            if (now == null) {
                                clusters.remove(entry.id());
                            } else {
                                picture[0] = firstAnswer(entry, now);
                            }
                        });
        followed.put(
                entry,
                () -> {
                    cluster.unsubscribe();
                    picture[0].unsubscribe();
                });
        openWanted(entry);
    }

    private Subscription firstAnswer(ConnectionEntry entry, LiveCluster cluster) {
        boolean[] answered = new boolean[1];
        return cluster.pictureProperty()
                .subscribe((Picture picture) -> {
                    if (!answered[0] && picture.isFresh()) {
                        answered[0] = true;
                        look(entry);
                        opened.accept(entry);
                    }
                });
    }

    private void forget(ConnectionEntry entry) {
        Subscription before = followed.remove(entry);
        if (before != null) {
            before.unsubscribe();
        }
        clusters.remove(entry.id());
    }
}

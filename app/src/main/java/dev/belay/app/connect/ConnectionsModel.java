package dev.belay.app.connect;

import dev.belay.api.LabDescription;
import dev.belay.app.connect.ConnectionStore.StoreException;
import dev.belay.reach.AgentException;
import dev.belay.reach.UserFolder;
import dev.belay.reach.ssh.ConnectWatch;
import dev.belay.reach.ssh.Secrets;
import dev.belay.reach.ssh.SshConfig;
import dev.belay.reach.ssh.SshPorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The saved clusters, which of them are connected, and what they ask. Confined to the UI thread;
/// no call blocks.
public final class ConnectionsModel implements AutoCloseable {

    private final ConnectionStore store;
    private final Executor ui;
    private final SshDoor.ConfigSource config;
    private final Path ownKnownHosts;
    private final Questions questions;
    private final ObservableList<ConnectionEntry> entries = FXCollections.observableArrayList();
    private final ObservableList<ConnectionEntry> entriesReadOnly =
            FXCollections.unmodifiableObservableList(entries);
    private final ReadOnlyStringWrapper storeProblem =
            new ReadOnlyStringWrapper(this, "storeProblem", "");

    /// One writer, so that the last change wins.
    private final ExecutorService files =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("connections-file").daemon().factory());

    /// The user's own connections, with the user's SSH config.
    ///
    /// @param ui runs things on the UI thread, for instance `Platform::runLater`
    public static ConnectionsModel ofUser(Executor ui) {
        return new ConnectionsModel(
                new ConnectionStore(UserFolder.path().resolve("connections.json")),
                ui,
                SshConfig::load,
                UserFolder.knownHosts());
    }

    ConnectionsModel(
            ConnectionStore store, Executor ui, SshDoor.ConfigSource config, Path ownKnownHosts) {
        this.store = store;
        this.ui = ui;
        this.config = config;
        this.ownKnownHosts = ownKnownHosts;
        this.questions = new Questions(ui);
        files.execute(this::load);
    }

    private void load() {
        try {
            List<SavedConnection> saved = store.load();
            ui.execute(() -> {
                storeProblem.set("");
                saved.forEach(one -> entries.add(new ConnectionEntry(one, false)));
            });
        } catch (StoreException e) {
            ui.execute(() -> storeProblem.set(String.valueOf(e.getMessage())));
        }
    }

    /// Saved connections, the lab before them when it is open.
    public ObservableList<ConnectionEntry> entries() {
        return entriesReadOnly;
    }

    public Optional<ConnectionEntry> entry(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /// What waits for the user, oldest first; each leaves the list when it is answered.
    public ObservableList<PendingQuestion> questions() {
        return questions.pending();
    }

    /// Why connections can't be read or saved, one sentence; empty when they can.
    public ReadOnlyStringProperty storeProblemProperty() {
        return storeProblem.getReadOnlyProperty();
    }

    /// Adds a connection, or puts a changed one in place of the old; one that is connected is
    /// connected anew.
    public ConnectionEntry put(SavedConnection saved) {
        Optional<ConnectionEntry> there = entry(saved.id());
        ConnectionEntry entry = there.orElseGet(() -> new ConnectionEntry(saved, false));
        if (there.isEmpty()) {
            entries.add(entry);
        } else {
            boolean connected = entry.clusterProperty().get() != null;
            disconnect(entry);
            entry.showSaved(saved);
            if (connected) {
                connect(entry);
            }
        }
        save();
        return entry;
    }

    /// Disconnects and forgets a connection.
    public void remove(ConnectionEntry entry) {
        disconnect(entry);
        entries.remove(entry);
        if (!entry.isLab()) {
            save();
        }
    }

    void show(ConnectionEntry entry) {
        entries.add(entry);
    }

    private void save() {
        List<SavedConnection> all =
                entries.stream()
                        .filter(entry -> !entry.isLab())
                        .map(entry -> entry.savedProperty().get())
                        .toList();
        files.execute(() -> {
            try {
                store.save(all);
                ui.execute(() -> storeProblem.set(""));
            } catch (StoreException e) {
                ui.execute(() -> storeProblem.set(String.valueOf(e.getMessage())));
            }
        });
    }

    /// Begins to connect to all nodes; does nothing when that has begun.
    public void connect(ConnectionEntry entry) {
        if (entry.clusterProperty().get() != null || entry.isLab()) {
            return;
        }
        SavedConnection saved = entry.savedProperty().get();
        SessionSecrets secrets = secrets(saved.name());
        try {
            ClusterPlan plan =
                    new SavedWays(saved, config)
                            .plan(
                                    () -> ports(saved.name(), secrets),
                                    (address, node) ->
                                            ui.execute(() -> settled(entry, address, node)));
            entry.opened(start(plan), secrets);
        } catch (AgentException e) {
            entry.showProblem(e.error().sentence());
        }
    }

    /// Remembers which member was found at an address, so that it keeps its name while it is down.
    private void settled(ConnectionEntry entry, String address, String node) {
        SavedConnection before = entry.savedProperty().get();
        SavedConnection after = before.withNode(address, node);
        if (!after.equals(before) && entries.contains(entry)) {
            entry.showSaved(after);
            save();
        }
    }

    /// Opens a lab that runs; its entry goes when it is disconnected.
    public ConnectionEntry connectLab(LabDescription lab) {
        String id = "lab:" + lab.folder();
        Optional<ConnectionEntry> there = entry(id);
        there.ifPresent(this::remove);
        SavedConnection shown =
                new SavedConnection(
                        id,
                        lab.clusterName(),
                        false,
                        lab.user(),
                        0,
                        "",
                        lab.keyFile(),
                        "",
                        lab.nodes().stream()
                                .map(node ->
                                        new SavedConnection.SavedNode(
                                                node.address() + ":" + node.sshPort(), node.id()))
                                .toList());
        ConnectionEntry entry = new ConnectionEntry(shown, true);
        entries.addFirst(entry);
        SessionSecrets secrets = secrets(lab.clusterName());
        LabConnection ways = new LabConnection(lab, ports(lab.clusterName(), secrets));
        entry.opened(start(ways.plan()), secrets);
        return entry;
    }

    private ClusterSession start(ClusterPlan plan) {
        return ClusterSession.start(plan, ui, SessionPace.NORMAL, ClusterSession.Clocks.SYSTEM);
    }

    /// Ends all tunnels of a connection and forgets its secrets.
    public void disconnect(ConnectionEntry entry) {
        questions.declineAll(entry.savedProperty().get().name());
        entry.close();
        if (entry.isLab()) {
            entries.remove(entry);
        }
    }

    /// Tries all tunnels that are not open, at once.
    public void retryNow(ConnectionEntry entry) {
        entry.retryNow();
    }

    /// Tries one tunnel at once.
    public void retryNow(ConnectionEntry entry, String node) {
        entry.retryNow(node);
    }

    /// Goes the way to one address of a connection, saved or not, step by step.
    public TunnelDoctor test(SavedConnection connection, String address) {
        SessionSecrets secrets = secrets(connection.name());
        TunnelDoctor doctor =
                new TunnelDoctor(
                        address,
                        !SavedWays.isLocal(address),
                        new SavedWays(connection, config)
                                .way(address, ports(connection.name(), secrets)),
                        ui);
        doctor.start();
        doctor.doneProperty()
                .subscribe(done -> {
                    if (done) {
                        secrets.forget();
                    }
                });
        return doctor;
    }

    /// A way to one address of a connection, saved or not, that is opened when it is first used; it
    /// asks as a connection does. To be closed by whoever asked for it.
    public HostDoor door(SavedConnection connection, String address) {
        SessionSecrets secrets = secrets(connection.name());
        SavedWays ways = new SavedWays(connection, config);
        return new HostDoor(
                address, ways.host(address, ports(connection.name(), secrets)), secrets);
    }

    private SessionSecrets secrets(String connection) {
        Secrets user = question -> questions.askSecret(connection, question);
        return new SessionSecrets(user);
    }

    private SshPorts ports(String connection, SessionSecrets secrets) {
        return new SshPorts(
                ownKnownHosts,
                offer -> !secrets.isForgotten() && questions.askHostKey(connection, offer),
                secrets.forTunnel(),
                ConnectWatch.NONE);
    }

    /// Ends everything; returns at once.
    @Override
    public void close() {
        for (ConnectionEntry entry : List.copyOf(entries)) {
            disconnect(entry);
        }
        files.shutdown();
    }
}

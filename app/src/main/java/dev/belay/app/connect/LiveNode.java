package dev.belay.app.connect;

import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.Sample;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// One node of a live cluster: the tunnel to it and what its agent says. Confined to the UI thread.
public final class LiveNode {

    /// Where the way to a node's agent comes from.
    @FunctionalInterface
    interface ApiSource {
        AgentPath path() throws AgentException;
    }

    private final String id;
    private final HistorySource historySource;
    private final ReadOnlyStringWrapper name;
    private final ReadOnlyObjectWrapper<Tunnel> tunnel;
    private final ReadOnlyObjectWrapper<@Nullable Received<ClusterStatus>> status =
            new ReadOnlyObjectWrapper<>(this, "status");
    private final ReadOnlyObjectWrapper<Way> way =
            new ReadOnlyObjectWrapper<>(this, "way", Way.NONE);
    private volatile ApiSource api;
    private final List<Consumer<Sample>> sampleListeners = new CopyOnWriteArrayList<>();

    LiveNode(String id, String name, Tunnel tunnel, HistorySource historySource) {
        this.id = id;
        this.api =
                () -> {
                    throw NoTunnel.to(id);
                };
        this.name = new ReadOnlyStringWrapper(this, "name", name);
        this.tunnel = new ReadOnlyObjectWrapper<>(this, "tunnel", tunnel);
        this.historySource = historySource;
    }

    /// Stable id of the member.
    public String id() {
        return id;
    }

    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Tunnel> tunnelProperty() {
        return tunnel.getReadOnlyProperty();
    }

    /// Address, host key, login and round trip of the tunnel, for the Connections view.
    public ReadOnlyObjectProperty<Way> wayProperty() {
        return way.getReadOnlyProperty();
    }

    /// This node's own view of the whole cluster; null before it first said something.
    public ReadOnlyObjectProperty<@Nullable Received<ClusterStatus>> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// Samples come in the order of their times, several at once after a pause of the screen.
    public void addSampleListener(Consumer<Sample> listener) {
        sampleListeners.add(listener);
    }

    public void removeSampleListener(Consumer<Sample> listener) {
        sampleListeners.remove(listener);
    }

    /// Asks the node's agent; does not block, completes on the UI thread, and completes with an
    /// {@link dev.belay.reach.AgentException} when the node can't be reached.
    public CompletableFuture<HistoryAnswer> history(HistoryTier tier, List<String> measures) {
        return historySource.history(tier, measures);
    }

    /// The agent's API through this node's own tunnel, as long as that is open.
    ///
    /// @param deadline of each call
    /// @throws AgentException when there is no tunnel
    public ApiClient client(Duration deadline) throws AgentException {
        return new ApiClient(api.path(), deadline);
    }

    void showApi(ApiSource source) {
        api = source;
    }

    void showName(String newName) {
        name.set(newName);
    }

    void showTunnel(Tunnel newTunnel) {
        tunnel.set(newTunnel);
    }

    void showWay(Way newWay) {
        way.set(newWay);
    }

    void showStatus(Received<ClusterStatus> received) {
        status.set(received);
    }

    void showSample(Sample sample) {
        sampleListeners.forEach(listener -> listener.accept(sample));
    }
}

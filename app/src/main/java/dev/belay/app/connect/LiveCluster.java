package dev.belay.app.connect;

import dev.belay.api.Sample;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// A cluster as its agents show it right now. Confined to the UI thread; fed by tunnels, or by a
/// {@link LiveClusterFixture} where there is no cluster.
public final class LiveCluster {

    /// Older events leave the list; the agents' journals keep them.
    static final int EVENTS_KEPT = 5_000;

    private static final int KEYS_KEPT = 4 * EVENTS_KEPT;

    private static final Comparator<EventRecord> OLDEST_FIRST =
            Comparator.comparing(EventRecord::at)
                    .thenComparing(EventRecord::node)
                    .thenComparingLong(EventRecord::seq);

    /// With its time: a node whose state was reset counts from 1 again.
    private record EventKey(String node, long seq, Instant at) {}

    private final LongSupplier clock;
    private final ReadOnlyStringWrapper name;
    private final ObservableList<LiveNode> nodes = FXCollections.observableArrayList();
    private final ObservableList<LiveNode> nodesReadOnly =
            FXCollections.unmodifiableObservableList(nodes);
    private final ObservableList<EventRecord> events = FXCollections.observableArrayList();
    private final ObservableList<EventRecord> eventsReadOnly =
            FXCollections.unmodifiableObservableList(events);
    private final Set<EventKey> eventKeys = new LinkedHashSet<>();
    private final ReadOnlyObjectWrapper<Picture> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", Picture.EMPTY);

    LiveCluster(String name, LongSupplier clock) {
        this.name = new ReadOnlyStringWrapper(this, "name", name);
        this.clock = clock;
    }

    /// The clock that all ages are counted on: {@link System#nanoTime()}, or a standing one in
    /// screenshots.
    public long nowNanos() {
        return clock.getAsLong();
    }

    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    /// Members with or without a tunnel, in the order of their ids.
    public ObservableList<LiveNode> nodes() {
        return nodesReadOnly;
    }

    public Optional<LiveNode> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /// Events of all nodes by their time, newest last, each once.
    public ObservableList<EventRecord> events() {
        return eventsReadOnly;
    }

    /// What all nodes together say; made anew when something comes in and once a second.
    public ReadOnlyObjectProperty<Picture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    void add(LiveNode node) {
        if (node(node.id()).isPresent()) {
            throw new IllegalStateException("node '" + node.id() + "' is there already");
        }
        nodes.add(node);
        nodes.sort(Comparator.comparing(LiveNode::id));
    }

    void remove(String id) {
        nodes.removeIf(node -> node.id().equals(id));
    }

    void showStatus(LiveNode node, ClusterStatus status) {
        showStatus(node, new Received<>(status, nowNanos()));
    }

    void showStatus(LiveNode node, Received<ClusterStatus> received) {
        takeStatus(node, received);
        redraw();
    }

    /// Likewise, and leaves it to the caller to redraw after the last one.
    void takeStatus(LiveNode node, Received<ClusterStatus> received) {
        node.showStatus(received);
        for (NodeStatus one : received.value().nodes()) {
            node(one.member().id()).ifPresent(it -> it.showName(one.member().name()));
        }
    }

    void showSample(LiveNode node, Sample sample) {
        node.showSample(sample);
    }

    void showEvents(List<EventRecord> arrived) {
        List<EventRecord> fresh = new ArrayList<>();
        for (EventRecord event : arrived) {
            if (eventKeys.add(new EventKey(event.node(), event.seq(), event.at()))) {
                fresh.add(event);
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        fresh.sort(OLDEST_FIRST);
        if (events.isEmpty() || OLDEST_FIRST.compare(events.getLast(), fresh.getFirst()) <= 0) {
            events.addAll(fresh);
        } else {
            List<EventRecord> all = new ArrayList<>(events);
            all.addAll(fresh);
            all.sort(OLDEST_FIRST);
            events.setAll(all);
        }
        if (events.size() > EVENTS_KEPT) {
            // Their keys stay for a while, so that a node that reconnects does not bring them back.
            events.remove(0, events.size() - EVENTS_KEPT);
        }
        while (eventKeys.size() > KEYS_KEPT) {
            eventKeys.remove(eventKeys.iterator().next());
        }
    }

    /// Ages grow by themselves: called once a second.
    void redraw() {
        long now = nowNanos();
        List<Picture.Seen> seen = new ArrayList<>();
        for (LiveNode node : nodes) {
            Received<ClusterStatus> received = node.statusProperty().get();
            if (received != null) {
                seen.add(new Picture.Seen(received.value(), received.ageMillis(now)));
            }
        }
        Picture drawn = Picture.of(seen);
        if (!drawn.clusterName().isEmpty()) {
            name.set(drawn.clusterName());
        }
        picture.set(drawn);
    }
}

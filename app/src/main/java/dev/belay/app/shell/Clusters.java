package dev.belay.app.shell;

import dev.belay.app.connect.LiveCluster;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The clusters that are open in this window, and the one that is looked at. FX thread only.
public final class Clusters {
    private final ObservableList<OpenCluster> open = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable OpenCluster> current =
            new SimpleObjectProperty<>(this, "current");
    private final ObjectProperty<@Nullable LiveCluster> live =
            new SimpleObjectProperty<>(this, "live");
    private final ReadOnlyBooleanWrapper isProtected =
            new ReadOnlyBooleanWrapper(this, "isProtected");

    /// A cluster with its tunnels.
    ///
    /// @param place what it was opened from: id of the connection, or the lab's folder
    /// @param cluster its facts
    /// @param isProtected whether it wears the red frame and opens read-only
    public record OpenCluster(String place, LiveCluster cluster, boolean isProtected) {}

    public Clusters() {
        current.subscribe(now -> {
            live.set(now == null ? null : now.cluster());
            isProtected.set(now != null && now.isProtected());
        });
    }

    public ObservableList<OpenCluster> open() {
        return open;
    }

    public ObjectProperty<@Nullable OpenCluster> currentProperty() {
        return current;
    }

    /// What the views look at; null when no cluster is open.
    public ObjectProperty<@Nullable LiveCluster> liveProperty() {
        return live;
    }

    public ReadOnlyBooleanProperty isProtectedProperty() {
        return isProtected.getReadOnlyProperty();
    }

    /// Adds it, unless its place is open already, and looks at it.
    public void show(OpenCluster cluster) {
        open.removeIf(one -> one.place().equals(cluster.place()) && !one.equals(cluster));
        if (!open.contains(cluster)) {
            open.add(cluster);
        }
        current.set(cluster);
    }

    /// Takes it out; looks at the next one, or at none.
    public void remove(String place) {
        OpenCluster now = current.get();
        open.removeIf(one -> one.place().equals(place));
        if (now != null && now.place().equals(place)) {
            current.set(open.isEmpty() ? null : open.getFirst());
        }
    }
}

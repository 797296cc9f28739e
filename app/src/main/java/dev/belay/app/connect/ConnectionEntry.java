package dev.belay.app.connect;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// One line of the Connections view: a saved cluster, or the lab. Confined to the UI thread.
public final class ConnectionEntry {

    private final String id;
    private final boolean lab;
    private final ReadOnlyObjectWrapper<SavedConnection> saved;
    private final ReadOnlyObjectWrapper<@Nullable LiveCluster> cluster =
            new ReadOnlyObjectWrapper<>(this, "cluster");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable ClusterSession session;
    private @Nullable SessionSecrets secrets;

    ConnectionEntry(SavedConnection saved, boolean lab) {
        this.id = saved.id();
        this.lab = lab;
        this.saved = new ReadOnlyObjectWrapper<>(this, "saved", saved);
    }

    public String id() {
        return id;
    }

    /// Whether this is the lab: it can be opened and closed, not edited.
    public boolean isLab() {
        return lab;
    }

    public ReadOnlyObjectProperty<SavedConnection> savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /// The live cluster with its tunnels; null while it is not connected.
    public ReadOnlyObjectProperty<@Nullable LiveCluster> clusterProperty() {
        return cluster.getReadOnlyProperty();
    }

    /// Why it can't even be tried, one sentence; empty when there is nothing.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    void showSaved(SavedConnection now) {
        saved.set(now);
    }

    void showProblem(String sentence) {
        problem.set(sentence);
    }

    void opened(ClusterSession newSession, SessionSecrets newSecrets) {
        session = newSession;
        secrets = newSecrets;
        problem.set("");
        cluster.set(newSession.cluster());
    }

    void show(@Nullable LiveCluster now) {
        cluster.set(now);
    }

    void retryNow() {
        if (secrets != null) {
            secrets.forgetDeclined();
        }
        if (session != null) {
            session.retryNow();
        }
    }

    void retryNow(String node) {
        if (secrets != null) {
            secrets.forgetDeclined();
        }
        if (session != null) {
            session.retryNow(node);
        }
    }

    void close() {
        if (session != null) {
            session.close();
            session = null;
        }
        if (secrets != null) {
            secrets.forget();
            secrets = null;
        }
        cluster.set(null);
    }
}

package dev.belay.app.connect;

import dev.belay.api.ApiError;
import dev.belay.reach.ssh.SshConfig;
import dev.belay.reach.ssh.SshFacts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Connections that were written down for pictures and tests: nothing is read, saved or connected.
public final class ConnectionsFixture {
    private final ConnectionsModel model;

    /// Fills a model in whose folder there is no file.
    ///
    /// @param nowhere a folder that is not there
    public ConnectionsFixture(Path nowhere) {
        this.model =
                new ConnectionsModel(
                        new ConnectionStore(nowhere.resolve("connections.json")),
                        Runnable::run,
                        SshConfig::load,
                        nowhere.resolve("known_hosts"));
    }

    public ConnectionsModel model() {
        return model;
    }

    /// Adds a saved connection.
    ///
    /// @param cluster what it is connected to; null when it is not
    public ConnectionEntry add(SavedConnection saved, boolean lab, @Nullable LiveCluster cluster) {
        ConnectionEntry entry = new ConnectionEntry(saved, lab);
        entry.show(cluster);
        model.show(entry);
        return entry;
    }

    /// Says how a node of a cluster is reached.
    public static void way(
            LiveCluster cluster, String node, String address, @Nullable SshFacts facts, double ms) {
        cluster.node(node).ifPresent(one -> one.showWay(new Way(address, facts, ms, null)));
    }

    /// Says why a node of a cluster is not reached.
    public static void stopped(LiveCluster cluster, String node, String address, ApiError error) {
        cluster.node(node).ifPresent(one -> one.showWay(new Way(address, null, -1, error)));
    }
}

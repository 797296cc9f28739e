package dev.belay.app.connect;

import dev.belay.reach.ssh.SshConfig;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/// Connections of a user who has an empty SSH config and a folder of their own.
public final class TestConnections {
    private TestConnections() {}

    /// Makes them.
    ///
    /// @param knownHosts the only host keys that are known
    public static ConnectionsModel of(Path folder, Path knownHosts, Executor ui) {
        return new ConnectionsModel(
                new ConnectionStore(folder.resolve("connections.json")),
                ui,
                SshConfig::none,
                knownHosts);
    }
}

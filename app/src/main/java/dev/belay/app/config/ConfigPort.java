package dev.belay.app.config;

import dev.belay.api.ConfigDiff;
import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.api.DriftOrder;
import dev.belay.reach.AgentException;
import java.nio.file.Path;
import java.util.List;

/// What the config view asks the cluster. All calls block.
public interface ConfigPort {
    List<ConfigSetView> sets() throws AgentException;

    /// What differs between two versions, or a version and a node.
    ///
    /// @param to a version, or `node:ID`
    ConfigDiff diff(String set, String from, String to) throws AgentException;

    ConfigSetView rollback(ConfigRollback rollback) throws AgentException;

    ConfigSetView settle(DriftOrder order) throws AgentException;

    /// Publishes a folder as the next version of a set.
    @FunctionalInterface
    interface Publisher {
        ConfigSetView publish(String set, Path folder, String note) throws AgentException;
    }
}

package dev.belay.app.config;

import dev.belay.api.ConfigDiff;
import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.api.DriftOrder;
import dev.belay.model.content.ContentException;
import dev.belay.reach.AgentException;
import dev.belay.reach.publish.Publisher.Wish;
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

    /// Publishes a folder of this computer as the next version of a set, or as a new one.
    @FunctionalInterface
    interface Publisher {

        /// Blocks until all of it is sent; its way to the nodes is seen in the set.
        ///
        /// @return whether it was published; false when it was stopped before
        /// @throws ContentException when the folder cannot be a set, with every path and its reason
        boolean publish(Path folder, Wish wish, Progress progress)
                throws AgentException, ContentException;
    }

    /// Follows what is sent.
    @FunctionalInterface
    interface Progress {

        /// Called from the thread that sends.
        ///
        /// @return whether it goes on
        boolean goesOn(long bytes, long of);
    }
}

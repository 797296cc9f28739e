package dev.belay.agent.api;

import dev.belay.agent.consensus.Outcome;
import dev.belay.api.ConfigDiff;
import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.api.DriftOrder;
import dev.belay.api.PublishBegin;
import dev.belay.api.PublishNeeds;
import java.util.List;

/// The cluster's config sets, as the API shows and changes them. All block.
public interface ConfigFace {

    /// All sets, with how they are on all nodes that answer within a second.
    List<ConfigSetView> views();

    /// One set as this node knows it; asks no other, so that a rollout can be followed closely.
    ///
    /// @param after waits up to a second while the rollout is at this point; empty for no wait
    Outcome<ConfigSetView> glance(String set, String after);

    /// Compares the files of one set on all nodes first.
    Outcome<ConfigSetView> look(String set);

    /// What differs, file by file.
    ///
    /// @param from a number, or `node:ID`
    Outcome<ConfigDiff> diff(String set, String from, String to);

    /// Begins to take a version in.
    ///
    /// @param user who asks
    Outcome<PublishNeeds> begin(PublishBegin begin, String user);

    /// Takes a piece of it.
    ///
    /// @param id of the publication
    Outcome<PublishNeeds> content(String id, byte[] frame);

    /// Sends it to all nodes.
    Outcome<ConfigSetView> publish(String id, String user);

    Outcome<ConfigSetView> rollback(ConfigRollback rollback, String user);

    Outcome<ConfigSetView> settle(DriftOrder order, String user);

    /// The sets that are left.
    Outcome<List<ConfigSetView>> forget(String set, String user);
}

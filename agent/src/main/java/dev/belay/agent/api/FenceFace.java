package dev.belay.agent.api;

import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.api.FenceSecret;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceView;
import dev.belay.model.node.FenceAction;
import java.util.Optional;

/// How nodes are stopped for certain, as the API shows and orders it. All block.
public interface FenceFace {

    Outcome<FenceView> fencing();

    /// Begins to stop a node.
    ///
    /// @param action empty: what its devices are drawn for
    Outcome<FenceView.Fencing> fence(String node, Optional<FenceAction> action, Actor actor);

    /// A person has seen to it that a node is stopped.
    Outcome<FenceView> confirm(String node, Actor actor);

    /// Asks the devices of a node for its power; does nothing to it.
    Outcome<FenceTest> test(String node);

    /// Keeps what a device is to be told on all members that can be reached.
    Outcome<FenceSecretKept> keep(FenceSecret secret, Actor actor);
}

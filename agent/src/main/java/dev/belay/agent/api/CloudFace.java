package dev.belay.agent.api;

import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.api.CloudReach;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.ProxySecret;

/// The way of the members to the cloud, as the API shows and orders it. All block.
public interface CloudFace {

    /// What the members reach of the cloud, tried now.
    Outcome<CloudReach> reach();

    /// Keeps the password of a proxy on all members that can be reached.
    Outcome<FenceSecretKept> keep(ProxySecret secret, Actor actor);
}

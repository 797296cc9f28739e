package dev.belay.app.fencing;

import dev.belay.api.FenceSecret;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceView;
import dev.belay.app.design.DesignPort;
import dev.belay.reach.AgentException;

/// What the wizard asks the cluster about fence devices, and orders. All calls block.
public interface FencingPort extends DesignPort.Relay {

    /// The devices of the design in force, and what the member that answers can ask of them.
    FenceView fencing() throws AgentException;

    /// Has the devices of a member asked for its power; nothing is done to it, so it may be
    /// repeated.
    ///
    /// @param member id
    /// @throws AgentException refused with `fence-not-ready` while the devices are being looked at
    FenceTest testFence(String member) throws AgentException;

    /// Tells all members what a device is to be told and nobody else; may be repeated.
    FenceSecretKept keepSecret(FenceSecret secret) throws AgentException;

    /// Waits about a second, until it makes sense to ask again.
    void rest() throws InterruptedException;
}

package dev.belay.app.protect;

import dev.belay.api.ServicesView;
import dev.belay.app.design.DesignPort;
import dev.belay.reach.AgentException;

/// What the wizard asks the cluster. All calls block.
public interface ProtectPort extends DesignPort.Relay {
    ServicesView services() throws AgentException;
}

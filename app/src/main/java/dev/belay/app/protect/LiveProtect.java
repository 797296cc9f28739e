package dev.belay.app.protect;

import dev.belay.api.DesignText;
import dev.belay.api.ServicesView;
import dev.belay.app.design.DesignPort;
import dev.belay.app.services.ServicesPort;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;

/// The cluster that is looked at.
public final class LiveProtect implements ProtectPort {
    private final DesignPort designs;
    private final ServicesPort running;

    /// @param designs what is in force there
    /// @param running what it runs
    public LiveProtect(DesignPort designs, ServicesPort running) {
        this.designs = designs;
        this.running = running;
    }

    @Override
    public ClusterStatus status() throws AgentException {
        return designs.status();
    }

    @Override
    public DesignText design() throws AgentException {
        return designs.design();
    }

    @Override
    public DesignText putDesign(DesignText design) throws AgentException {
        return designs.putDesign(design);
    }

    @Override
    public ServicesView services() throws AgentException {
        return running.services().view();
    }
}

package dev.belay.app.protect;

import dev.belay.api.ServicesView;
import dev.belay.app.design.DesignPort;
import dev.belay.app.services.ServicesPort;
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
    public DesignPort designs() {
        return designs;
    }

    @Override
    public ServicesView services() throws AgentException {
        return running.services().view();
    }
}

package dev.belay.app.design;

import dev.belay.api.DesignText;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;

/// What wizards ask the cluster about its design. All calls block; an order is sent once.
public interface DesignPort {
    ClusterStatus status() throws AgentException;

    DesignText design() throws AgentException;

    /// Puts a design in force; refused when another one came in between.
    DesignText putDesign(DesignText design) throws AgentException;
}

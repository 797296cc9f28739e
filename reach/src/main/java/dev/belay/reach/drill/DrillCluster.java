package dev.belay.reach.drill;

import dev.belay.api.DrillBegun;
import dev.belay.api.DrillOrder;
import dev.belay.api.ServicesView;
import dev.belay.reach.AgentException;

/// What a drill asks of the cluster. All block.
public interface DrillCluster {

    /// May be asked of any member that answers.
    ServicesView services() throws AgentException;

    DrillBegun drill(String service, DrillOrder order) throws AgentException;

    ServicesView start(String service) throws AgentException;

    ServicesView move(String service, String node) throws AgentException;

    ServicesView clear(String service) throws AgentException;
}

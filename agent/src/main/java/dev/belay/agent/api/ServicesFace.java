package dev.belay.agent.api;

import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.api.DesignText;
import dev.belay.api.DrillBegun;
import dev.belay.api.DrillOrder;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import java.time.Duration;

/// The cluster's services, as the API shows and changes them. All block.
public interface ServicesFace {

    /// A node that has not answered by then is shown as one that does not.
    Duration LONGEST = Duration.ofMillis(900);

    /// All services, with what all nodes say of them that answer in time.
    ///
    /// @param within at most [#LONGEST]
    Outcome<ServicesView> services(Duration within);

    Outcome<ServiceWhy> why(String service);

    Outcome<ServicesView> start(String service, Actor actor);

    /// Orders a service to stop; where a stop of it failed, it is tried again.
    Outcome<ServicesView> stop(String service, Actor actor);

    /// Sends a service to a node.
    ///
    /// @param node id; empty: away from where it is
    Outcome<ServicesView> move(String service, String node, Actor actor);

    /// Inflicts a fault on the node that runs a service; done when it is about to happen.
    Outcome<DrillBegun> drill(String service, DrillOrder order, Actor actor);

    Outcome<ServicesView> clear(String service, Actor actor);

    Outcome<ServicesView> changeMode(String node, NodeMode mode, Actor actor);

    Outcome<DesignText> design();

    /// Puts a design in force.
    Outcome<DesignText> adopt(DesignText design, Actor actor);
}

package dev.belay.app.plan;

import dev.belay.api.DesignText;
import dev.belay.api.OperationView;
import dev.belay.api.ServicesView;
import dev.belay.app.design.OperationPort;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;
import java.util.List;

/// What the plan asks of the cluster that is looked at. All calls block; an order is sent once.
public interface PlanPort extends OperationPort {

    /// What is so now.
    ///
    /// @param inForce the design; version 0 when none is
    /// @param operations newest first
    record Known(
            DesignText inForce,
            ClusterStatus status,
            ServicesView services,
            List<OperationView> operations) {
        public Known {
            operations = List.copyOf(operations);
        }
    }

    Known look() throws AgentException;
}

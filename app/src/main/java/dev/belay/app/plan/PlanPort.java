package dev.belay.app.plan;

import dev.belay.api.DesignText;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.api.ServicesView;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;
import java.util.List;

/// What the plan asks of the cluster that is looked at. All calls block; an order is sent once.
public interface PlanPort {

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

    /// What can be ordered of an operation.
    enum Order {
        CANCEL,
        RESUME,
        UNDO,
        CONFIRM
    }

    Known look() throws AgentException;

    /// Has the cluster put a design in force, step by step.
    OperationView begin(OperationBegin begin) throws AgentException;

    /// Orders something of an operation.
    ///
    /// @param number of it
    OperationView order(Order order, long number) throws AgentException;
}

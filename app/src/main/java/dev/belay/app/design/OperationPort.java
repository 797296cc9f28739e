package dev.belay.app.design;

import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.reach.AgentException;
import java.util.List;

/// Operations of the cluster that is looked at. All calls block; an order is sent once.
public interface OperationPort {

    /// What can be ordered of an operation.
    enum Order {
        CANCEL,
        RESUME,
        UNDO,
        CONFIRM
    }

    /// Those that the cluster remembers, newest first.
    List<OperationView> operations() throws AgentException;

    /// Has the cluster put a design in force, step by step.
    OperationView begin(OperationBegin begin) throws AgentException;

    /// Orders something of an operation.
    ///
    /// @param number of it
    OperationView order(Order order, long number) throws AgentException;
}

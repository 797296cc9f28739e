package dev.belay.app.design;

import dev.belay.api.CloudReach;
import dev.belay.api.DesignText;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;
import java.util.List;

/// What wizards ask the cluster about its design. All calls block; an order is sent once.
public interface DesignPort extends OperationPort {
    ClusterStatus status() throws AgentException;

    DesignText design() throws AgentException;

    /// What members reach of what the design in force wants of the cloud; they try it now, which
    /// takes some seconds.
    CloudReach reach() throws AgentException;

    /// Waits a moment, until it makes sense to look at an operation again.
    void pause() throws InterruptedException;

    /// One that asks another one, for ports that know more.
    interface Relay extends DesignPort {
        DesignPort designs();

        @Override
        default ClusterStatus status() throws AgentException {
            return designs().status();
        }

        @Override
        default DesignText design() throws AgentException {
            return designs().design();
        }

        @Override
        default CloudReach reach() throws AgentException {
            return designs().reach();
        }

        @Override
        default void pause() throws InterruptedException {
            designs().pause();
        }

        @Override
        default List<OperationView> operations() throws AgentException {
            return designs().operations();
        }

        @Override
        default OperationView begin(OperationBegin begin) throws AgentException {
            return designs().begin(begin);
        }

        @Override
        default OperationView order(Order order, long number) throws AgentException {
            return designs().order(order, number);
        }
    }
}

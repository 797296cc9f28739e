package dev.belay.app.fencing;

import dev.belay.api.CloudReach;
import dev.belay.api.DesignText;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.app.design.DesignPort;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.util.List;

/// The design of one real agent's cluster.
///
/// @param client to it
record ClientDesign(ApiClient client) implements DesignPort {

    @Override
    public ClusterStatus status() throws AgentException {
        return client.status();
    }

    @Override
    public DesignText design() throws AgentException {
        return client.design();
    }

    @Override
    public CloudReach reach() throws AgentException {
        return client.cloudReach();
    }

    @Override
    public void pause() throws InterruptedException {
        Thread.sleep(100);
    }

    @Override
    public List<OperationView> operations() throws AgentException {
        return client.operations();
    }

    @Override
    public OperationView begin(OperationBegin begin) throws AgentException {
        return client.beginOperation(begin);
    }

    @Override
    public OperationView order(Order order, long number) throws AgentException {
        return switch (order) {
            case CANCEL -> client.cancelOperation(number);
            case RESUME -> client.resumeOperation(number);
            case UNDO -> client.undoOperation(number);
            case CONFIRM -> client.confirmOperation(number);
        };
    }
}

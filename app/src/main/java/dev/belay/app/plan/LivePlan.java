package dev.belay.app.plan;

import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.OpenMembers;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// Plans of the cluster that is looked at, through its tunnels.
public final class LivePlan implements PlanPort {
    private final OpenMembers members;

    public LivePlan(ObservableValue<@Nullable LiveCluster> live) {
        this.members = new OpenMembers(live);
    }

    @Override
    public Known look() throws AgentException {
        return members.ask(ApiClient.DEADLINE, false, LivePlan::look).value();
    }

    /// All of it from one member: what two of them say may not fit together.
    private static Known look(ApiClient client) throws AgentException {
        return new Known(client.design(), client.status(), client.services(), client.operations());
    }

    @Override
    public OperationView begin(OperationBegin begin) throws AgentException {
        return members.ask(ApiClient.MEMBERSHIP, true, client -> client.beginOperation(begin))
                .value();
    }

    @Override
    public OperationView order(Order order, long number) throws AgentException {
        return members.ask(
                        ApiClient.MEMBERSHIP,
                        true,
                        client ->
                                switch (order) {
                                    case CANCEL -> client.cancelOperation(number);
                                    case RESUME -> client.resumeOperation(number);
                                    case UNDO -> client.undoOperation(number);
                                    case CONFIRM -> client.confirmOperation(number);
                                })
                .value();
    }
}

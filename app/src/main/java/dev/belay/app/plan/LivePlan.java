package dev.belay.app.plan;

import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.OpenMembers;
import dev.belay.app.design.OperationPort;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// Plans of the cluster that is looked at, through its tunnels.
public final class LivePlan implements PlanPort {
    private final OperationPort orders;
    private final OpenMembers members;

    /// @param orders of the same cluster
    public LivePlan(OperationPort orders, ObservableValue<@Nullable LiveCluster> live) {
        this.orders = orders;
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
    public List<OperationView> operations() throws AgentException {
        return orders.operations();
    }

    @Override
    public OperationView begin(OperationBegin begin) throws AgentException {
        return orders.begin(begin);
    }

    @Override
    public OperationView order(Order order, long number) throws AgentException {
        return orders.order(order, number);
    }
}

package dev.belay.app.services;

import dev.belay.api.NodeMode;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.OpenMembers;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The cluster that is looked at, through its tunnels: the coordinator is asked first, then any
/// other member.
public final class LiveServices implements ServicesPort {
    private final OpenMembers members;

    public LiveServices(ObservableValue<@Nullable LiveCluster> live) {
        this.members = new OpenMembers(live);
    }

    private Told told(Duration deadline, boolean order, OpenMembers.Call<ServicesView> call)
            throws AgentException {
        var answer = members.ask(deadline, order, call);
        return new Told(answer.node(), answer.value());
    }

    private Told order(OpenMembers.Call<ServicesView> call) throws AgentException {
        return told(ApiClient.MEMBERSHIP, true, call);
    }

    @Override
    public Told services() throws AgentException {
        return told(ApiClient.DEADLINE, false, ApiClient::services);
    }

    @Override
    public ServiceWhy why(String service) throws AgentException {
        return members.ask(ApiClient.DEADLINE, false, client -> client.serviceWhy(service)).value();
    }

    @Override
    public Told start(String service) throws AgentException {
        return order(client -> client.startService(service));
    }

    @Override
    public Told stop(String service) throws AgentException {
        return order(client -> client.stopService(service));
    }

    @Override
    public Told move(String service, String node) throws AgentException {
        return order(client -> client.moveService(service, node));
    }

    @Override
    public Told clear(String service) throws AgentException {
        return order(client -> client.clearService(service));
    }

    @Override
    public Told changeMode(String node, NodeMode mode) throws AgentException {
        return order(client -> client.changeMode(node, mode));
    }
}

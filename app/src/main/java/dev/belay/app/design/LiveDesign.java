package dev.belay.app.design;

import dev.belay.api.DesignText;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.OpenMembers;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The design of the cluster that is looked at, through its tunnels.
public final class LiveDesign implements DesignPort {
    private final OpenMembers members;

    public LiveDesign(ObservableValue<@Nullable LiveCluster> live) {
        this.members = new OpenMembers(live);
    }

    @Override
    public ClusterStatus status() throws AgentException {
        return members.ask(ApiClient.DEADLINE, false, ApiClient::status).value();
    }

    @Override
    public DesignText design() throws AgentException {
        return members.ask(ApiClient.DEADLINE, false, ApiClient::design).value();
    }

    @Override
    public DesignText putDesign(DesignText design) throws AgentException {
        return members.ask(ApiClient.MEMBERSHIP, true, client -> client.putDesign(design)).value();
    }
}

package dev.belay.app.design;

import dev.belay.api.CloudReach;
import dev.belay.api.DesignText;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.OpenMembers;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The design of the cluster that is looked at, through its tunnels.
public final class LiveDesign implements DesignPort {
    private static final Duration PAUSE = Duration.ofMillis(200);

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
    public CloudReach reach() throws AgentException {
        return members.ask(ApiClient.MEMBERSHIP, false, ApiClient::cloudReach).value();
    }

    @Override
    public void pause() throws InterruptedException {
        Thread.sleep(PAUSE);
    }

    @Override
    public List<OperationView> operations() throws AgentException {
        return members.ask(ApiClient.DEADLINE, false, ApiClient::operations).value();
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

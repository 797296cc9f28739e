package dev.belay.app.fencing;

import dev.belay.api.FenceSecret;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceView;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.OpenMembers;
import dev.belay.app.design.DesignPort;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The cluster that is looked at, through its tunnels: the coordinator is asked first.
public final class LiveFencing implements FencingPort {
    private static final Duration REST = Duration.ofSeconds(1);

    private final DesignPort design;
    private final OpenMembers members;

    /// Of a cluster.
    ///
    /// @param design of the same cluster
    public LiveFencing(DesignPort design, ObservableValue<@Nullable LiveCluster> live) {
        this.design = design;
        this.members = new OpenMembers(live);
    }

    @Override
    public DesignPort designs() {
        return design;
    }

    @Override
    public FenceView fencing() throws AgentException {
        return members.ask(ApiClient.DEADLINE, false, ApiClient::fencing).value();
    }

    /// Like an order, it goes to one member only: where a device is silent, another member would
    /// wait for it just as long.
    @Override
    public FenceTest testFence(String member) throws AgentException {
        return members.ask(ApiClient.MEMBERSHIP, true, client -> client.testFence(member)).value();
    }

    @Override
    public FenceSecretKept keepSecret(FenceSecret secret) throws AgentException {
        return members.ask(ApiClient.MEMBERSHIP, true, client -> client.keepFenceSecret(secret))
                .value();
    }

    @Override
    public void rest() throws InterruptedException {
        Thread.sleep(REST);
    }
}

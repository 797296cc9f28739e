package dev.belay.app.services;

import dev.belay.api.ApiError;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.TunnelState;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The cluster that is looked at, through its tunnels: the coordinator is asked first, then any
/// other member.
///
/// A question goes to the next member when one does not answer. An order does so only while it is
/// certain that nobody has it.
public final class LiveServices implements ServicesPort {
    private final ObservableValue<@Nullable LiveCluster> live;
    private volatile List<LiveNode> nodes = List.of();

    public LiveServices(ObservableValue<@Nullable LiveCluster> live) {
        this.live = live;
        live.subscribe(now -> look());
        live.flatMap(LiveCluster::pictureProperty).subscribe(picture -> look());
    }

    private void look() {
        LiveCluster now = live.getValue();
        nodes = now == null ? List.of() : order(now);
    }

    private static List<LiveNode> order(LiveCluster cluster) {
        String coordinator = cluster.pictureProperty().get().coordinator();
        return cluster.nodes().stream()
                .filter(node -> node.tunnelProperty().get().state() == TunnelState.OPEN)
                .sorted(Comparator.comparing(node -> !node.id().equals(coordinator)))
                .toList();
    }

    @FunctionalInterface
    private interface Call<T> {
        T of(ApiClient client) throws AgentException;
    }

    private record Answer<T>(String node, T value) {}

    /// Asks one member after the other.
    ///
    /// @param order whether it changes something
    private <T> Answer<T> ask(Duration deadline, boolean order, Call<T> call)
            throws AgentException {
        AgentException last = none();
        for (LiveNode node : nodes) {
            try {
                return new Answer<>(node.id(), call.of(node.client(deadline)));
            } catch (AgentException e) {
                boolean next =
                        switch (e.kind()) {
                            case REFUSED -> false;
                            case UNREACHABLE -> true;
                            case UNKNOWN -> !order;
                        };
                if (!next) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    private static AgentException none() {
        return new AgentException(
                AgentException.Kind.UNREACHABLE,
                new ApiError(
                        "no-tunnel",
                        "a tunnel to a member of the cluster",
                        "none that is open",
                        "connect to a node first"),
                null);
    }

    private Told told(Duration deadline, boolean order, Call<ServicesView> call)
            throws AgentException {
        Answer<ServicesView> answer = ask(deadline, order, call);
        return new Told(answer.node(), answer.value());
    }

    private Told order(Call<ServicesView> call) throws AgentException {
        return told(ApiClient.MEMBERSHIP, true, call);
    }

    @Override
    public Told services() throws AgentException {
        return told(ApiClient.DEADLINE, false, ApiClient::services);
    }

    @Override
    public ServiceWhy why(String service) throws AgentException {
        return ask(ApiClient.DEADLINE, false, client -> client.serviceWhy(service)).value();
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

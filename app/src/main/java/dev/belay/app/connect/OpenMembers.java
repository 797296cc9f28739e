package dev.belay.app.connect;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The members of the cluster that is looked at whose tunnels are open, the coordinator first: one
/// is asked after the other. Made on the FX thread; asked on any other.
///
/// A question goes to the next member when one does not answer. An order does so only while it is
/// certain that nobody has it.
public final class OpenMembers {
    private final ObservableValue<@Nullable LiveCluster> live;
    private volatile List<LiveNode> nodes = List.of();

    public OpenMembers(ObservableValue<@Nullable LiveCluster> live) {
        this.live = live;
        live.subscribe(now -> look());
        live.flatMap(LiveCluster::pictureProperty).subscribe(picture -> look());
    }

    private void look() {
        LiveCluster now = live.getValue();
        nodes = now == null ? List.of() : open(now);
    }

    private static List<LiveNode> open(LiveCluster cluster) {
        String coordinator = cluster.pictureProperty().get().coordinator();
        return cluster.nodes().stream()
                .filter(node -> node.tunnelProperty().get().state() == TunnelState.OPEN)
                .sorted(Comparator.comparing(node -> !node.id().equals(coordinator)))
                .toList();
    }

    /// Something to ask a member.
    @FunctionalInterface
    public interface Call<T> {
        T of(ApiClient client) throws AgentException;
    }

    /// What a member answered.
    ///
    /// @param node id of the member
    public record Answer<T>(String node, T value) {}

    /// Asks one member after the other. Blocks.
    ///
    /// @param deadline of each
    /// @param isOrder whether it changes something
    public <T> Answer<T> ask(Duration deadline, boolean isOrder, Call<T> call)
            throws AgentException {
        AgentException last = none();
        for (LiveNode node : nodes) {
            try {
                return new Answer<>(node.id(), call.of(node.client(deadline)));
            } catch (AgentException e) {
                boolean isNext =
                        switch (e.kind()) {
                            case REFUSED -> false;
                            case UNREACHABLE -> true;
                            case UNKNOWN -> !isOrder;
                        };
                if (!isNext) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    /// The ways to all of them; at least one.
    ///
    /// @param deadline of each question
    public List<ApiClient> clients(Duration deadline) throws AgentException {
        List<ApiClient> clients = new ArrayList<>();
        for (LiveNode node : nodes) {
            clients.add(node.client(deadline));
        }
        if (clients.isEmpty()) {
            throw none();
        }
        return clients;
    }

    /// The way to each of them; none where no tunnel is open.
    ///
    /// @param deadline of each question
    public List<Answer<ApiClient>> ways(Duration deadline) {
        List<Answer<ApiClient>> ways = new ArrayList<>();
        for (LiveNode node : nodes) {
            try {
                ways.add(new Answer<>(node.id(), node.client(deadline)));
            } catch (AgentException e) {
                // Its tunnel has just been closed: there is no way to it.
            }
        }
        return ways;
    }

    /// What is told where there is none.
    public static AgentException none() {
        return new AgentException(
                AgentException.Kind.UNREACHABLE,
                new ApiError(
                        "no-tunnel",
                        "a tunnel to a member of the cluster",
                        "none that is open",
                        "connect to a node first"),
                null);
    }
}

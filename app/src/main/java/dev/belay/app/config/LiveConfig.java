package dev.belay.app.config;

import dev.belay.api.AuditAnswer;
import dev.belay.api.ConfigDiff;
import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.api.DriftOrder;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.OpenMembers;
import dev.belay.app.connect.TunnelState;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The cluster that is looked at, asked through the tunnel of its admin, or of any other member
/// that has one.
public final class LiveConfig implements ConfigPort {
    private volatile List<LiveNode> nodes = List.of();

    public LiveConfig(ObservableValue<@Nullable LiveCluster> live) {
        live.subscribe(now -> {
            if (now == null) {
                nodes = List.of();
            } else {
                now.pictureProperty().subscribe(picture -> nodes = order(now));
            }
        });
    }

    private static List<LiveNode> order(LiveCluster cluster) {
        return cluster.nodes().stream()
                .filter(node -> node.tunnelProperty().get().state() == TunnelState.OPEN)
                .sorted((a, b) -> Boolean.compare(isAdmin(cluster, b), isAdmin(cluster, a)))
                .toList();
    }

    private static boolean isAdmin(LiveCluster cluster, LiveNode node) {
        return cluster.pictureProperty()
                .get()
                .node(node.id())
                .map(one -> one.member().admin())
                .orElse(false);
    }

    private ApiClient client(Duration deadline) throws AgentException {
        List<LiveNode> now = nodes;
        if (now.isEmpty()) {
            throw OpenMembers.none();
        }
        return now.getFirst().client(deadline);
    }

    /// For what may take long.
    ApiClient patient() throws AgentException {
        return client(ApiClient.MEMBERSHIP);
    }

    @Override
    public List<ConfigSetView> sets() throws AgentException {
        return client(ApiClient.DEADLINE).configSets();
    }

    @Override
    public ConfigDiff diff(String set, String from, String to) throws AgentException {
        return client(ApiClient.MEMBERSHIP).configDiff(set, from, to);
    }

    @Override
    public ConfigSetView rollback(ConfigRollback rollback) throws AgentException {
        return client(ApiClient.MEMBERSHIP).rollbackConfig(rollback);
    }

    @Override
    public ConfigSetView settle(DriftOrder order) throws AgentException {
        return client(ApiClient.MEMBERSHIP).settleDrift(order);
    }

    /// The audit log, as the same member has it.
    public AuditAnswer audit(long after, int limit, boolean verify) throws AgentException {
        return client(ApiClient.MEMBERSHIP).audit(after, limit, verify);
    }
}

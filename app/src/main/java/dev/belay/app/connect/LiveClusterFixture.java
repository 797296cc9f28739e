package dev.belay.app.connect;

import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.Sample;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Member;
import dev.belay.model.status.NodeStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/// Feeds a {@link LiveCluster} with recorded or made-up facts instead of live ones, for
/// screenshots, demonstrations and tests. Call it on the UI thread; in a plain test any one thread
/// will do.
public final class LiveClusterFixture {

    private final LiveCluster cluster;
    private BiFunction<String, HistoryTier, HistoryAnswer> histories =
            (node, tier) -> new HistoryAnswer(node, tier, 1_000, 0, List.of());

    private LiveClusterFixture(String name, LongSupplier clock) {
        this.cluster = new LiveCluster(name, clock);
    }

    /// A cluster without nodes whose clock stands still at zero until {@code clock} says otherwise.
    public static LiveClusterFixture of(String name, LongSupplier clock) {
        return new LiveClusterFixture(name, clock);
    }

    /// A cluster without nodes on the real clock.
    public static LiveClusterFixture of(String name) {
        return new LiveClusterFixture(name, System::nanoTime);
    }

    public LiveCluster cluster() {
        return cluster;
    }

    /// Adds the node unless it is there, and sets its tunnel's state as of now.
    public LiveClusterFixture tunnel(String node, TunnelState state, String text) {
        nodeOf(node).showTunnel(new Tunnel(state, text, cluster.nowNanos()));
        return this;
    }

    /// A status received now by an open tunnel from its observer; members not there yet are added
    /// without a tunnel.
    public LiveClusterFixture status(ClusterStatus status) {
        return status(status, cluster.nowNanos());
    }

    /// A status received at a moment of the fixture's clock.
    public LiveClusterFixture status(ClusterStatus status, long receivedAtNanos) {
        status.nodes().stream().map(NodeStatus::member).map(Member::id).forEach(this::nodeOf);
        LiveNode observer = nodeOf(status.observer());
        if (observer.tunnelProperty().get().state() == TunnelState.NONE) {
            tunnel(observer.id(), TunnelState.OPEN, "");
        }
        cluster.showStatus(observer, new Received<>(status, receivedAtNanos));
        return this;
    }

    public LiveClusterFixture sample(String node, Sample sample) {
        cluster.showSample(nodeOf(node), sample);
        return this;
    }

    public LiveClusterFixture events(List<EventRecord> events) {
        cluster.showEvents(events);
        return this;
    }

    /// What {@link LiveNode#history} answers from now on, by the node's id and the tier; an
    /// exception stands for a node that cannot be asked.
    public LiveClusterFixture histories(BiFunction<String, HistoryTier, HistoryAnswer> answers) {
        histories = answers;
        return this;
    }

    /// Draws the picture anew, as a live session does once a second.
    public LiveClusterFixture tick() {
        cluster.redraw();
        return this;
    }

    private LiveNode nodeOf(String id) {
        return cluster.node(id)
                .orElseGet(() -> {
                    LiveNode node =
                            new LiveNode(
                                    id,
                                    id,
                                    new Tunnel(TunnelState.NONE, "", cluster.nowNanos()),
                                    (tier, measures) ->
                                            CompletableFuture.supplyAsync(
                                                    () -> histories.apply(id, tier),
                                                    Runnable::run));
                    cluster.add(node);
                    return node;
                });
    }
}

package dev.belay.app.connect;

import dev.belay.api.ApiError;
import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.Sample;
import dev.belay.api.WhoAmI;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Fact;
import dev.belay.model.status.Member;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.NodeStatus;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps a tunnel to each node of a cluster, and fills a {@link LiveCluster} with what comes.
///
/// Nothing here blocks the UI thread: tunnels have threads of their own, and hand over through the
/// inbox. A node that is dead disturbs no other.
final class ClusterSession implements AutoCloseable {

    private static final long JUST_HEARD_MILLIS = 1_200;

    private final ClusterPlan plan;
    private final SessionPace pace;
    private final LongSupplier nanos;
    private final LiveCluster cluster;
    private final Inbox inbox;
    private final Executor ui;
    private final List<NodeTunnel> tunnels = new CopyOnWriteArrayList<>();
    private final Map<String, NodeTunnel> byNode = new ConcurrentHashMap<>();
    private final Set<NodeTunnel> arrived = ConcurrentHashMap.newKeySet();
    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private final Heartbeat heartbeat;
    private final Object identity = new Object();
    private @Nullable String clusterId;
    private volatile boolean closed;

    private ClusterSession(ClusterPlan plan, Executor ui, SessionPace pace, Clocks clocks) {
        this.plan = plan;
        this.pace = pace;
        this.nanos = clocks.nanos();
        this.ui = ui;
        this.cluster = new LiveCluster(plan.name(), clocks.nanos());
        this.inbox = new Inbox(ui, new Reader());
        this.heartbeat = new Heartbeat(pace, clocks, this::beat, this::probeAll);
    }

    /// Where time comes from.
    ///
    /// @param nanos monotonic, may stand still while the computer sleeps
    /// @param wallMillis goes on while the computer sleeps
    record Clocks(LongSupplier nanos, LongSupplier wallMillis) {
        static final Clocks SYSTEM = new Clocks(System::nanoTime, System::currentTimeMillis);
    }

    /// Begins to connect to all nodes at once. Call it on the UI thread; returns at once.
    static ClusterSession start(ClusterPlan plan, Executor ui, SessionPace pace, Clocks clocks) {
        ClusterSession session = new ClusterSession(plan, ui, pace, clocks);
        for (ClusterPlan.Entry entry : plan.nodes()) {
            session.cluster.add(session.liveNode(entry.key(), entry.name(), entry.door()));
            session.open(entry.key(), entry.door());
        }
        session.heartbeat.start();
        return session;
    }

    LiveCluster cluster() {
        return cluster;
    }

    /// Tries all tunnels that are not open, at once.
    void retryNow() {
        tunnels.forEach(NodeTunnel::retryNow);
    }

    /// Tries the tunnel to one node at once.
    void retryNow(String node) {
        NodeTunnel tunnel = byNode.get(node);
        if (tunnel != null) {
            tunnel.retryNow();
        }
    }

    /// Asks every agent whether it is still there, as after a sleep of the computer.
    void probeAll() {
        tunnels.forEach(NodeTunnel::probe);
    }

    /// Ends all tunnels; returns at once.
    @Override
    public void close() {
        closed = true;
        heartbeat.close();
        tunnels.forEach(NodeTunnel::close);
    }

    private void open(String key, NodeDoor door) {
        NodeTunnel tunnel = new NodeTunnel(key, door, new Tellings(), pace);
        tunnels.add(tunnel);
        byNode.put(key, tunnel);
        tunnel.start();
    }

    private LiveNode liveNode(String id, String name, @Nullable NodeDoor door) {
        LiveNode node =
                new LiveNode(
                        id,
                        name,
                        new Tunnel(TunnelState.NONE, "", nanos.getAsLong()),
                        (tier, measures) -> history(id, tier, measures));
        if (door != null) {
            node.showWay(new Way(door.describe(), null, -1, null));
        }
        node.showApi(() -> path(id));
        return node;
    }

    private AgentPath path(String id) throws AgentException {
        NodeTunnel tunnel = byNode.get(id);
        if (tunnel == null) {
            throw NoTunnel.to(id);
        }
        return tunnel.path();
    }

    private CompletableFuture<HistoryAnswer> history(
            String id, HistoryTier tier, List<String> measures) {
        CompletableFuture<HistoryAnswer> answer = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("history " + id)
                .start(() -> {
                    try {
                        NodeTunnel tunnel = byNode.get(id);
                        if (tunnel == null) {
                            throw NoTunnel.to(id);
                        }
                        HistoryAnswer got = tunnel.history(tier, measures);
                        ui.execute(() -> answer.complete(got));
                    } catch (AgentException e) {
                        ui.execute(() -> answer.completeExceptionally(e));
                    }
                });
        return answer;
    }

    private void beat(boolean measure) {
        inbox.change(cluster::redraw);
        if (measure) {
            tunnels.forEach(NodeTunnel::measureRoundTrip);
        }
    }

    /// Gives a tunnel the id of its node, and moves what is shown of it there.
    private void settle(NodeTunnel tunnel, WhoAmI who) throws AgentException {
        synchronized (identity) {
            if (clusterId == null) {
                clusterId = who.clusterId();
            } else if (!clusterId.equals(who.clusterId())) {
                throw NoTunnel.toOtherCluster(clusterId, who.clusterId(), tunnel.describe());
            }
            String before = tunnel.key();
            NodeTunnel there = byNode.get(who.node());
            if (there != null && !there.equals(tunnel)) {
                throw NoTunnel.twice(who.nodeName(), tunnel.describe(), there.describe());
            }
            if (!before.equals(who.node())) {
                byNode.put(who.node(), tunnel);
                byNode.remove(before);
                tunnel.setKey(who.node());
                inbox.change(() -> rename(before, who, tunnel));
                plan.settled().accept(before, who.node());
            }
        }
        inbox.change(
                () -> cluster.node(who.node()).ifPresent(node -> node.showName(who.nodeName())));
    }

    private void rename(String before, WhoAmI who, NodeTunnel tunnel) {
        Optional<LiveNode> old = cluster.node(before);
        Tunnel state =
                old.map(node -> node.tunnelProperty().get())
                        .orElseGet(() -> new Tunnel(TunnelState.CONNECTING, "", nanos.getAsLong()));
        Way way =
                old.map(node -> node.wayProperty().get())
                        .orElseGet(() -> new Way(tunnel.describe(), null, -1, null));
        cluster.remove(before);
        LiveNode node =
                cluster.node(who.node())
                        .orElseGet(() -> {
                            LiveNode made = liveNode(who.node(), who.nodeName(), null);
                            cluster.add(made);
                            return made;
                        });
        node.showTunnel(state);
        node.showWay(way);
    }

    /// A node that another agent has just heard is worth a try before its pause is over.
    private void nudge(ClusterStatus status) {
        for (NodeStatus one : status.nodes()) {
            Fact<NodeReport> report = one.report();
            NodeTunnel tunnel = byNode.get(one.member().id());
            if (tunnel != null
                    && report != null
                    && report.observedAt().isAfter(status.at().minusMillis(JUST_HEARD_MILLIS))) {
                tunnel.nudge();
            }
        }
    }

    /// Members that an agent tells of are shown, and get a way of the same kind where one can be
    /// guessed: but not while a tunnel that has not said yet whose it is may turn out to be theirs.
    private void learn(ClusterStatus status) {
        Set<String> members = new HashSet<>();
        status.nodes().forEach(node -> members.add(node.member().id()));
        boolean unsettled =
                tunnels.stream()
                        .anyMatch(tunnel ->
                                !arrived.contains(tunnel) && !members.contains(tunnel.key()));
        for (NodeStatus one : status.nodes()) {
            Member member = one.member();
            if (byNode.containsKey(member.id())) {
                continue;
            }
            if (shown.add(member.id())) {
                inbox.change(() -> show(member));
            }
            if (!unsettled && !closed && tried.add(member.id())) {
                plan.learned().apply(member).ifPresent(door -> open(member.id(), door));
            }
        }
    }

    private void show(Member member) {
        if (cluster.node(member.id()).isEmpty()) {
            cluster.add(liveNode(member.id(), member.name(), null));
        }
    }

    private final class Reader implements Inbox.Reader {
        @Override
        public void statuses(Map<String, Received<ClusterStatus>> statuses) {
            statuses.forEach((id, status) ->
                    cluster.node(id).ifPresent(node -> cluster.takeStatus(node, status)));
            cluster.redraw();
        }

        @Override
        public void samples(String id, List<Sample> samples) {
            cluster.node(id)
                    .ifPresent(node -> samples.forEach(sample -> cluster.showSample(node, sample)));
        }

        @Override
        public void events(List<EventRecord> events) {
            cluster.showEvents(events);
        }
    }

    private final class Tellings implements NodeTunnel.Listener {
        @Override
        public void arrived(NodeTunnel tunnel, WhoAmI who) throws AgentException {
            settle(tunnel, who);
            arrived.add(tunnel);
        }

        @Override
        public void state(
                NodeTunnel tunnel, TunnelState state, String text, @Nullable ApiError error) {
            Tunnel now = new Tunnel(state, text, nanos.getAsLong());
            onNode(
                    tunnel,
                    node -> {
                        node.showTunnel(now);
                        node.showWay(node.wayProperty().get().withError(error));
                    });
        }

        @Override
        public void linked(NodeTunnel tunnel, NodeLink link) {
            onNode(tunnel, node -> node.showWay(node.wayProperty().get().withFacts(link.facts())));
        }

        @Override
        public void roundTrip(NodeTunnel tunnel, double millis) {
            onNode(tunnel, node -> node.showWay(node.wayProperty().get().withRoundTrip(millis)));
        }

        @Override
        public void status(NodeTunnel tunnel, ClusterStatus status) {
            inbox.status(tunnel.key(), new Received<>(status, nanos.getAsLong()));
            learn(status);
            nudge(status);
        }

        @Override
        public void sample(NodeTunnel tunnel, Sample sample) {
            inbox.sample(tunnel.key(), sample);
        }

        @Override
        public void events(NodeTunnel tunnel, List<EventRecord> events) {
            inbox.events(events);
        }

        private void onNode(NodeTunnel tunnel, Consumer<LiveNode> change) {
            inbox.change(() -> cluster.node(tunnel.key()).ifPresent(change));
        }
    }
}

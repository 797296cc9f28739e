package dev.belay.agent.health;

import dev.belay.agent.http.Ask;
import dev.belay.agent.http.Reply;
import dev.belay.api.ApiError;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.PeerSight;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Shows an agent to Prometheus, in its text format; names carry their units.
public final class Metrics {

    private final Supplier<ClusterStatus> status;
    private final Supplier<NodeReport> self;
    private final LongSupplier events;

    /// What the metrics are taken from.
    ///
    /// @param events how many events were recorded so far
    public Metrics(Supplier<ClusterStatus> status, Supplier<NodeReport> self, LongSupplier events) {
        this.status = status;
        this.self = self;
        this.events = events;
    }

    /// Answers a scrape.
    public Reply answer(Ask ask) {
        String path = ask.target().split("\\?", -1)[0];
        if (!path.equals("/metrics")) {
            return Reply.error(
                    404,
                    new ApiError("no-such-path", "/metrics", "another path", "scrape /metrics"));
        }
        if (!ask.method().equals("GET")) {
            return Reply.error(
                    405,
                    new ApiError("no-such-method", "GET", "another method", "use GET"),
                    Map.of("Allow", "GET"));
        }
        var out = new ByteArrayOutputStream(4096);
        try {
            PrometheusTextFormatWriter.create().write(out, snapshots());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reply.Whole(
                200, "text/plain; version=0.0.4; charset=utf-8", out.toByteArray(), Map.of());
    }

    MetricSnapshots snapshots() {
        NodeReport own = self.get();
        ClusterStatus cluster = status.get();
        var all = MetricSnapshots.builder();
        var vitals = own.vitals();
        all.metricSnapshot(
                gauge(
                        "belay_host_cpu_ratio",
                        "Load of the host, 0 to 1",
                        vitals.cpuPercent() / 100));
        all.metricSnapshot(
                gauge(
                        "belay_host_memory_used_bytes",
                        "Memory of the host that is not available",
                        (double) vitals.memoryUsedBytes()));
        all.metricSnapshot(
                gauge(
                        "belay_host_memory_size_bytes",
                        "Memory of the host",
                        (double) vitals.memoryTotalBytes()));
        all.metricSnapshot(
                gauge("belay_host_load1", "Load average over one minute", vitals.load1()));
        all.metricSnapshot(
                gauge(
                        "belay_disk_used_bytes",
                        "In use on the file system of the state folder",
                        (double) vitals.diskUsedBytes()));
        all.metricSnapshot(
                gauge(
                        "belay_disk_size_bytes",
                        "Size of the file system of the state folder",
                        (double) vitals.diskTotalBytes()));
        all.metricSnapshot(
                gauge(
                        "belay_host_receive_bytes_per_second",
                        "Received over all interfaces",
                        vitals.receivedBytesPerSecond()));
        all.metricSnapshot(
                gauge(
                        "belay_host_transmit_bytes_per_second",
                        "Sent over all interfaces",
                        vitals.sentBytesPerSecond()));
        all.metricSnapshot(
                gauge(
                        "belay_agent_cpu_ratio",
                        "Load of the agent, 1 is a whole core",
                        vitals.agentCpuPercent() / 100));
        all.metricSnapshot(
                gauge(
                        "belay_agent_resident_memory_bytes",
                        "Resident memory of the agent",
                        (double) vitals.agentMemoryBytes()));
        all.metricSnapshot(
                gauge(
                        "belay_agent_start_time_seconds",
                        "When the agent started, since the epoch",
                        own.startedAt().toEpochMilli() / 1000.0));
        raft(all, own, cluster);
        peers(all, own);
        return all.build();
    }

    private void raft(MetricSnapshots.Builder all, NodeReport own, ClusterStatus cluster) {
        var raft = own.raft();
        all.metricSnapshot(
                gauge("belay_raft_term", "Term of consensus", (double) own.opinion().term()));
        all.metricSnapshot(
                gauge(
                        "belay_raft_is_coordinator",
                        "1 on the coordinator",
                        own.node().equals(own.opinion().coordinator()) ? 1 : 0));
        all.metricSnapshot(
                gauge(
                        "belay_raft_commit_index",
                        "Last committed entry",
                        (double) raft.commitIndex()));
        all.metricSnapshot(
                gauge(
                        "belay_raft_applied_index",
                        "Last applied entry",
                        (double) raft.appliedIndex()));
        all.metricSnapshot(
                gauge(
                        "belay_raft_log_size_bytes",
                        "Size of the log on disk",
                        (double) raft.logBytes()));
        all.metricSnapshot(
                gauge(
                        "belay_quorum_held",
                        "1 while this agent takes the cluster to have a quorum",
                        cluster.quorum().held() ? 1 : 0));
        all.metricSnapshot(
                gauge(
                        "belay_voters_heard",
                        "Voters that this agent hears, itself included",
                        cluster.quorum().votersUp()));
        all.metricSnapshot(
                gauge("belay_voters", "Voters of the cluster", cluster.quorum().votersTotal()));
        all.metricSnapshot(
                gauge(
                        "belay_problems",
                        "Problems of the cluster as this agent sees them",
                        cluster.problems().size()));
        all.metricSnapshot(
                CounterSnapshot.builder()
                        .name("belay_events")
                        .help("Events recorded on this node")
                        .dataPoint(
                                CounterDataPointSnapshot.builder()
                                        .value((double) events.getAsLong())
                                        .build())
                        .build());
    }

    private static void peers(MetricSnapshots.Builder all, NodeReport own) {
        var reachable =
                GaugeSnapshot.builder()
                        .name("belay_peer_reachable")
                        .help("1 while the peer answers this agent");
        var roundTrip =
                GaugeSnapshot.builder()
                        .name("belay_peer_round_trip_seconds")
                        .help("Round trip of the peer's last answer");
        var offset =
                GaugeSnapshot.builder()
                        .name("belay_peer_clock_offset_seconds")
                        .help("The peer's clock minus this one's");
        for (PeerSight peer : own.peers()) {
            var labels = Labels.of("peer", peer.peer());
            reachable.dataPoint(point(labels, peer.reachable() ? 1 : 0));
            Double trip = peer.roundTripMillis();
            if (trip != null) {
                roundTrip.dataPoint(point(labels, trip / 1000));
            }
            Double clock = peer.clockOffsetMillis();
            if (clock != null) {
                offset.dataPoint(point(labels, clock / 1000));
            }
        }
        all.metricSnapshot(reachable.build());
        all.metricSnapshot(roundTrip.build());
        all.metricSnapshot(offset.build());
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(Labels.EMPTY, value))
                .build();
    }

    private static GaugeSnapshot gauge(String name, String help, long value) {
        return gauge(name, help, (double) value);
    }

    private static GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }
}

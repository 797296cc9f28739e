package dev.belay.agent.core.sight;

import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Fact;
import dev.belay.model.status.Member;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.NodeStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts a sight into the words of a status: each fact with its age and its observer.
///
/// @param clusterId stable id of the cluster
/// @param name what people call it
public record StatusView(String clusterId, String name) {

    /// The status of now.
    ///
    /// @param own this node's own report
    /// @param now this node's clock
    /// @param nowMillis its monotonic clock at the same moment
    public ClusterStatus status(Sight sight, NodeReport own, Instant now, long nowMillis) {
        var nodes = new ArrayList<NodeStatus>();
        for (Member member : sight.members()) {
            @Nullable Peer peer = sight.peers().get(member.id());
            NodeSight seen =
                    peer == null
                            ? NodeSight.self(member)
                            : NodeSight.of(sight, member, peer, nowMillis);
            @Nullable Fact<NodeReport> report =
                    peer == null
                            ? Fact.of(own, now, sight.self())
                            : freshest(sight.self(), peer, now, nowMillis);
            nodes.add(
                    new NodeStatus(
                            member,
                            seen.state(),
                            seen.sentence(),
                            report,
                            seen.reasonCode(),
                            seen.fields()));
        }
        var quorum = sight.quorum(nowMillis);
        return new ClusterStatus(
                clusterId,
                name,
                sight.self(),
                now,
                sight.opinion(),
                quorum,
                List.copyOf(nodes),
                StatusProblems.of(sight, quorum, nodes, nowMillis));
    }

    private static @Nullable Fact<NodeReport> freshest(
            String self, Peer peer, Instant now, long nowMillis) {
        var relayed = peer.relayed();
        @Nullable NodeReport own = peer.own();
        if (relayed != null && relayed.heardMillis() > peer.heardMillis()) {
            return Fact.of(
                    onOurClock(relayed.report(), peer),
                    now.minusMillis(Math.max(0, nowMillis - relayed.heardMillis())),
                    relayed.witness());
        }
        return own == null
                ? null
                : Fact.of(
                        onOurClock(own, peer), now.minusMillis(peer.silentMillis(nowMillis)), self);
    }

    private static NodeReport onOurClock(NodeReport report, Peer peer) {
        double offset = peer.clockOffset().millis();
        return new NodeReport(
                report.node(),
                report.at(),
                report.startedAt(),
                report.agentVersion(),
                report.host(),
                report.opinion(),
                report.peers(),
                report.vitals(),
                report.raft(),
                Double.isNaN(offset) ? 0 : -Math.round(offset));
    }
}

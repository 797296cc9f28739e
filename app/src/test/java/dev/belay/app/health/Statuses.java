package dev.belay.app.health;

import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Fact;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.PeerSight;
import dev.belay.model.status.Picture;
import dev.belay.model.status.Quorum;
import dev.belay.model.status.RaftFacts;
import dev.belay.model.status.RaftRole;
import dev.belay.model.status.Vitals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what agents would say, in a few words.
final class Statuses {

    static final Instant AT = Instant.parse("2026-03-02T05:32:00Z");
    static final List<String> NODES = List.of("gw-1", "gw-2", "gw-3");

    private Statuses() {}

    /// What a node said some time ago, all members seen as active.
    static Picture.Seen said(
            String observer, long ageMillis, @Nullable String coordinator, long term) {
        return said(observer, ageMillis, coordinator, term, 60_000, Map.of());
    }

    /// What a node said some time ago.
    ///
    /// @param termAgeMillis how long it had been in its term by then
    /// @param sees states of members that it does not take for active
    static Picture.Seen said(
            String observer,
            long ageMillis,
            @Nullable String coordinator,
            long term,
            long termAgeMillis,
            Map<String, NodeState> sees) {
        Opinion opinion = opinion(observer, coordinator, term, AT.minusMillis(termAgeMillis));
        List<NodeStatus> nodes = new ArrayList<>();
        for (String node : NODES) {
            NodeState state = sees.getOrDefault(node, NodeState.ACTIVE);
            Fact<NodeReport> own =
                    node.equals(observer)
                            ? Fact.of(report(node, opinion, sees), AT, observer)
                            : null;
            nodes.add(new NodeStatus(member(node), state, "", own));
        }
        ClusterStatus status =
                new ClusterStatus(
                        "c1",
                        "edge-tokyo",
                        observer,
                        AT,
                        opinion,
                        new Quorum(3, 3, 2, true),
                        nodes,
                        List.of());
        return new Picture.Seen(status, ageMillis);
    }

    /// The same view, with a report of another node that it passes on.
    static Picture.Seen withReport(
            Picture.Seen seen, String node, long ageMillis, NodeReport report) {
        ClusterStatus status = seen.status();
        List<NodeStatus> nodes =
                status.nodes().stream()
                        .map(one ->
                                one.member().id().equals(node)
                                        ? new NodeStatus(
                                                one.member(),
                                                one.state(),
                                                one.reason(),
                                                Fact.of(
                                                        report,
                                                        status.at().minusMillis(ageMillis),
                                                        node))
                                        : one)
                        .toList();
        return new Picture.Seen(
                new ClusterStatus(
                        status.clusterId(),
                        status.name(),
                        status.observer(),
                        status.at(),
                        status.opinion(),
                        status.quorum(),
                        nodes,
                        status.problems()),
                seen.ageMillis());
    }

    static Opinion opinion(
            String observer, @Nullable String coordinator, long term, Instant termSince) {
        RaftRole role = observer.equals(coordinator) ? RaftRole.COORDINATOR : RaftRole.FOLLOWER;
        return new Opinion(coordinator, term, termSince, role, coordinator != null);
    }

    static NodeReport report(String node, Opinion opinion, Map<String, NodeState> sees) {
        List<PeerSight> peers = new ArrayList<>();
        for (String peer : NODES) {
            if (!peer.equals(node)) {
                NodeState state = sees.getOrDefault(peer, NodeState.ACTIVE);
                double offset = NODES.indexOf(peer) - NODES.indexOf(node);
                peers.add(new PeerSight(peer, state != NodeState.UNKNOWN, 200, 0.8, offset, state));
            }
        }
        return new NodeReport(
                node,
                AT,
                AT.minusSeconds(600),
                "0.1.0",
                "Debian 12, Linux 6.1",
                opinion,
                peers,
                new Vitals(12, 2, 0.3, 1_000, 4_000, 71_000_000, 5_000, 20_000, 1e5, 5e4),
                new RaftFacts(1_200, 1_200, 1_000, 40_000),
                0);
    }

    static Member member(String id) {
        return new Member(id, id, "", MemberRole.VOTER, id.equals("gw-1"), "10.0.110.10", 7_400);
    }
}

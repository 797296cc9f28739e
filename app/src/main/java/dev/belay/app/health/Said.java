package dev.belay.app.health;

import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Fact;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.PeerSight;
import dev.belay.model.status.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The newest thing that one node is known to have said.
///
/// @param node its id
/// @param via id of the node that passed it on; the node itself when it said so directly
/// @param ageMillis how long ago it said so
/// @param opinion what it thinks of the leadership
/// @param termAgeMillis how long ago it entered its term
/// @param sees the state that it takes each member to be in, by id, itself included
/// @param hears ids of the members that answer it
/// @param clockOffsets clocks of other members minus its own in milliseconds, where it measured
///   them
record Said(
        String node,
        String via,
        long ageMillis,
        Opinion opinion,
        long termAgeMillis,
        Map<String, NodeState> sees,
        Set<String> hears,
        Map<String, Double> clockOffsets) {

    boolean isDirect() {
        return node.equals(via);
    }

    boolean isStale() {
        return ageMillis > Picture.STALE_MILLIS;
    }

    /// What an observer says of its own accord.
    static Said directly(Picture.Seen seen) {
        ClusterStatus status = seen.status();
        Map<String, NodeState> sees = new HashMap<>();
        Set<String> hears = new HashSet<>();
        Map<String, Double> offsets = new HashMap<>();
        for (NodeStatus node : status.nodes()) {
            String id = node.member().id();
            sees.put(id, node.state());
            if (node.state() != NodeState.UNKNOWN) {
                hears.add(id);
            }
            Fact<NodeReport> report = node.report();
            if (id.equals(status.observer()) && report != null) {
                collectOffsets(report.value(), offsets);
            }
        }
        return new Said(
                status.observer(),
                status.observer(),
                seen.ageMillis(),
                status.opinion(),
                seen.ageMillis() + millisBetween(status.opinion().termSince(), status.at()),
                sees,
                hears,
                offsets);
    }

    /// What an observer passes on of another node; the other's own state is then the observer's
    /// word for it.
    static Said passedOn(Picture.Seen seen, NodeStatus node, Fact<NodeReport> fact) {
        NodeReport report = fact.value();
        long age = seen.ageMillis() + millisBetween(fact.observedAt(), seen.status().at());
        Map<String, NodeState> sees = new HashMap<>();
        Set<String> hears = new HashSet<>();
        Map<String, Double> offsets = new HashMap<>();
        sees.put(report.node(), node.state());
        for (PeerSight peer : report.peers()) {
            sees.put(peer.peer(), peer.sees());
            if (peer.reachable()) {
                hears.add(peer.peer());
            }
        }
        collectOffsets(report, offsets);
        return new Said(
                report.node(),
                seen.status().observer(),
                age,
                report.opinion(),
                age + millisBetween(report.opinion().termSince(), report.at()),
                sees,
                hears,
                offsets);
    }

    private static void collectOffsets(NodeReport report, Map<String, Double> offsets) {
        for (PeerSight peer : report.peers()) {
            Double offset = peer.clockOffsetMillis();
            if (offset != null) {
                offsets.put(peer.peer(), offset);
            }
        }
    }

    private static long millisBetween(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}

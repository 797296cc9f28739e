package dev.belay.model.status;

import dev.belay.model.status.Picture.NodePicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The traffic between two members, as both ends report it. Only whoever hears both ends can tell a
/// one-way cut from a dead node.
///
/// @param from id of a member; with ONE_WAY the one that hears the other
/// @param to id of a member; with ONE_WAY the one that hears nothing
/// @param silentMillis since the end that hears nothing last heard something; -1 when never, or
///   when nothing is cut
/// @param roundTripMillis of the last answer; null when nobody had one
public record PeerLink(
        String from, String to, State state, long silentMillis, @Nullable Double roundTripMillis) {

    /// What clocks and time on the way may make of two ages.
    private static final long MARGIN_MILLIS = 500;

    /// How it goes.
    public enum State {
        /// Each hears the other.
        UP,
        /// Neither hears the other.
        CUT,
        /// Only {@link PeerLink#to} hears nothing.
        ONE_WAY
    }

    /// The links of which both ends were heard lately; of the others nothing is known. In the order
    /// of the nodes.
    public static List<PeerLink> between(List<NodePicture> nodes) {
        var links = new ArrayList<PeerLink>();
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = i + 1; j < nodes.size(); j++) {
                link(nodes.get(i), nodes.get(j)).ifPresent(links::add);
            }
        }
        return List.copyOf(links);
    }

    private static Optional<PeerLink> link(NodePicture a, NodePicture b) {
        PeerSight ab = sight(a, b);
        PeerSight ba = sight(b, a);
        if (ab == null || ba == null) {
            return Optional.empty();
        }
        String idA = a.member().id();
        String idB = b.member().id();
        if (ab.reachable() && ba.reachable()) {
            Double roundTrip =
                    ab.roundTripMillis() == null ? ba.roundTripMillis() : ab.roundTripMillis();
            return Optional.of(new PeerLink(idA, idB, State.UP, -1, roundTrip));
        }
        if (ab.reachable()) {
            return oneWay(a, idA, idB, ba.silentMillis());
        }
        if (ba.reachable()) {
            return oneWay(b, idB, idA, ab.silentMillis());
        }
        long silent = Math.max(ab.silentMillis(), ba.silentMillis());
        return Optional.of(new PeerLink(idA, idB, State.CUT, silent, null));
    }

    /// The end that hears must have said so since the other began to hear nothing: the last words
    /// of a node that died prove nothing.
    private static Optional<PeerLink> oneWay(
            NodePicture hearer, String hears, String hearsNothing, long silentMillis) {
        boolean saidSince = silentMillis < 0 || hearer.ageMillis() + MARGIN_MILLIS < silentMillis;
        return saidSince
                ? Optional.of(new PeerLink(hears, hearsNothing, State.ONE_WAY, silentMillis, null))
                : Optional.empty();
    }

    private static @Nullable PeerSight sight(NodePicture of, NodePicture on) {
        NodeReport report = of.report();
        if (report == null || of.ageMillis() < 0 || of.ageMillis() > Picture.STALE_MILLIS) {
            return null;
        }
        for (PeerSight sight : report.peers()) {
            if (sight.peer().equals(on.member().id())) {
                return sight;
            }
        }
        return null;
    }
}

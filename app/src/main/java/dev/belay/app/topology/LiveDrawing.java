package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.ClusterContainer;
import dev.belay.app.topology.Drawing.Container;
import dev.belay.app.topology.Drawing.Link;
import dev.belay.app.topology.Drawing.LinkState;
import dev.belay.app.topology.Drawing.NodeCard;
import dev.belay.app.topology.Drawing.ZoneContainer;
import dev.belay.model.status.PeerSight;
import dev.belay.model.status.Picture;
import dev.belay.model.status.Picture.NodePicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The drawing of a live cluster: cluster, zones, members, and the links that are cut.
final class LiveDrawing {

    static final String CLUSTER = "cluster:";
    private static final String ZONE = "zone:";

    /// Above this many members, asked-for links are drawn from one member only: all of them would
    /// be a grey web.
    private static final int ALL_LINKS_UP_TO = 8;

    private static final double NARROW_CARD = 232;
    private static final double WIDE_CARD = 248;
    private static final double NARROW_NAME = 56;

    private final Picture picture;

    private LiveDrawing(Picture picture) {
        this.picture = picture;
    }

    /// @param links whether links that work are wanted too
    /// @param about whose links, when there are too many for all; empty for the coordinator's
    static Drawing of(Picture picture, boolean links, String about) {
        if (picture.nodes().isEmpty()) {
            return Drawing.EMPTY;
        }
        return new LiveDrawing(picture).draw(links, about);
    }

    private Drawing draw(boolean links, String about) {
        var cards = new ArrayList<Drawing.Card>();
        for (var node : picture.nodes()) {
            cards.add(card(node));
        }
        return new Drawing(containers(), List.copyOf(cards), links(links, about));
    }

    private List<Container> containers() {
        var containers = new ArrayList<Container>();
        containers.add(
                new ClusterContainer(
                        CLUSTER,
                        picture.clusterName(),
                        picture.quorum(),
                        picture.term(),
                        nameOf(picture.coordinator()),
                        nameOf(picture.authority()),
                        picture.ageMillis()));
        var votesByZone = new TreeMap<String, Integer>();
        int total = 0;
        for (var node : picture.nodes()) {
            int vote = node.member().role().votes() ? 1 : 0;
            total += vote;
            votesByZone.merge(node.member().zone(), vote, Integer::sum);
        }
        int votesTotal = total;
        votesByZone.forEach((zone, votes) -> {
            if (!zone.isEmpty()) {
                int left = votesTotal - votes;
                boolean decides = votesTotal > 1 && left < votesTotal / 2 + 1;
                containers.add(
                        new ZoneContainer(ZONE + zone, CLUSTER, zone, votes, votesTotal, decides));
            }
        });
        return List.copyOf(containers);
    }

    private NodeCard card(NodePicture node) {
        var member = node.member();
        boolean narrow = HeaderWidth.textWidth(member.name()) <= NARROW_NAME;
        return new NodeCard(
                member.zone().isEmpty() ? CLUSTER : ZONE + member.zone(),
                node,
                member.id().equals(picture.coordinator()),
                node.disputed(),
                narrow ? NARROW_CARD : WIDE_CARD);
    }

    private List<Link> links(boolean wanted, String about) {
        boolean all = picture.nodes().size() <= ALL_LINKS_UP_TO;
        String focus =
                about.isEmpty() && picture.coordinator() != null ? picture.coordinator() : about;
        var links = new ArrayList<Link>();
        for (int i = 0; i < picture.nodes().size(); i++) {
            for (int j = i + 1; j < picture.nodes().size(); j++) {
                var a = picture.nodes().get(i);
                var b = picture.nodes().get(j);
                var link = link(a, b);
                if (link != null) {
                    boolean concerns =
                            all || a.member().id().equals(focus) || b.member().id().equals(focus);
                    if (link.state() != LinkState.UP || (wanted && concerns)) {
                        links.add(link);
                    }
                }
            }
        }
        return List.copyOf(links);
    }

    /// Null when one of the two has not been heard lately: then its card says so, and nothing is
    /// known of the link.
    private static @Nullable Link link(NodePicture a, NodePicture b) {
        var ab = sight(a, b);
        var ba = sight(b, a);
        if (ab.isEmpty() || ba.isEmpty()) {
            return null;
        }
        boolean aHears = ab.get().reachable();
        boolean bHears = ba.get().reachable();
        if (aHears && bHears) {
            return link(a, b, LinkState.UP, -1, roundTrip(ab.get(), ba.get()));
        }
        if (aHears) {
            return link(a, b, LinkState.ONE_WAY, ba.get().silentMillis(), null);
        }
        if (bHears) {
            return link(b, a, LinkState.ONE_WAY, ab.get().silentMillis(), null);
        }
        long silent = Math.max(ab.get().silentMillis(), ba.get().silentMillis());
        return link(a, b, LinkState.CUT, silent, null);
    }

    private static Link link(
            NodePicture from,
            NodePicture to,
            LinkState state,
            long silentMillis,
            @Nullable Double roundTripMillis) {
        return new Link(
                from.member().id(),
                to.member().id(),
                from.member().name(),
                to.member().name(),
                state,
                silentMillis,
                roundTripMillis);
    }

    private static Optional<PeerSight> sight(NodePicture of, NodePicture on) {
        var report = of.report();
        if (report == null || Freshness.of(of.ageMillis()).outdated()) {
            return Optional.empty();
        }
        return report.peers().stream()
                .filter(sight -> sight.peer().equals(on.member().id()))
                .findFirst();
    }

    private static @Nullable Double roundTrip(PeerSight ab, PeerSight ba) {
        return ab.roundTripMillis() != null ? ab.roundTripMillis() : ba.roundTripMillis();
    }

    private String nameOf(@Nullable String id) {
        return id == null ? "" : picture.node(id).map(node -> node.member().name()).orElse(id);
    }
}

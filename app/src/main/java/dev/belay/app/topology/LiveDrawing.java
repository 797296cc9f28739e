package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.ClusterContainer;
import dev.belay.app.topology.Drawing.Container;
import dev.belay.app.topology.Drawing.Link;
import dev.belay.app.topology.Drawing.NodeCard;
import dev.belay.app.topology.Drawing.ZoneContainer;
import dev.belay.model.status.PeerLink;
import dev.belay.model.status.Picture;
import dev.belay.model.status.Picture.NodePicture;
import java.util.ArrayList;
import java.util.List;
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
        return new Drawing(containers(), List.copyOf(cards), links(links, about), List.of());
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
        boolean choice = votesByZone.size() > 1;
        votesByZone.forEach((zone, votes) -> {
            if (!zone.isEmpty()) {
                int left = votesTotal - votes;
                boolean decides = choice && left < votesTotal / 2 + 1;
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
        var coordinator = picture.coordinator();
        String focus = about.isEmpty() && coordinator != null ? coordinator : about;
        var links = new ArrayList<Link>();
        for (var link : PeerLink.between(picture.nodes())) {
            boolean concerns = all || link.from().equals(focus) || link.to().equals(focus);
            if (link.state() != PeerLink.State.UP || (wanted && concerns)) {
                links.add(new Link(link, nameOf(link.from()), nameOf(link.to())));
            }
        }
        return List.copyOf(links);
    }

    private String nameOf(@Nullable String id) {
        return id == null ? "" : picture.node(id).map(node -> node.member().name()).orElse(id);
    }
}

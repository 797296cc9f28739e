package dev.belay.app.topology;

import dev.belay.model.status.NodeState;
import dev.belay.model.status.PeerLink;
import dev.belay.model.status.Picture.NodePicture;
import dev.belay.model.status.Quorum;
import dev.belay.model.thing.ThingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is to be drawn, without places and without words.
///
/// @param containers an outer one before what it holds
/// @param cards in reading order
/// @param links between members, as they are alive
/// @param wires between things, as they are designed
record Drawing(List<Container> containers, List<Card> cards, List<Link> links, List<Wire> wires) {

    static final Drawing EMPTY = new Drawing(List.of(), List.of(), List.of(), List.of());

    /// Something that holds cards.
    sealed interface Container {
        String id();

        /// Id of the container around it; empty at the top.
        String parent();

        String title();
    }

    /// The whole cluster, with the sentence of the one observer that is believed.
    ///
    /// @param coordinator name of the coordinator; empty when none is known
    /// @param authority name of the observer that all this is from; empty when nobody fresh was
    ///   heard
    /// @param ageMillis since it was heard; -1 when there is none
    record ClusterContainer(
            String id,
            String title,
            Quorum quorum,
            long term,
            String coordinator,
            String authority,
            long ageMillis)
            implements Container {

        @Override
        public String parent() {
            return "";
        }
    }

    /// A fault domain.
    ///
    /// @param votes voters in it
    /// @param votesTotal voters in the cluster
    /// @param decides whether losing this zone alone would stop the cluster
    record ZoneContainer(
            String id, String parent, String title, int votes, int votesTotal, boolean decides)
            implements Container {}

    /// A site, VPC, zone or subnet of a design.
    ///
    /// @param detail its networks; may be empty
    /// @param inmates what is in it and no thing of its own
    record PlaceContainer(
            String id,
            String parent,
            String title,
            String detail,
            ThingKind kind,
            List<Inmate> inmates)
            implements Container {
        PlaceContainer {
            inmates = List.copyOf(inmates);
        }
    }

    /// A router or a client of a site.
    ///
    /// @param detail its address; may be empty
    record Inmate(String name, String detail, boolean isRouter) {}

    /// Something that stands in a container.
    sealed interface Card {
        String id();

        /// Id of the container that holds it; empty at the top.
        String parent();

        /// What people call it, and what search looks in.
        String title();

        double width();

        double height();
    }

    /// A full member of the cluster.
    ///
    /// @param coordinator whether the authority takes it for the coordinator
    /// @param disputed whether observers disagree about it
    record NodeCard(
            String parent, NodePicture node, boolean coordinator, boolean disputed, double width)
            implements Card {

        static final double HEIGHT = 152;

        @Override
        public String id() {
            return node.member().id();
        }

        @Override
        public String title() {
            return node.member().name();
        }

        @Override
        public double height() {
            return HEIGHT;
        }

        NodeState state() {
            return node.state();
        }

        /// Whether the numbers on it are old, so that they are shown dimmed.
        boolean stale() {
            return Freshness.of(node.ageMillis()).outdated();
        }
    }

    /// A thing of a design that no live member stands for.
    ///
    /// @param lines what is said about it, in a few words each
    /// @param width as wide as it was drawn
    record ThingCard(
            String id,
            String parent,
            String title,
            ThingKind kind,
            List<String> lines,
            double width)
            implements Card {

        static final double WIDTH = 192;
        static final double WIDEST = 320;
        private static final double HEADER = 32;
        private static final double LINE = 16;

        @Override
        public double height() {
            return HEADER + LINE * lines.size() + (lines.isEmpty() ? 0 : 8);
        }
    }

    /// A line between two things of a design.
    ///
    /// @param label what is written on it; may be empty
    /// @param reference whether one names the other, and it is no way for packets
    record Wire(String id, String from, String to, String label, boolean reference) {}

    /// A link between two cards, with the names that people know.
    record Link(PeerLink link, String fromName, String toName) {

        String id() {
            return link.from() + "~" + link.to();
        }

        String from() {
            return link.from();
        }

        String to() {
            return link.to();
        }

        PeerLink.State state() {
            return link.state();
        }
    }

    boolean isEmpty() {
        return cards.isEmpty() && containers.isEmpty();
    }

    Optional<Card> card(String id) {
        return cards.stream().filter(card -> card.id().equals(id)).findFirst();
    }

    /// What the layout depends on. Links between members are not part of it: they come and go, and
    /// the cards must not jump when they do.
    Outline outline() {
        var frames = new ArrayList<Outline.Frame>();
        for (var container : containers) {
            double header = HeaderWidth.of(container.title());
            frames.add(new Outline.Frame(container.id(), container.parent(), header));
        }
        var blocks = new ArrayList<Outline.Block>();
        for (var card : cards) {
            blocks.add(new Outline.Block(card.id(), card.parent(), card.width(), card.height()));
        }
        var lines = new ArrayList<Outline.Wire>();
        for (var wire : wires) {
            lines.add(new Outline.Wire(wire.id(), wire.from(), wire.to()));
        }
        return new Outline(frames, blocks, lines);
    }
}

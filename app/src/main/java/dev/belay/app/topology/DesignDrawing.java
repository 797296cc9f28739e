package dev.belay.app.topology;

import dev.belay.app.overlay.Pairs;
import dev.belay.app.topology.Drawing.Card;
import dev.belay.app.topology.Drawing.Container;
import dev.belay.app.topology.Drawing.Inmate;
import dev.belay.app.topology.Drawing.NodeCard;
import dev.belay.app.topology.Drawing.PlaceContainer;
import dev.belay.app.topology.Drawing.ThingCard;
import dev.belay.app.topology.Drawing.Wire;
import dev.belay.model.design.Design;
import dev.belay.model.network.Site;
import dev.belay.model.node.Node;
import dev.belay.model.shape.References;
import dev.belay.model.status.Picture;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The drawing of a design, with the live members in the places of the nodes that they are. Members
/// that the design does not know stand outside of it.
final class DesignDrawing {

    private static final Set<ThingKind> PLACES =
            Set.of(ThingKind.SITE, ThingKind.VPC, ThingKind.ZONE, ThingKind.SUBNET);

    private static final Comparator<NodeCard> BY_ID = Comparator.comparing(NodeCard::id);

    private final Design design;
    private final Drawing live;
    private final Pairs pairs;

    /// Members that have no place yet.
    private final Map<String, NodeCard> left = new HashMap<>();

    /// Where each thing is drawn: ids of live members in the place of their designs.
    private final Map<ThingId, String> drawnAs = new HashMap<>();

    private DesignDrawing(Design design, Drawing live) {
        this.design = design;
        this.live = live;
        for (var card : live.cards()) {
            if (card instanceof NodeCard node) {
                left.put(node.id(), node);
            }
        }
        pairs = pairs(design, live);
    }

    /// Which nodes the live members of a drawing are.
    static Pairs pairs(Design design, Drawing drawing) {
        var names = new LinkedHashMap<String, String>();
        for (var card : drawing.cards()) {
            if (card instanceof NodeCard node) {
                names.put(node.id(), node.title());
            }
        }
        return Pairs.of(design, names);
    }

    /// @param links as for {@link LiveDrawing#of}
    /// @param about as for {@link LiveDrawing#of}
    static Drawing of(Design design, Picture picture, boolean links, String about) {
        return new DesignDrawing(design, LiveDrawing.of(picture, links, about)).draw();
    }

    private Drawing draw() {
        var containers = new ArrayList<Container>();
        var cards = new ArrayList<Card>();
        for (var thing : outerFirst()) {
            drawnAs.put(thing.id(), thing.id().toString());
            if (PLACES.contains(thing.kind())) {
                var detail = detail(thing);
                containers.add(
                        new PlaceContainer(
                                thing.id().toString(),
                                parentOf(thing),
                                thing.name(),
                                detail,
                                thing.kind(),
                                inmates(thing)));
            } else {
                cards.add(card(thing));
            }
        }
        for (var stranger : left.values().stream().sorted(BY_ID).toList()) {
            cards.add(moved(stranger, ""));
        }
        return new Drawing(List.copyOf(containers), List.copyOf(cards), live.links(), wires());
    }

    private Card card(Thing thing) {
        if (thing instanceof Node) {
            var member = pairs.member(thing.id()).map(left::remove).orElse(null);
            if (member != null) {
                drawnAs.put(thing.id(), member.id());
                return moved(member, parentOf(thing));
            }
        }
        return new ThingCard(
                thing.id().toString(),
                parentOf(thing),
                thing.name(),
                thing.kind(),
                RouteLines.after(ThingLines.of(thing), thing, design),
                width(thing));
    }

    /// As wide as it was drawn; where live members are drawn too, room is scarce.
    private double width(Thing thing) {
        return live.cards().isEmpty()
                ? Math.clamp(
                        thing.frame().map(Frame::width).orElse(0),
                        ThingCard.WIDTH,
                        ThingCard.WIDEST)
                : ThingCard.WIDTH;
    }

    /// What is behind a place's name; not what the name says already.
    private static String detail(Thing thing) {
        return ThingLines.of(thing).stream()
                .filter(line -> !thing.name().contains(line))
                .collect(Collectors.joining(" · "));
    }

    /// Only where nothing else is drawn: cards would lie upon it.
    private List<Inmate> inmates(Thing thing) {
        if (!(thing instanceof Site site) || isAroundSomething(site)) {
            return List.of();
        }
        var all = new ArrayList<Inmate>();
        site.router()
                .ifPresent(router ->
                        all.add(
                                new Inmate(
                                        router.name(),
                                        Stream.concat(
                                                        router.address().stream()
                                                                .map(Object::toString),
                                                        router.asn().stream()
                                                                .map(asn -> "AS" + asn))
                                                .collect(Collectors.joining(" · ")),
                                        true)));
        site.clients()
                .forEach(one -> all.add(new Inmate(one.name(), one.address().toString(), false)));
        return all;
    }

    private boolean isAroundSomething(Site site) {
        for (var thing : design.things()) {
            if (thing.within().filter(site.id()::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static NodeCard moved(NodeCard card, String parent) {
        return new NodeCard(parent, card.node(), card.coordinator(), card.disputed(), card.width());
    }

    /// The places from the outside in, then everything else in the order of the file. A place that
    /// is inside itself is drawn at the top: the checks say what is wrong with it.
    private List<Thing> outerFirst() {
        var ordered = new ArrayList<Thing>();
        var done = new HashSet<ThingId>();
        for (var thing : design.things()) {
            if (PLACES.contains(thing.kind())) {
                var around = new ArrayList<>(design.containersOf(thing));
                for (var container : around.reversed()) {
                    if (PLACES.contains(container.kind()) && done.add(container.id())) {
                        ordered.add(container);
                    }
                }
                if (done.add(thing.id())) {
                    ordered.add(thing);
                }
            }
        }
        for (var thing : design.things()) {
            if (done.add(thing.id())) {
                ordered.add(thing);
            }
        }
        return ordered;
    }

    private String parentOf(Thing thing) {
        return thing.within()
                .flatMap(design::find)
                .filter(container -> PLACES.contains(container.kind()))
                .filter(container -> drawnAs.containsKey(container.id()))
                .map(container -> container.id().toString())
                .orElse("");
    }

    private List<Wire> wires() {
        var wires = new ArrayList<Wire>();
        var drawn = new HashSet<String>();
        for (var link : design.links()) {
            add(wires, drawn, link.from(), link.to(), link.label(), false);
        }
        for (var thing : design.things()) {
            if (thing instanceof Record owner) {
                for (var reference : References.of(owner)) {
                    add(wires, drawn, thing.id(), reference.id(), "", true);
                }
            }
        }
        return List.copyOf(wires);
    }

    /// One line between the same two ends is enough, and none from a place to what is in it.
    private void add(
            List<Wire> wires,
            Set<String> drawn,
            ThingId from,
            ThingId to,
            String label,
            boolean reference) {
        var a = drawnAs.get(from);
        var b = drawnAs.get(to);
        if (a == null || b == null || a.equals(b) || holds(from, to) || holds(to, from)) {
            return;
        }
        var id = wireId(a, b);
        if (drawn.add(id)) {
            wires.add(new Wire(id, a, b, label, reference));
        }
    }

    /// The line between two things, whichever way round.
    static String wireId(String a, String b) {
        return "wire:" + (a.compareTo(b) < 0 ? a + "|" + b : b + "|" + a);
    }

    private boolean holds(ThingId place, ThingId thing) {
        return design.find(thing).stream()
                .flatMap(inner -> design.containersOf(inner).stream())
                .anyMatch(container -> container.id().equals(place));
    }
}

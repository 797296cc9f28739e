package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.Container;
import dev.belay.app.topology.Drawing.NodeCard;
import dev.belay.app.topology.Drawing.ThingCard;
import dev.belay.app.ui.Ui;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// What of a drawing is in the scene: containers, edges and cards that are in view, at the detail
/// that the zoom allows.
final class World {

    /// With more cards in view than these, those that are far away are painted instead of shown.
    private static final int MOST_FAR_CARDS = 250;

    private final TopologyModel model;
    private final Ui ui;
    private final NodeWords words;
    private final WhatIfPaint signs;
    private final OverlayPaint overlay;
    private final PathPaint path;
    private final Group group = new Group();
    private final Group containersLayer = layer();
    private final Group linksLayer = layer();
    private final Group cardsLayer = layer();
    private final Group pillsLayer = layer();
    private final Map<String, ContainerView> containers = new HashMap<>();
    private final Map<String, CardView> cards = new HashMap<>();
    private final LinkLayer links;
    private final Map<String, WireView> wires = new HashMap<>();
    private Viewport view = Viewport.START;
    private double drawnAt;
    private Box drawn = Box.EMPTY;
    private List<Drawing.Card> inView = List.of();
    private boolean isPainted;
    private Set<String> ringed = Set.of();
    private Set<String> lit = Set.of();
    private String target = "";

    World(
            TopologyModel model,
            Ui ui,
            NodeWords words,
            WhatIfPaint signs,
            OverlayPaint overlay,
            PathPaint path) {
        this.model = model;
        this.ui = ui;
        this.words = words;
        this.signs = signs;
        this.overlay = overlay;
        this.path = path;
        this.links = new LinkLayer(words, linksLayer, pillsLayer);
        group.setId("topology-world");
        group.setManaged(false);
        group.getChildren()
                .addAll(
                        containersLayer,
                        overlay.ghosts(),
                        linksLayer,
                        cardsLayer,
                        pillsLayer,
                        overlay.layer(),
                        path.layer(),
                        signs.layer());
    }

    private static Group layer() {
        var layer = new Group();
        layer.setManaged(false);
        layer.setAutoSizeChildren(false);
        return layer;
    }

    Group group() {
        return group;
    }

    private Drawing drawing() {
        return model.drawingProperty().get();
    }

    private Layout layout() {
        return model.layoutProperty().get();
    }

    /// Whether cards and their edges are to be painted, because they are too many to be shown.
    boolean isPainted() {
        return isPainted;
    }

    /// How many cards and edges there are to draw.
    int size() {
        return isPainted ? inView.size() : cards.size() + wires.size();
    }

    /// Whether all of a box was drawn.
    boolean holds(Box box) {
        return drawn.contains(box);
    }

    Optional<Region> card(String id) {
        return Optional.ofNullable(cards.get(id)).map(CardView::region);
    }

    Optional<ContainerView> container(String id) {
        return Optional.ofNullable(containers.get(id));
    }

    /// Puts it where a view has it.
    void moveTo(Viewport next) {
        view = next;
        group.setLayoutX(Math.rint(next.panX()));
        group.setLayoutY(Math.rint(next.panY()));
    }

    /// Draws all that is in a box, and takes out the rest.
    void draw(Viewport next, Box around) {
        moveTo(next);
        drawnAt = next.zoom();
        drawn = around;
        gather();
        drawContainers();
        drawWires();
        links.draw(drawing(), layout(), view.zoom());
        drawCards();
        sign();
    }

    /// Draws what is in a box and not drawn yet; takes nothing out, unless the zoom is another one.
    ///
    /// @param most how many cards and wires may be added; the others are left for later
    void add(Viewport next, Box around, int most) {
        if (next.zoom() != drawnAt) {
            draw(next, around);
            return;
        }
        moveTo(next);
        drawn = Box.around(List.of(drawn, around));
        drawContainers();
        if (!isPainted && addThings(around, most)) {
            sign();
        }
    }

    private boolean addThings(Box around, int most) {
        var layout = layout();
        int added = 0;
        for (var card : drawing().cards()) {
            if (added < most
                    && !cards.containsKey(card.id())
                    && layout.box(card.id()).intersects(around)) {
                draw(card, layout.box(card.id()));
                added++;
            }
        }
        for (var wire : drawing().wires()) {
            var route = layout.routes().getOrDefault(wire.id(), List.of());
            if (added < most
                    && !wires.containsKey(wire.id())
                    && route.size() > 1
                    && FarPainter.around(route).intersects(around)) {
                draw(wire, route);
                added++;
            }
        }
        return added > 0;
    }

    /// Shows what is selected.
    void ring(Set<String> selected) {
        Set<String> before = ringed;
        ringed = selected;
        for (var id : before) {
            if (!selected.contains(id)) {
                ring(id, false);
            }
        }
        for (var id : selected) {
            ring(id, true);
        }
    }

    private void ring(String id, boolean on) {
        var card = cards.get(id);
        if (card != null) {
            card.setSelected(on);
            if (on) {
                card.region().toFront();
            }
        }
        var container = containers.get(id);
        if (container != null) {
            container.pseudoClassStateChanged(Pseudo.SELECTED, on);
        }
        var wire = wires.get(id);
        if (wire != null) {
            wire.setSelected(on);
        }
    }

    /// Lights up where an edge may end, and what something would be put into.
    void light(Set<String> legal, String into) {
        Set<String> changed = new HashSet<>(lit);
        changed.addAll(legal);
        changed.add(target);
        changed.add(into);
        lit = legal;
        target = into;
        changed.forEach(this::light);
    }

    private void light(String id) {
        var card = cards.get(id);
        Region region = card == null ? containers.get(id) : card.region();
        if (region != null) {
            region.pseudoClassStateChanged(Pseudo.LEGAL, lit.contains(id));
            region.pseudoClassStateChanged(Pseudo.TARGET, id.equals(target));
        }
    }

    /// Paints the hypothesis, or the live cluster, the plan and the packet path, anew on what is
    /// drawn.
    void sign() {
        var drawing = drawing();
        var layout = layout();
        overlay.paint(drawing, layout, view.zoom(), this::part);
        path.paint(drawing, layout, view.zoom(), this::part);
        signs.paint(drawing, layout, view.zoom(), this::part);
    }

    private @Nullable Node part(String id) {
        var card = cards.get(id);
        if (card != null) {
            return card.region();
        }
        var wire = wires.get(id);
        if (wire != null) {
            return wire.line();
        }
        return links.part(id).or(() -> Optional.ofNullable(containers.get(id))).orElse(null);
    }

    /// What is in view, and whether it is too much to be shown.
    private void gather() {
        var layout = layout();
        inView =
                drawing().cards().stream()
                        .filter(card -> layout.box(card.id()).intersects(drawn))
                        .toList();
        isPainted =
                DetailLevel.of(view.zoom()) == DetailLevel.FAR && inView.size() > MOST_FAR_CARDS;
    }

    private void drawContainers() {
        var wanted = new HashSet<String>();
        var layout = layout();
        for (Container container : drawing().containers()) {
            var box = layout.boxes().get(container.id());
            if (box == null || !box.intersects(drawn)) {
                continue;
            }
            wanted.add(container.id());
            var shown = containers.get(container.id());
            if (shown == null) {
                shown = new ContainerView(ui, words, container);
                containers.put(container.id(), shown);
                containersLayer.getChildren().add(shown);
                shown.pseudoClassStateChanged(Pseudo.SELECTED, ringed.contains(container.id()));
            } else {
                shown.show(container);
            }
            shown.place(box, view.zoom());
        }
        dropOthers(containers, wanted, gone -> containersLayer.getChildren().remove(gone));
        // What is inside lies above what is around it, whichever was drawn first.
        var inOrder = new ArrayList<Node>();
        for (Container container : drawing().containers()) {
            var shown = containers.get(container.id());
            if (shown != null) {
                inOrder.add(shown);
            }
        }
        if (!inOrder.equals(containersLayer.getChildren())) {
            containersLayer.getChildren().setAll(inOrder);
        }
    }

    private void drawCards() {
        var layout = layout();
        var wanted = new HashSet<String>();
        for (var card : isPainted ? List.<Drawing.Card>of() : inView) {
            wanted.add(card.id());
            draw(card, layout.box(card.id()));
        }
        dropOthers(cards, wanted, gone -> cardsLayer.getChildren().remove(gone.region()));
    }

    private void draw(Drawing.Card card, Box box) {
        switch (card) {
            case NodeCard node -> draw(node, box);
            case ThingCard thing -> draw(thing, box);
        }
    }

    private void draw(NodeCard card, Box box) {
        var shown =
                cards.get(card.id()) instanceof NodeCardView view
                        ? view
                        : added(card.id(), new NodeCardView(ui, words));
        if (!card.equals(shown.card()) || shown.language() != ui.language()) {
            shown.show(card);
        }
        shown.place(box, view.zoom());
        shown.pseudoClassStateChanged(Pseudo.PLAIN, !model.statesShownProperty().get());
    }

    private void draw(ThingCard card, Box box) {
        var shown =
                cards.get(card.id()) instanceof ThingCardView view
                        ? view
                        : added(card.id(), new ThingCardView(words));
        shown.show(card);
        shown.place(box, view.zoom());
    }

    private <V extends CardView> V added(String id, V made) {
        var before = cards.put(id, made);
        if (before != null) {
            cardsLayer.getChildren().remove(before.region());
        }
        cardsLayer.getChildren().add(made.region());
        made.setSelected(ringed.contains(id));
        light(id);
        return made;
    }

    private void drawWires() {
        var layout = layout();
        var wanted = new HashSet<String>();
        for (var wire : drawing().wires()) {
            var route = layout.routes().getOrDefault(wire.id(), List.of());
            boolean isSeen =
                    route.size() > 1 && !isPainted && FarPainter.around(route).intersects(drawn);
            if (!isSeen) {
                continue;
            }
            wanted.add(wire.id());
            draw(wire, route);
        }
        dropOthers(
                wires,
                wanted,
                gone -> {
                    linksLayer.getChildren().removeAll(gone.line(), gone.grip());
                    pillsLayer.getChildren().remove(gone.pill());
                });
    }

    private void draw(Drawing.Wire wire, List<Spot> route) {
        var shown = wires.get(wire.id());
        if (shown == null) {
            shown = new WireView(wire);
            wires.put(wire.id(), shown);
            linksLayer.getChildren().add(shown.line());
            pillsLayer.getChildren().add(shown.pill());
            linksLayer.getChildren().add(shown.grip());
            shown.setSelected(ringed.contains(wire.id()));
        }
        shown.show(wire);
        shown.place(ended(wire, route), view.zoom());
    }

    /// To where the cards are that it joins: far away they fill less than their place.
    private List<Spot> ended(Drawing.Wire wire, List<Spot> route) {
        var ended = new ArrayList<>(route);
        ended.set(0, end(wire.from(), route.getFirst(), route.get(1)));
        ended.set(route.size() - 1, end(wire.to(), route.getLast(), route.get(route.size() - 2)));
        return ended;
    }

    private Spot end(String id, Spot end, Spot next) {
        return drawing().card(id).isEmpty()
                ? end
                : LinkView.atEdge(end, next, NodeCardView.shownBox(layout().box(id), view.zoom()));
    }

    /// Takes out of the scene what is not wanted any more.
    static <T> void dropOthers(Map<String, T> shown, Set<String> wanted, Consumer<T> remove) {
        shown.entrySet()
                .removeIf(entry -> {
                    boolean gone = !wanted.contains(entry.getKey());
                    if (gone) {
                        remove.accept(entry.getValue());
                    }
                    return gone;
                });
    }
}

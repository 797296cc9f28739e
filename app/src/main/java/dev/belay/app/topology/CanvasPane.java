package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.Container;
import dev.belay.app.topology.Drawing.Link;
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
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/// The canvas: draws what is in view at the detail that the zoom allows, and nothing else.
///
/// Panning shifts one group; only a zoom or a new drawing places things anew. Cards out of view are
/// not in the scene. Everything inside is measured at 100 % of the window's size and scaled as a
/// whole, so that a larger setting gives a larger drawing and not larger letters in the same boxes.
final class CanvasPane extends Region {

    private static final double CULL_MARGIN = 160;

    /// With more cards in view than these, those that are far away are painted instead of shown.
    private static final int MOST_FAR_CARDS = 250;

    /// With more cards and edges than these in view, a picture moves in their place.
    private static final int MOST_MOVED = 60;

    /// A view that is so many times larger or smaller is another one and not the same on its way.
    private static final double MOST_STEP = 2;

    private final TopologyModel model;
    private final Ui ui;
    private final NodeWords words;
    private final Scale size = new Scale(1, 1, 0, 0);
    private final Pane surface = new Pane();
    private final DotGrid dots;
    private final Group world = new Group();
    private final Group containersLayer = layer();
    private final Group linksLayer = layer();
    private final Group cardsLayer = layer();
    private final Group pillsLayer = layer();
    private final Minimap minimap;
    private final Glide glide;
    private final Map<String, ContainerView> containers = new HashMap<>();
    private final Map<String, CardView> cards = new HashMap<>();
    private final Map<String, LinkView> links = new HashMap<>();
    private final Map<String, WireView> wires = new HashMap<>();
    private Map<String, List<Spot>> routes = Map.of();
    private List<Link> routedLinks = List.of();
    private Layout routedLayout = Layout.EMPTY;
    private Viewport view = Viewport.START;
    private Box drawn = Box.EMPTY;
    private double drawnAt;
    private Set<String> ringed = Set.of();
    private Set<String> lit = Set.of();
    private String target = "";
    private final EditLayer editing;
    private final Front front;
    private final WhatIfPaint signs;
    private final OverlayPaint overlay;
    private List<Drawing.Card> inView = List.of();
    private List<Drawing.Card> painted = List.of();

    CanvasPane(
            TopologyModel model, Ui ui, NodeWords words, WhatIfPaint signs, OverlayPaint overlay) {
        this.model = model;
        this.ui = ui;
        this.words = words;
        this.signs = signs;
        this.overlay = overlay;
        this.dots = new DotGrid(ui);
        this.minimap = new Minimap(model, ui);
        this.glide = new Glide(ui.motion(), this::look);
        this.editing = new EditLayer(model);
        this.front = new Front(ui, world, dots, this::sight, this::redraw);
        setId("topology-canvas");
        getStyleClass().add("topology-canvas");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        surface.getStyleClass().add("surface");
        surface.getTransforms().add(size);
        surface.setManaged(false);
        world.setId("topology-world");
        world.setManaged(false);
        world.getChildren()
                .addAll(
                        containersLayer,
                        overlay.ghosts(),
                        linksLayer,
                        cardsLayer,
                        pillsLayer,
                        overlay.layer(),
                        signs.layer());
        surface.getChildren().addAll(dots, world, front.shown(), editing, minimap);
        getChildren().add(surface);
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        new CanvasHands(this, surface, model, glide, editing).attach();
        follow();
    }

    private static Group layer() {
        var layer = new Group();
        layer.setManaged(false);
        layer.setAutoSizeChildren(false);
        return layer;
    }

    private void follow() {
        model.drawingProperty().subscribe(drawing -> news());
        model.layoutProperty().subscribe(layout -> redraw());
        model.viewportProperty().subscribe(next -> glide.to(view, next));
        model.ringedProperty().subscribe(ids -> ring(ids));
        model.edit().gestureProperty().subscribe(this::light);
        ui.darkProperty().subscribe(dark -> repaint());
        ui.languageProperty().subscribe(language -> redraw());
        ui.percentProperty().subscribe(percent -> requestLayout());
    }

    /// What is new in the drawing waits for the view to rest.
    private void news() {
        if (front.isMoving()) {
            front.putOff();
        } else {
            redraw();
        }
    }

    /// Shows the world again, because something else than the view has changed.
    private void stop() {
        if (front.isMoving()) {
            redraw();
        }
    }

    private void repaint() {
        stop();
        paint();
        dots.paint();
        minimap.refresh();
    }

    private void ring(Set<String> selected) {
        stop();
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
        paint();
        notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
        setAccessibleText(said(selected));
        editing.refresh();
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

    private String said(Set<String> selected) {
        if (selected.size() > 1) {
            return words.texts().get("canvas.several", selected.size());
        }
        return selected.stream()
                .findFirst()
                .flatMap(model.drawingProperty().get()::card)
                .map(this::sentence)
                .or(() ->
                        selected.stream()
                                .findFirst()
                                .flatMap(id -> Optional.ofNullable(containers.get(id)))
                                .map(ContainerView::getAccessibleText))
                .orElseGet(() -> words.texts().get("canvas.nothing"));
    }

    /// Lights up where an edge may end, and the container that something would be put into.
    private void light(Gesture gesture) {
        stop();
        Set<String> wanted =
                gesture instanceof Gesture.Linking linking ? linking.legal() : Set.of();
        String into =
                switch (gesture) {
                    case Gesture.Moving moving -> moving.into();
                    case Gesture.Placing placing -> placing.into();
                    case Gesture.Linking linking -> linking.over();
                    case Gesture.None _, Gesture.Band _, Gesture.Resizing _ -> "";
                };
        boolean isLinking = gesture instanceof Gesture.Linking;
        pseudoClassStateChanged(Pseudo.LINKING, isLinking);
        Set<String> changed = new HashSet<>(lit);
        changed.addAll(wanted);
        changed.add(target);
        changed.add(into);
        lit = wanted;
        target = into;
        changed.forEach(this::light);
        editing.refresh();
    }

    private void light(String id) {
        var card = cards.get(id);
        Region region = card == null ? containers.get(id) : card.region();
        if (region != null) {
            region.pseudoClassStateChanged(Pseudo.LEGAL, lit.contains(id));
            region.pseudoClassStateChanged(Pseudo.TARGET, id.equals(target));
        }
    }

    private String sentence(Drawing.Card card) {
        String own =
                switch (card) {
                    case NodeCard node -> words.card(node);
                    case ThingCard thing -> words.card(thing);
                };
        return (own + " " + overlay.said(card.id())).strip();
    }

    private void look(Viewport next) {
        boolean zoomed = next.zoom() != view.zoom();
        if (isMuch() && isNear(next)) {
            if (!front.isMoving()) {
                front.move(view, this::drawAround);
            }
            view = next;
            front.move(next, this::drawAround);
            editing.show(next);
            minimap.refresh();
            return;
        }
        view = next;
        world.setLayoutX(Math.rint(next.panX()));
        world.setLayoutY(Math.rint(next.panY()));
        dots.show(next);
        editing.show(next);
        if (zoomed || front.isMoving()) {
            redraw();
        } else if (!drawn.contains(visible(0))) {
            drawInView();
        } else {
            paint();
        }
        minimap.refresh();
    }

    /// Whether it is too much to be drawn anew for each frame.
    private boolean isMuch() {
        return model.edit().gestureProperty().get() instanceof Gesture.None
                && (front.isMoving() || cards.size() + wires.size() + painted.size() > MOST_MOVED);
    }

    /// Whether most of what a view shows can be seen in the present one.
    private boolean isNear(Viewport next) {
        double scale = next.zoom() / view.zoom();
        return scale < MOST_STEP
                && scale > 1 / MOST_STEP
                && Math.abs(next.panX() - view.panX() * scale) < surface.getWidth()
                && Math.abs(next.panY() - view.panY() * scale) < surface.getHeight();
    }

    private void drawInView() {
        drawn = visible(CULL_MARGIN);
        gather();
        drawContainers();
        drawWires();
        drawCards();
        sign();
    }

    private void drawAround(Viewport next, Box around, int most) {
        world.setLayoutX(Math.rint(next.panX()));
        world.setLayoutY(Math.rint(next.panY()));
        if (next.zoom() != drawnAt) {
            draw(around);
            return;
        }
        drawn = Box.around(List.of(drawn, around));
        drawContainers();
        if (painted.isEmpty() && add(around, most)) {
            sign();
        }
    }

    /// Shows cards and wires that are in a box and not shown yet.
    private boolean add(Box around, int most) {
        var layout = model.layoutProperty().get();
        int added = 0;
        for (var card : model.drawingProperty().get().cards()) {
            if (added < most
                    && !cards.containsKey(card.id())
                    && layout.box(card.id()).intersects(around)) {
                draw(card, layout.box(card.id()));
                added++;
            }
        }
        for (var wire : model.drawingProperty().get().wires()) {
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

    private Box visible(double margin) {
        return view.visible(getWidth() / size.getX(), getHeight() / size.getY(), margin);
    }

    private void redraw() {
        front.rest();
        world.setLayoutX(Math.rint(view.panX()));
        world.setLayoutY(Math.rint(view.panY()));
        dots.show(view);
        draw(visible(CULL_MARGIN));
        minimap.refresh();
        editing.refresh();
    }

    private void draw(Box around) {
        drawn = around;
        drawnAt = view.zoom();
        gather();
        drawContainers();
        drawWires();
        drawLinks();
        drawCards();
        sign();
    }

    /// Paints the hypothesis, or the live cluster and the plan, anew on what is drawn.
    void sign() {
        overlay.paint(
                model.drawingProperty().get(),
                model.layoutProperty().get(),
                view.zoom(),
                this::part);
        signs.paint(
                model.drawingProperty().get(),
                model.layoutProperty().get(),
                view.zoom(),
                this::part);
        paint();
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
        var link = links.get(id);
        if (link != null) {
            return link.strokes();
        }
        return containers.get(id);
    }

    private void drawContainers() {
        var wanted = new HashSet<String>();
        var layout = model.layoutProperty().get();
        for (Container container : model.drawingProperty().get().containers()) {
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
        for (Container container : model.drawingProperty().get().containers()) {
            var shown = containers.get(container.id());
            if (shown != null) {
                inOrder.add(shown);
            }
        }
        if (!inOrder.equals(containersLayer.getChildren())) {
            containersLayer.getChildren().setAll(inOrder);
        }
    }

    private void drawLinks() {
        var drawing = model.drawingProperty().get();
        var layout = model.layoutProperty().get();
        route(drawing.links(), layout);
        var wanted = new HashSet<String>();
        for (var link : drawing.links()) {
            var route = routes.get(link.id());
            if (route == null) {
                continue;
            }
            wanted.add(link.id());
            var shown = links.get(link.id());
            if (shown == null) {
                shown = new LinkView(words, link);
                links.put(link.id(), shown);
                linksLayer.getChildren().add(shown.strokes());
                pillsLayer.getChildren().add(shown.pill());
            } else {
                shown.show(link);
            }
            shown.place(route, layout.box(link.from()), layout.box(link.to()), view.zoom());
        }
        dropOthers(
                links,
                wanted,
                gone -> {
                    linksLayer.getChildren().remove(gone.strokes());
                    pillsLayer.getChildren().remove(gone.pill());
                });
    }

    /// Ways are looked for only when the links or the places changed; ages on them change all the
    /// time.
    private void route(List<Link> wanted, Layout layout) {
        boolean same =
                layout.equals(routedLayout)
                        && routedLinks.stream()
                                .map(Link::id)
                                .toList()
                                .equals(wanted.stream().map(Link::id).toList());
        if (same) {
            return;
        }
        routedLinks = wanted;
        routedLayout = layout;
        var router = new LinkRouter(model.cardBoxes().values(), headers(layout));
        var found = new HashMap<String, List<Spot>>();
        for (var link : wanted) {
            var from = layout.boxes().get(link.from());
            var to = layout.boxes().get(link.to());
            if (from != null && to != null) {
                found.put(link.id(), router.route(from, to));
            }
        }
        routes = found;
    }

    private List<Box> headers(Layout layout) {
        var headers = new ArrayList<Box>();
        for (var container : model.drawingProperty().get().containers()) {
            var box = layout.boxes().get(container.id());
            if (box != null) {
                headers.add(new Box(box.x(), box.y(), box.width(), ContainerView.HEADER));
            }
        }
        return headers;
    }

    /// What is in view, and whether it is too much to be shown.
    private void gather() {
        var layout = model.layoutProperty().get();
        inView =
                model.drawingProperty().get().cards().stream()
                        .filter(card -> layout.box(card.id()).intersects(drawn))
                        .toList();
        painted =
                DetailLevel.of(view.zoom()) == DetailLevel.FAR && inView.size() > MOST_FAR_CARDS
                        ? inView
                        : List.of();
        paint();
    }

    private void paint() {
        front.refresh(!painted.isEmpty());
    }

    private Front.Sight sight() {
        return new Front.Sight(
                model.drawingProperty().get(),
                model.layoutProperty().get(),
                view,
                inView,
                !painted.isEmpty(),
                ringed,
                this::colour);
    }

    private String colour(String id) {
        String hypothesis = signs.colour(id);
        return hypothesis.isEmpty() ? overlay.colour(id) : hypothesis;
    }

    /// The card or container at a place of the drawing, where they are painted and no pointer can
    /// hit them.
    Optional<CanvasEdit.Hit> paintedAt(Spot at) {
        List<Drawing.Card> flat =
                front.isMoving() ? model.drawingProperty().get().cards() : painted;
        if (flat.isEmpty()) {
            return Optional.empty();
        }
        var layout = model.layoutProperty().get();
        var point = new Box(at.x(), at.y(), 0, 0);
        return flat.stream()
                .filter(card -> layout.box(card.id()).contains(point))
                .findFirst()
                .map(card -> new CanvasEdit.Hit.Card(card.id()));
    }

    /// The id of what is painted under a pointer.
    Optional<String> paintedAt(MouseEvent event) {
        var at = surface.sceneToLocal(event.getSceneX(), event.getSceneY());
        return paintedAt(view.inWorld(at.getX(), at.getY()))
                .flatMap(hit ->
                        hit instanceof CanvasEdit.Hit.Card(String id)
                                ? Optional.of(id)
                                : Optional.empty());
    }

    private void drawCards() {
        var layout = model.layoutProperty().get();
        var wanted = new HashSet<String>();
        for (var card : painted.isEmpty() ? inView : List.<Drawing.Card>of()) {
            var box = layout.box(card.id());
            wanted.add(card.id());
            draw(card, box);
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
        var layout = model.layoutProperty().get();
        var wanted = new HashSet<String>();
        for (var wire : model.drawingProperty().get().wires()) {
            var route = layout.routes().getOrDefault(wire.id(), List.of());
            boolean isSeen =
                    route.size() > 1
                            && painted.isEmpty()
                            && FarPainter.around(route).intersects(drawn);
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
        ended.set(
                route.size() - 1, end(wire.to(), route.getLast(), route.get(route.size() - 2)));
        return ended;
    }

    private Spot end(String id, Spot end, Spot next) {
        return model.drawingProperty().get().card(id).isEmpty()
                ? end
                : LinkView.atEdge(
                        end,
                        next,
                        NodeCardView.shownBox(
                                model.layoutProperty().get().box(id), view.zoom()));
    }

    private static <T> void dropOthers(
            Map<String, T> shown, Set<String> wanted, Consumer<T> remove) {
        shown.entrySet()
                .removeIf(entry -> {
                    boolean gone = !wanted.contains(entry.getKey());
                    if (gone) {
                        remove.accept(entry.getValue());
                    }
                    return gone;
                });
    }

    /// Where in the drawing a place of the window is.
    Spot worldAt(double sceneX, double sceneY) {
        var at = surface.sceneToLocal(sceneX, sceneY);
        return view.inWorld(at.getX(), at.getY());
    }

    /// Whether a place of the window is on the canvas.
    boolean holds(double sceneX, double sceneY) {
        return contains(sceneToLocal(sceneX, sceneY));
    }

    /// The drawing with states in colour or without.
    void showStates() {
        redraw();
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(
            AccessibleAttribute attribute, Object... parameters) {
        if (attribute == AccessibleAttribute.FOCUS_ITEM) {
            var card = ringed.isEmpty() ? null : cards.get(ringed.iterator().next());
            return card == null ? null : card.region();
        }
        return super.queryAccessibleAttribute(attribute, parameters);
    }

    @Override
    protected void layoutChildren() {
        double factor = ui.percentProperty().get() / 100.0;
        size.setX(factor);
        size.setY(factor);
        double width = getWidth() / factor;
        double height = getHeight() / factor;
        surface.resize(width, height);
        front.shown().resize(width, height);
        dots.resize(width, height);
        editing.resize(width, height);
        minimap.relocate(width - Minimap.WIDTH - 12, height - Minimap.HEIGHT - 12);
        model.resized(width, height);
        redraw();
    }
}

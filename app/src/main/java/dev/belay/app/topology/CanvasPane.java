package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.NodeCard;
import dev.belay.app.topology.Drawing.ThingCard;
import dev.belay.app.ui.Ui;
import java.util.Optional;
import java.util.Set;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
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
    private final World world;
    private final Minimap minimap;
    private final Glide glide;
    private Viewport view = Viewport.START;
    private final EditLayer editing;
    private final Front front;
    private final WhatIfPaint signs;
    private final OverlayPaint overlay;

    CanvasPane(
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
        this.world = new World(model, ui, words, signs, overlay, path);
        this.dots = new DotGrid(ui);
        this.minimap = new Minimap(model, ui);
        this.glide = new Glide(ui.motion(), this::look);
        this.editing = new EditLayer(model);
        this.front = new Front(ui, world.group(), dots, this::sight, this::redraw);
        setId("topology-canvas");
        getStyleClass().add("topology-canvas");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        surface.getStyleClass().add("surface");
        surface.getTransforms().add(size);
        surface.setManaged(false);
        surface.getChildren().addAll(dots, world.group(), front.shown(), editing, minimap);
        getChildren().add(surface);
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        new CanvasHands(this, surface, model, glide, editing).attach();
        follow();
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
        world.ring(selected);
        paint();
        notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
        setAccessibleText(said(selected));
        editing.refresh();
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
                                .flatMap(world::container)
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
        world.light(wanted, into);
        editing.refresh();
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
        Viewport before = view;
        boolean isMoved = isMuch() && isNear(next);
        view = next;
        if (isMoved) {
            move(before, next);
        } else if (next.zoom() != before.zoom() || front.isMoving()) {
            redraw();
        } else {
            shift(next);
        }
        editing.show(next);
        minimap.refresh();
    }

    /// Many things, in a picture that begins with what is shown.
    private void move(Viewport before, Viewport next) {
        if (!front.isMoving()) {
            front.move(before, world::add);
        }
        front.move(next, world::add);
    }

    /// Few things, as they are.
    private void shift(Viewport next) {
        world.moveTo(next);
        dots.show(next);
        if (!world.holds(visible(0))) {
            world.draw(next, visible(CULL_MARGIN));
        }
        paint();
    }

    /// Whether it is too much to be drawn anew for each frame.
    private boolean isMuch() {
        return model.edit().gestureProperty().get() instanceof Gesture.None
                && (front.isMoving() || world.size() > MOST_MOVED);
    }

    /// Whether most of what a view shows can be seen in the present one.
    private boolean isNear(Viewport next) {
        double scale = next.zoom() / view.zoom();
        return scale < MOST_STEP
                && scale > 1 / MOST_STEP
                && Math.abs(next.panX() - view.panX() * scale) < surface.getWidth()
                && Math.abs(next.panY() - view.panY() * scale) < surface.getHeight();
    }

    private Box visible(double margin) {
        return view.visible(getWidth() / size.getX(), getHeight() / size.getY(), margin);
    }

    private void redraw() {
        front.rest();
        dots.show(view);
        world.draw(view, visible(CULL_MARGIN));
        paint();
        minimap.refresh();
        editing.refresh();
    }

    /// Paints the hypothesis, or the live cluster and the plan, anew on what is drawn.
    void sign() {
        world.sign();
        paint();
    }

    private void paint() {
        front.refresh(world.isPainted());
    }

    private Front.Sight sight() {
        return new Front.Sight(
                model.drawingProperty().get(),
                model.layoutProperty().get(),
                view,
                world.isPainted(),
                model.ringedProperty().get(),
                this::colour);
    }

    private String colour(String id) {
        String hypothesis = signs.colour(id);
        return hypothesis.isEmpty() ? overlay.colour(id) : hypothesis;
    }

    /// The card at a place of the drawing, where cards are painted and no pointer can hit them.
    Optional<CanvasEdit.Hit> paintedAt(Spot at) {
        if (!front.isMoving() && !world.isPainted()) {
            return Optional.empty();
        }
        var layout = model.layoutProperty().get();
        var point = new Box(at.x(), at.y(), 0, 0);
        return model.drawingProperty().get().cards().stream()
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
            return model.ringedProperty().get().stream()
                    .findFirst()
                    .flatMap(world::card)
                    .orElse(null);
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

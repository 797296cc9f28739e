package dev.belay.app.topology;

import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import org.jspecify.annotations.Nullable;

/// What mouse, touch and keys do on the canvas.
final class CanvasHands {

    private static final double WHEEL_STEP = 1.0015;
    private static final double DRAG_FROM = 3;

    private final CanvasPane canvas;
    private final Node surface;
    private final TopologyModel model;
    private final CanvasEdit edit;
    private final Glide glide;
    private final EditLayer layer;
    private double lastX;
    private double lastY;
    private double pressedX;
    private double pressedY;
    private boolean dragging;
    private boolean editing;

    /// @param surface in whose coordinates the view is measured
    CanvasHands(
            CanvasPane canvas, Node surface, TopologyModel model, Glide glide, EditLayer layer) {
        this.canvas = canvas;
        this.surface = surface;
        this.model = model;
        this.edit = model.edit();
        this.glide = glide;
        this.layer = layer;
    }

    void attach() {
        canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        canvas.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        canvas.addEventHandler(MouseEvent.MOUSE_EXITED, event -> layer.hover(""));
        canvas.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        canvas.addEventHandler(ZoomEvent.ZOOM, this::pinched);
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void pressed(MouseEvent event) {
        canvas.requestFocus();
        var at = surface.sceneToLocal(event.getSceneX(), event.getSceneY());
        pressedX = at.getX();
        pressedY = at.getY();
        lastX = pressedX;
        lastY = pressedY;
        dragging = false;
        // The middle and the right button move the view, whatever is under them.
        editing = edit.isOn() && event.getButton() == MouseButton.PRIMARY;
        if (editing) {
            edit.press(
                    hitAt(event),
                    inWorld(at.getX(), at.getY()),
                    event.isShiftDown() || event.isShortcutDown());
        }
        event.consume();
    }

    private void dragged(MouseEvent event) {
        var at = surface.sceneToLocal(event.getSceneX(), event.getSceneY());
        dragging |= Math.hypot(at.getX() - pressedX, at.getY() - pressedY) > DRAG_FROM;
        if (dragging && editing) {
            edit.drag(inWorld(at.getX(), at.getY()), event.isAltDown());
        } else if (dragging) {
            double dx = at.getX() - lastX;
            double dy = at.getY() - lastY;
            lastX = at.getX();
            lastY = at.getY();
            glide.byHand(() -> model.pan(dx, dy));
        }
        event.consume();
    }

    private void released(MouseEvent event) {
        if (editing) {
            var at = surface.sceneToLocal(event.getSceneX(), event.getSceneY());
            edit.release(
                    inWorld(at.getX(), at.getY()), event.isShiftDown() || event.isShortcutDown());
        } else if (!dragging && event.getButton() != MouseButton.MIDDLE) {
            model.select(hitAt(event) instanceof CanvasEdit.Hit.Card(String id) ? id : "");
        }
        dragging = false;
        editing = false;
        event.consume();
    }

    private void moved(MouseEvent event) {
        if (!edit.isOn()) {
            return;
        }
        var at = surface.sceneToLocal(event.getSceneX(), event.getSceneY());
        edit.hover(inWorld(at.getX(), at.getY()), true);
        layer.hover(
                switch (hitAt(event)) {
                    case CanvasEdit.Hit.Card(String id) -> id;
                    case CanvasEdit.Hit.Header(String id) -> id;
                    case CanvasEdit.Hit.Port(String id) -> id;
                    case CanvasEdit.Hit.Ground _,
                            CanvasEdit.Hit.Corner _,
                            CanvasEdit.Hit.Wire _,
                            CanvasEdit.Hit.Canvas _ ->
                            "";
                });
    }

    private Spot inWorld(double x, double y) {
        return model.viewportProperty().get().inWorld(x, y);
    }

    private CanvasEdit.Hit hitAt(MouseEvent event) {
        var at = surface.sceneToLocal(event.getSceneX(), event.getSceneY());
        return canvas.paintedAt(inWorld(at.getX(), at.getY()))
                .orElseGet(() -> hitAt(event.getPickResult().getIntersectedNode()));
    }

    private static CanvasEdit.Hit hitAt(@Nullable Node picked) {
        boolean isHeader = false;
        for (Node at = picked; at != null; at = at.getParent()) {
            if (at.getUserData() instanceof CanvasEdit.Hit hit) {
                return hit;
            }
            if (at.getStyleClass().contains("wire-grip")) {
                return new CanvasEdit.Hit.Wire(String.valueOf(at.getUserData()));
            }
            isHeader |= at.getStyleClass().contains("container-header");
            if (at instanceof CardView view) {
                return new CanvasEdit.Hit.Card(view.cardId());
            }
            if (at instanceof ContainerView view) {
                return isHeader
                        ? new CanvasEdit.Hit.Header(view.containerId())
                        : new CanvasEdit.Hit.Ground(view.containerId());
            }
        }
        return new CanvasEdit.Hit.Canvas();
    }

    private void scrolled(ScrollEvent event) {
        if (event.isInertia() || event.getDeltaY() == 0) {
            return;
        }
        var at = surface.sceneToLocal(event.getSceneX(), event.getSceneY());
        double zoom =
                model.viewportProperty().get().zoom() * Math.pow(WHEEL_STEP, event.getDeltaY());
        glide.byHand(() -> model.zoomAt(zoom, at.getX(), at.getY()));
        event.consume();
    }

    private void pinched(ZoomEvent event) {
        var at = surface.sceneToLocal(event.getSceneX(), event.getSceneY());
        double zoom = model.viewportProperty().get().zoom() * event.getZoomFactor();
        glide.byHand(() -> model.zoomAt(zoom, at.getX(), at.getY()));
        event.consume();
    }

    private void keyPressed(KeyEvent event) {
        if (edit.isOn() && editKey(event)) {
            event.consume();
            return;
        }
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        boolean known = true;
        switch (event.getCode()) {
            case LEFT -> model.selectNext(Neighbours.Way.LEFT);
            case RIGHT -> model.selectNext(Neighbours.Way.RIGHT);
            case UP -> model.selectNext(Neighbours.Way.UP);
            case DOWN -> model.selectNext(Neighbours.Way.DOWN);
            case PLUS, ADD, EQUALS, SEMICOLON -> model.zoomIn();
            case MINUS, SUBTRACT -> model.zoomOut();
            case DIGIT0, NUMPAD0 -> model.zoomToActualSize();
            case F -> model.fit();
            case ESCAPE -> model.select("");
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }

    private boolean editKey(KeyEvent event) {
        Neighbours.Way way =
                switch (event.getCode()) {
                    case LEFT -> Neighbours.Way.LEFT;
                    case RIGHT -> Neighbours.Way.RIGHT;
                    case UP -> Neighbours.Way.UP;
                    case DOWN -> Neighbours.Way.DOWN;
                    default -> null;
                };
        if (way != null) {
            boolean isPlain = !event.isShiftDown() && !event.isShortcutDown();
            if (isPlain) {
                return edit.linkTowards(way);
            }
            edit.nudge(
                    way == Neighbours.Way.LEFT ? -1 : way == Neighbours.Way.RIGHT ? 1 : 0,
                    way == Neighbours.Way.UP ? -1 : way == Neighbours.Way.DOWN ? 1 : 0,
                    event.isShortcutDown());
            return true;
        }
        if (event.isShortcutDown() || event.isAltDown()) {
            return false;
        }
        return switch (event.getCode()) {
            case DELETE, BACK_SPACE -> {
                model.remove();
                yield true;
            }
            case ESCAPE -> edit.cancel();
            case ENTER -> edit.linkNow();
            case C -> edit.linkByKeys();
            case U -> edit.selectAround();
            default -> false;
        };
    }
}

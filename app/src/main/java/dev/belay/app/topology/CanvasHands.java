package dev.belay.app.topology;

import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;

/// What mouse, touch and keys do on the canvas.
final class CanvasHands {

    private static final double WHEEL_STEP = 1.0015;
    private static final double DRAG_FROM = 3;

    private final Region canvas;
    private final Node surface;
    private final TopologyModel model;
    private final Glide glide;
    private double lastX;
    private double lastY;
    private double pressedX;
    private double pressedY;
    private boolean dragging;

    /// @param surface in whose coordinates the view is measured
    CanvasHands(Region canvas, Node surface, TopologyModel model, Glide glide) {
        this.canvas = canvas;
        this.surface = surface;
        this.model = model;
        this.glide = glide;
    }

    void attach() {
        canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        canvas.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
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
        event.consume();
    }

    private void dragged(MouseEvent event) {
        var at = surface.sceneToLocal(event.getSceneX(), event.getSceneY());
        dragging |= Math.hypot(at.getX() - pressedX, at.getY() - pressedY) > DRAG_FROM;
        if (dragging) {
            double dx = at.getX() - lastX;
            double dy = at.getY() - lastY;
            lastX = at.getX();
            lastY = at.getY();
            glide.byHand(() -> model.pan(dx, dy));
        }
        event.consume();
    }

    private void released(MouseEvent event) {
        if (!dragging && event.getButton() != MouseButton.MIDDLE) {
            model.select(cardAt(event.getPickResult().getIntersectedNode()));
        }
        dragging = false;
        event.consume();
    }

    private String cardAt(Node picked) {
        for (Node at = picked; at != null; at = at.getParent()) {
            if (at instanceof CardView view) {
                return view.cardId();
            }
        }
        return "";
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
}

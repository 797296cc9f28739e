package dev.belay.app.ui;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// What lies over the window: popovers and dialogs, one above the other.
///
/// While one is open the keyboard stays inside it; Escape leaves it, and so does a click beside a
/// popover. The focus goes back where it was.
public final class Overlay extends StackPane {
    private final Ui ui;
    private final Deque<Layer> layers = new ArrayDeque<>();

    private record Layer(StackPane scrim, Region card, Runnable left, @Nullable Node before) {}

    public Overlay(Ui ui) {
        this.ui = ui;
        getStyleClass().add("overlay");
        setPickOnBounds(false);
        setVisible(false);
        sceneProperty()
                .flatMap(Scene::focusOwnerProperty)
                .subscribe(owner -> {
                    if (owner != null) {
                        keepInside(owner);
                    }
                });
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE && !layers.isEmpty()) {
                        event.consume();
                        leave();
                    }
                });
    }

    public boolean isOpen() {
        return !layers.isEmpty();
    }

    /// A dialog in the middle of a dimmed window.
    ///
    /// @param left called when the user leaves it without an answer; not called by {@link #close}
    public void dialog(Region card, Runnable left) {
        card.getStyleClass().add("dialog-card");
        open(card, Pos.CENTER, Insets.EMPTY, true, left);
    }

    /// A popover at a corner or an edge, with nothing dimmed; a click beside it closes it.
    public void popover(Region card, Pos position, Insets margin) {
        card.getStyleClass().add("popover");
        open(card, position, margin, false, () -> {});
    }

    /// Closes this card and what lies above it.
    public void close(Region card) {
        while (layers.stream().anyMatch(layer -> layer.card().equals(card))) {
            pop();
        }
    }

    /// The user leaves the topmost card.
    public void leave() {
        Layer top = layers.peek();
        if (top != null) {
            pop();
            top.left().run();
        }
    }

    private void open(Region card, Pos position, Insets margin, boolean dims, Runnable left) {
        StackPane scrim = new StackPane(card);
        scrim.getStyleClass().add(dims ? "scrim" : "clear-scrim");
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(card, position);
        StackPane.setMargin(card, margin);
        if (!dims) {
            scrim.setOnMousePressed(event -> {
                if (scrim.equals(event.getTarget())) {
                    leave();
                }
            });
        }
        Scene scene = getScene();
        layers.push(new Layer(scrim, card, left, scene == null ? null : scene.getFocusOwner()));
        getChildren().add(scrim);
        setVisible(true);
        ui.motion().appear(card);
        card.applyCss();
        focusFirst(card);
    }

    private void pop() {
        Layer layer = layers.pop();
        getChildren().remove(layer.scrim());
        setVisible(!layers.isEmpty());
        Node before = layer.before();
        if (before != null && before.getScene() != null) {
            before.requestFocus();
        }
    }

    private void keepInside(Node owner) {
        Layer top = layers.peek();
        if (top != null && !isInside(owner, top.card())) {
            focusFirst(top.card());
        }
    }

    private static boolean isInside(Node node, Node ancestor) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    private static boolean focusFirst(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return false;
        }
        if (node.isFocusTraversable()) {
            node.requestFocus();
            return true;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                if (focusFirst(child)) {
                    return true;
                }
            }
        }
        return false;
    }
}

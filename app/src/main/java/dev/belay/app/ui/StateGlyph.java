package dev.belay.app.ui;

import dev.belay.model.status.NodeState;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/// The silhouette of one of the eight states: one region, crisp from 11 to 28 pixels.
///
/// Its shape and colour are in `belay.css`, on a grid of 16; the class `px-16` and its like give it
/// its size.
public final class StateGlyph extends Region {
    private final ObjectProperty<NodeState> state = new SimpleObjectProperty<>(this, "state");

    /// A glyph for a state.
    ///
    /// @param pixels 11, 12, 13, 14, 15, 16, 18, 20, 22, 26 or 28 at 100 %
    public StateGlyph(NodeState state, int pixels) {
        getStyleClass().addAll("state-glyph", "px-" + pixels, styleClass(state));
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMouseTransparent(true);
        this.state.set(state);
        this.state.subscribe((before, after) -> {
            getStyleClass().remove(styleClass(before));
            getStyleClass().add(styleClass(after));
        });
    }

    /// The looked-up colour of a state.
    public static String colour(NodeState state) {
        return switch (state) {
            case STARTING, STOPPING -> "-belay-moving";
            case ACTIVE, STANDBY, UNKNOWN, FAILED, FENCED, MAINTENANCE ->
                    "-belay-" + styleClass(state);
        };
    }

    /// The state's word in the sheets: `active`, `standby`, …; also sets `-belay-state` on whatever
    /// carries it together with `stateful`.
    public static String styleClass(NodeState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /// The state's word for people, such as `Active`.
    public static String word(Ui ui, NodeState state) {
        return ui.texts(StateGlyph.class).get("state." + styleClass(state));
    }

    public ObjectProperty<NodeState> stateProperty() {
        return state;
    }

    public NodeState state() {
        return state.get();
    }

    public void setState(NodeState next) {
        state.set(next);
    }
}

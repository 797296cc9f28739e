package dev.belay.app.wizard;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A part of a form that is made anew only when what it is made of has changed: the keyboard keeps
/// its place.
public final class Section extends VBox {
    private @Nullable Object key;

    /// Empty, and not in the way.
    public Section(String style) {
        getStyleClass().add(style);
    }

    /// Makes it anew where it was made of something else.
    ///
    /// @param key what it is made of
    public void show(Object key, Supplier<List<Node>> parts) {
        if (!key.equals(this.key)) {
            this.key = key;
            getChildren().setAll(parts.get());
            setVisible(!getChildren().isEmpty());
            setManaged(!getChildren().isEmpty());
        }
    }
}

package dev.belay.app.proxy;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A part of a form that is made anew only when what it is made of has changed: the keyboard keeps
/// its place.
final class Section extends VBox {
    private @Nullable Object key;

    Section(String style) {
        getStyleClass().add(style);
    }

    /// @param key what it is made of
    void show(Object key, Supplier<List<Node>> parts) {
        if (!key.equals(this.key)) {
            this.key = key;
            getChildren().setAll(parts.get());
            setVisible(!getChildren().isEmpty());
            setManaged(!getChildren().isEmpty());
        }
    }
}

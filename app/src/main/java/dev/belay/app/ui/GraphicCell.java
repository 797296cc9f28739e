package dev.belay.app.ui;

import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/// A row of a list that is drawn as a whole, and is never wider than its list. One without an item
/// shows and says nothing.
///
/// @param <T> an item of the list
public abstract class GraphicCell<T> extends ListCell<T> {
    // Neither of the setters calls anything that a subclass overrides.
    @SuppressWarnings("this-escape")
    protected GraphicCell() {
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        // or a long text makes the list scroll sideways
        setPrefWidth(0);
    }

    /// What is drawn for an item; says it to a screen reader, too.
    protected abstract Node drawn(T item);

    @Override
    protected final void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            setTooltip(null);
            setId(null);
            setAccessibleText("");
        } else {
            setGraphic(drawn(item));
        }
    }
}

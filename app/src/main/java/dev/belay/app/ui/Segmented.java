package dev.belay.app.ui;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// A row of buttons of which one is chosen.
///
/// @param <T> what is chosen
public final class Segmented<T> extends HBox {
    private final Map<T, ToggleButton> buttons = new LinkedHashMap<>();
    private final ToggleGroup group = new ToggleGroup();
    private final ObjectProperty<T> chosen;

    /// An empty row.
    ///
    /// @param chosen is set by the buttons, and followed by them
    public Segmented(String id, ObjectProperty<T> chosen) {
        this.chosen = chosen;
        setId(id);
        getStyleClass().add("segmented");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMinWidth(USE_PREF_SIZE);
        chosen.subscribe(this::select);
    }

    public Segmented<T> add(T value, String id, ObservableValue<String> text) {
        ToggleButton button = new ToggleButton();
        button.setId(id);
        button.textProperty().bind(text);
        button.setToggleGroup(group);
        button.setMinWidth(USE_PREF_SIZE);
        // a click on the chosen one would leave none chosen
        button.setOnAction(event -> button.setSelected(true));
        buttons.put(value, button);
        getChildren().add(button);
        edges();
        select(chosen.get());
        // arrow keys select without an action
        button.selectedProperty()
                .subscribe((before, now) -> {
                    if (now) {
                        chosen.set(value);
                    }
                });
        return this;
    }

    public ToggleButton button(T value) {
        ToggleButton button = buttons.get(value);
        if (button == null) {
            throw new IllegalArgumentException("no segment for " + value);
        }
        return button;
    }

    private void select(T value) {
        ToggleButton button = buttons.get(value);
        if (button != null) {
            button.setSelected(true);
        }
    }

    private void edges() {
        int last = getChildren().size() - 1;
        for (int i = 0; i <= last; i++) {
            getChildren().get(i).getStyleClass().removeAll("first", "last");
            if (i == 0) {
                getChildren().get(i).getStyleClass().add("first");
            }
            if (i == last) {
                getChildren().get(i).getStyleClass().add("last");
            }
        }
    }
}

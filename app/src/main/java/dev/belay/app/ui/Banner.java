package dev.belay.app.ui;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A strip above a screen that tells of something: a glyph and a sentence. Takes no room while it
/// is not visible.
public final class Banner extends HBox {

    public Banner(String id, Node glyph, Label text) {
        setId(id);
        getStyleClass().add("banner");
        managedProperty().bind(visibleProperty());
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(glyph, text);
    }

    /// With a button at its end that puts it away; its id is the strip's with `-close`.
    ///
    /// @param name what the button is called to those who do not see it
    public Banner withClose(ObservableValue<String> name, Runnable close) {
        Button away = new Button();
        away.setId(getId() + "-close");
        away.getStyleClass().addAll("flat", "icon-only");
        away.setGraphic(new Icon("fth-x", 14));
        away.accessibleTextProperty().bind(name);
        away.setOnAction(event -> close.run());
        getChildren().add(away);
        return this;
    }
}

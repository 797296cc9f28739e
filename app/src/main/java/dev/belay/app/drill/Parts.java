package dev.belay.app.drill;

import dev.belay.app.ui.Labels;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The small parts that both screens are made of.
final class Parts {
    private Parts() {}

    static String sheet() {
        return Objects.requireNonNull(Parts.class.getResource("drill.css")).toExternalForm();
    }

    static VBox card(String title, Node... children) {
        VBox card = new VBox(Labels.label(title, "type-section", "w600", "card-title"));
        card.getChildren().addAll(children);
        card.getStyleClass().add("card");
        return card;
    }

    /// A figure with what it means below it.
    static VBox figure(String value, String meaning, String... tones) {
        Label number = Labels.whole(value, "type-title");
        number.getStyleClass().addAll(tones);
        VBox figure = new VBox(number, Labels.prose(meaning, "type-small", "muted"));
        figure.getStyleClass().add("figure");
        return figure;
    }
}

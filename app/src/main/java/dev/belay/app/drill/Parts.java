package dev.belay.app.drill;

import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The small parts that both screens are made of.
final class Parts {
    private Parts() {}

    static String sheet() {
        return Objects.requireNonNull(Parts.class.getResource("drill.css")).toExternalForm();
    }

    static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /// A text of whole sentences, as high as it is.
    static Label prose(String text, String... styles) {
        Label label = label(text, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// Never cut off.
    static Label whole(String text, String... styles) {
        Label label = label(text, styles);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    static VBox card(String title, Node... children) {
        VBox card = new VBox(label(title, "type-section", "w600", "card-title"));
        card.getChildren().addAll(children);
        card.getStyleClass().add("card");
        return card;
    }

    /// A figure with what it means below it.
    static VBox figure(String value, String meaning, String... tones) {
        Label number = whole(value, "type-title");
        number.getStyleClass().addAll(tones);
        VBox figure = new VBox(number, prose(meaning, "type-small", "muted"));
        figure.getStyleClass().add("figure");
        return figure;
    }
}

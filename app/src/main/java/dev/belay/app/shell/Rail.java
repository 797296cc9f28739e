package dev.belay.app.shell;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.WhyNot;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The nine places at the left.
final class Rail extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Map<Destination, Button> buttons = new EnumMap<>(Destination.class);

    Rail(
            Texts texts,
            Predicate<Destination> available,
            ObservableValue<@Nullable Destination> chosen,
            Consumer<Destination> go) {
        getStyleClass().add("rail");
        for (Destination destination : Destination.values()) {
            Button button = button(texts, destination, go);
            button.setDisable(!available.test(destination));
            buttons.put(destination, button);
            if (available.test(destination)) {
                Tooltip tooltip = new Tooltip();
                tooltip.textProperty()
                        .bind(
                                texts.text(
                                        "rail.tooltip",
                                        texts.text("rail." + destination.code()),
                                        "Ctrl+" + number(destination)));
                button.setTooltip(tooltip);
                getChildren().add(button);
            } else {
                WhyNot carrier =
                        new WhyNot(
                                button,
                                texts.text(
                                        "rail.not-in-this-version",
                                        texts.text("rail." + destination.code())));
                carrier.setAlignment(Pos.CENTER);
                getChildren().add(carrier);
            }
        }
        chosen.subscribe(now ->
                buttons.forEach((destination, button) ->
                        button.pseudoClassStateChanged(CHOSEN, destination == now)));
    }

    static int number(Destination destination) {
        int number = 1;
        for (Destination one : Destination.values()) {
            if (one == destination) {
                return number;
            }
            number++;
        }
        throw new IllegalArgumentException("not on the rail: " + destination);
    }

    private static Button button(Texts texts, Destination destination, Consumer<Destination> go) {
        Button button = new Button();
        button.setId("rail-" + destination.code());
        button.getStyleClass().setAll("button", "rail-item");
        button.setContentDisplay(ContentDisplay.TOP);
        button.setGraphic(new Icon(destination.icon(), 20));
        button.textProperty().bind(texts.text("rail." + destination.code()));
        button.accessibleTextProperty().bind(button.textProperty());
        button.setOnAction(event -> go.accept(destination));
        return button;
    }
}

package dev.belay.app.services;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.WhyNot;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Asks before something is ordered: what ends by it, and the verb with its name on the button.
///
/// Where there is a choice, what cannot be chosen stands there too, with the reason.
final class AskCard extends VBox {
    private final Texts texts;
    private final VBox choices = new VBox();
    private final VBox said = new VBox();
    private final ToggleGroup group = new ToggleGroup();
    private final Button yes = new Button();
    private final StringProperty whyNot = new SimpleStringProperty("");
    private Runnable perform = () -> {};

    /// What one of several choices comes to.
    ///
    /// @param verb on the button
    /// @param lines what it ends, a sentence each
    record Outcome(String verb, List<String> lines, Runnable perform) {}

    /// @param destructive whether something ends by it in any case
    /// @param close takes the card away
    AskCard(Texts texts, String title, boolean destructive, Runnable close) {
        this.texts = texts;
        setId("services-ask");
        getStyleClass().add("services-ask");
        Label head = Labels.prose(title, "type-page");
        choices.getStyleClass().add("choices");
        choices.managedProperty().bind(choices.visibleProperty());
        choices.setVisible(false);
        said.getStyleClass().add("said");
        Button no = new Button(texts.get("ask.cancel"));
        no.setId("services-cancel");
        no.setMinWidth(Region.USE_PREF_SIZE);
        no.setOnAction(event -> close.run());
        yes.setId("services-confirm");
        yes.getStyleClass().add(destructive ? "destructive" : "primary");
        yes.setOnAction(event -> {
            close.run();
            perform.run();
        });
        yes.setMinWidth(Region.USE_PREF_SIZE);
        HBox buttons = new HBox(no, new WhyNot(yes, whyNot));
        buttons.getStyleClass().add("buttons");
        getChildren().addAll(head, choices, said, buttons);
    }

    AskCard of(Outcome outcome) {
        perform = outcome.perform();
        yes.setText(outcome.verb());
        said.getChildren()
                .setAll(outcome.lines().stream().map(line -> Labels.prose(line)).toList());
        return this;
    }

    /// Nothing is chosen yet.
    ///
    /// @param verb on the button until then
    AskCard choosing(String verb, String why) {
        yes.setText(verb);
        yes.setDisable(true);
        whyNot.set(why);
        choices.setVisible(true);
        return this;
    }

    /// One of the choices.
    ///
    /// @param hint beside it
    /// @param hurdle why it cannot be chosen; it stands in the place of the hint
    /// @param outcome what it comes to; asked when it is chosen
    <T> AskCard choice(
            String id,
            String name,
            T value,
            String hint,
            Optional<Hurdle> hurdle,
            Function<T, Outcome> outcome) {
        @Nullable String why = hurdle.map(one -> one.in(texts)).orElse(null);
        RadioButton radio = new RadioButton(name);
        radio.setId(id);
        radio.setToggleGroup(group);
        radio.setDisable(why != null);
        radio.setMinWidth(Region.USE_PREF_SIZE);
        String beside = why == null ? hint : why;
        radio.setAccessibleText(texts.get("ask.choice.spoken", name, beside));
        radio.selectedProperty()
                .subscribe((before, now) -> {
                    if (now) {
                        yes.setDisable(false);
                        of(outcome.apply(value));
                    }
                });
        WhyNot carrier = new WhyNot(radio, new SimpleStringProperty(beside));
        carrier.setMinWidth(Region.USE_PREF_SIZE);
        carrier.getStyleClass().add("choice-name");
        HBox line = new HBox(carrier, Labels.prose(beside, "type-small", "muted"));
        line.getStyleClass().add("choice");
        choices.getChildren().add(line);
        return this;
    }
}

package dev.belay.app.plan;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks before a plan is applied: what clients notice, and whether it is undone unless somebody
/// keeps it.
final class ApplyCard extends VBox {
    private static final List<Duration> TIMES =
            List.of(
                    Duration.ZERO,
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1));

    private Duration chosen = Duration.ZERO;

    /// Asks before something is applied.
    ///
    /// @param lines what happens, a sentence each
    /// @param yes is told the time in which it has to be kept; zero for none
    static ApplyCard apply(
            Texts texts,
            String title,
            String verb,
            List<String> lines,
            Consumer<Duration> yes,
            Runnable no) {
        ApplyCard card = new ApplyCard(title, lines);
        card.getChildren()
                .addAll(
                        Labels.prose(texts.get("ask.undone"), "w600"),
                        card.times(texts),
                        buttons(texts, verb, "primary", () -> yes.accept(card.chosen), no));
        return card;
    }

    /// Asks before something is taken back.
    static ApplyCard undo(
            Texts texts, String title, String verb, List<String> lines, Runnable yes, Runnable no) {
        ApplyCard card = new ApplyCard(title, lines);
        card.getChildren().add(buttons(texts, verb, "destructive", yes, no));
        return card;
    }

    private ApplyCard(String title, List<String> lines) {
        setId("plan-ask");
        getStyleClass().add("plan-ask");
        getStylesheets().add(sheet());
        VBox said = new VBox();
        said.getStyleClass().add("said");
        lines.forEach(line -> said.getChildren().add(Labels.prose(line)));
        getChildren().addAll(Labels.prose(title, "type-page"), said);
    }

    private VBox times(Texts texts) {
        VBox times = new VBox();
        times.getStyleClass().add("choices");
        ToggleGroup group = new ToggleGroup();
        for (Duration time : TIMES) {
            RadioButton radio =
                    new RadioButton(
                            time.isZero()
                                    ? texts.get("ask.stays")
                                    : texts.get("ask.within", time.toMinutes()));
            radio.setId("plan-within-" + time.toMinutes());
            radio.setToggleGroup(group);
            radio.setSelected(time.isZero());
            radio.setMinWidth(Region.USE_PREF_SIZE);
            radio.selectedProperty()
                    .subscribe((before, now) -> {
                        if (now) {
                            chosen = time;
                        }
                    });
            times.getChildren().add(radio);
        }
        return times;
    }

    private static HBox buttons(Texts texts, String verb, String style, Runnable yes, Runnable no) {
        Button cancel = new Button(texts.get("ask.cancel"));
        cancel.setId("plan-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> no.run());
        Button confirm = new Button(verb);
        confirm.setId("plan-confirm");
        confirm.setMnemonicParsing(false);
        confirm.getStyleClass().add(style);
        confirm.setMinWidth(Region.USE_PREF_SIZE);
        confirm.setOnAction(event -> yes.run());
        HBox buttons = new HBox(cancel, confirm);
        buttons.getStyleClass().add("buttons");
        return buttons;
    }

    static String sheet() {
        return Objects.requireNonNull(ApplyCard.class.getResource("plan.css")).toExternalForm();
    }
}

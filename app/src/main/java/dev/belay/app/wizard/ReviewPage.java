package dev.belay.app.wizard;

import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The plan before anything is changed, step by step.
final class ReviewPage extends VBox {
    ReviewPage(Texts texts, WizardModel model, @Nullable Node own) {
        getStyleClass().add("form-page");
        getChildren()
                .addAll(
                        Labels.label(texts.get("page.review"), "type-page"),
                        Labels.prose(
                                texts.get(model.isDryRun() ? "review.dry" : "review.why"),
                                "muted"));
        if (own != null) {
            getChildren().add(own);
        }
        VBox list = Parts.column("card plan-list");
        int number = 1;
        for (Deed deed : model.script().deeds()) {
            list.getChildren().add(row(number++, deed));
        }
        getChildren().add(list);
    }

    private static Node row(int number, Deed deed) {
        Label sentence = Labels.label(deed.sentence().get(), "w500");
        HBox.setHgrow(sentence, Priority.ALWAYS);
        sentence.setMaxWidth(Double.MAX_VALUE);
        return Parts.row(
                "plan-row",
                Labels.label(Integer.toString(number), "mono", "subtle", "number-column"),
                icon(deed.kind()),
                sentence,
                new Chip(deed.where(), Chip.Tone.NEUTRAL));
    }

    static Icon icon(Deed.Kind kind) {
        Icon icon =
                new Icon(
                        switch (kind) {
                            case ADD -> "fth-plus";
                            case CHANGE -> "fth-edit-2";
                            case REMOVE -> "fth-minus";
                            case START -> "fth-play";
                            case CHECK -> "fth-check";
                        },
                        14);
        icon.getStyleClass()
                .add(
                        switch (kind) {
                            case ADD -> "good";
                            case CHANGE -> "planned-icon";
                            case REMOVE -> "bad";
                            case START, CHECK -> "quiet";
                        });
        return icon;
    }
}

package dev.belay.app.proxy;

import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Happening;
import dev.belay.app.wizard.Parts;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is left to people, with commands to copy.
final class ByHandCard extends VBox {

    ByHandCard(Texts texts, List<Happening> all) {
        getStyleClass().addAll("card", "by-hand");
        setId("proxy-by-hand");
        int number = 0;
        for (Happening one : all) {
            number++;
            Label sentence = Labels.prose(one.sentence(), "w500");
            HBox.setHgrow(sentence, Priority.ALWAYS);
            sentence.setMaxWidth(Double.MAX_VALUE);
            HBox head =
                    Parts.row("by-hand-head", sentence, new Chip(one.where(), Chip.Tone.NEUTRAL));
            Region code = Parts.code(one.command());
            HBox.setHgrow(code, Priority.ALWAYS);
            HBox command =
                    Parts.row(
                            "by-hand-command",
                            code,
                            Parts.iconButton(
                                    "proxy-hand-copy-" + number,
                                    "fth-copy",
                                    texts.get("files.copy"),
                                    () -> FilesCard.copy(one.command())));
            getChildren()
                    .add(
                            Parts.column(
                                    "by-hand-row",
                                    head,
                                    command,
                                    Labels.prose(one.note(), "type-small", "muted")));
        }
    }
}

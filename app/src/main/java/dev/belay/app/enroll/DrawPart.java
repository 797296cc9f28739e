package dev.belay.app.enroll;

import dev.belay.app.design.NewMembers;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Parts;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Offers to draw the members that have come.
final class DrawPart extends HBox {
    private final Texts texts;
    private final Label said;
    private final Button button;

    /// @param nodes ids of those that have come; at least one
    DrawPart(Texts texts, NewMembers members, List<String> nodes) {
        this.texts = texts;
        this.said = Labels.prose(texts.get("enroll.draw.why", nodes.size()), "muted");
        this.button =
                Parts.button(
                        "enroll-draw",
                        "fth-edit-2",
                        texts.get("enroll.draw"),
                        () -> members.draw(nodes, this::tell));
        button.setMinWidth(USE_PREF_SIZE);
        said.setId("enroll-drawn");
        HBox.setHgrow(said, Priority.ALWAYS);
        getStyleClass().add("fact");
        getChildren().addAll(button, said);
    }

    private void tell(NewMembers.Outcome outcome) {
        said.setText(
                switch (outcome) {
                    case NewMembers.Outcome.Drew(var names) ->
                            names.isEmpty()
                                    ? texts.get("enroll.draw.had")
                                    : texts.get(
                                            "enroll.draw.drew",
                                            String.join(texts.get("enroll.draw.comma"), names));
                    case NewMembers.Outcome.NoDrawing() -> texts.get("enroll.draw.none");
                    case NewMembers.Outcome.NotThere() -> texts.get("enroll.draw.not-there");
                    case NewMembers.Outcome.Silent(var error) ->
                            texts.get(
                                    "enroll.draw.silent",
                                    RefusalWords.in(texts.language()).what(error),
                                    RefusalWords.in(texts.language()).advice(error));
                });
    }
}

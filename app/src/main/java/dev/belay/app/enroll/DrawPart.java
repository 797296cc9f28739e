package dev.belay.app.enroll;

import dev.belay.app.design.DrawnMembers;
import dev.belay.app.design.DrawnMembers.Outcome;
import dev.belay.app.design.MemberEdit;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Parts;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Offers to have the open drawing follow what became of members.
final class DrawPart extends HBox {
    private final Texts texts;
    private final Label said;

    private DrawPart(Texts texts, String doing, String why, Consumer<Consumer<Outcome>> act) {
        this.texts = texts;
        this.said = Labels.prose(why, "muted");
        Button button =
                Parts.button("enroll-draw", "fth-edit-2", doing, () -> act.accept(this::tell));
        button.setMinWidth(USE_PREF_SIZE);
        said.setId("enroll-drawn");
        HBox.setHgrow(said, Priority.ALWAYS);
        getStyleClass().add("follow-up");
        getChildren().addAll(button, said);
    }

    /// Members that have come.
    ///
    /// @param nodes their ids; at least one
    static DrawPart come(Texts texts, DrawnMembers members, List<String> nodes) {
        return new DrawPart(
                texts,
                texts.get("enroll.draw"),
                texts.get("enroll.draw.why", nodes.size()),
                told -> members.draw(nodes, told));
    }

    /// One that is changed.
    static DrawPart changed(Texts texts, DrawnMembers members, MemberEdit edit) {
        String key =
                switch (edit) {
                    case MemberEdit.Removed _ -> "removed";
                    case MemberEdit.Renamed _ -> "renamed";
                    case MemberEdit.Nominated _ -> "nominated";
                };
        return new DrawPart(
                texts,
                texts.get("members.draw." + key),
                texts.get("members.draw.why." + key, edit.name()),
                told -> members.follow(edit, told));
    }

    private void tell(Outcome outcome) {
        said.setText(
                switch (outcome) {
                    case Outcome.Drew(var names) ->
                            names.isEmpty()
                                    ? texts.get("enroll.draw.had")
                                    : texts.get("enroll.draw.drew", listed(names));
                    case Outcome.Changed(var names) ->
                            names.isEmpty()
                                    ? texts.get("members.draw.had")
                                    : texts.get("members.draw.changed", listed(names));
                    case Outcome.NoDrawing() -> texts.get("enroll.draw.none");
                    case Outcome.NotThere() -> texts.get("enroll.draw.not-there");
                    case Outcome.Silent(var error) ->
                            texts.get(
                                    "enroll.draw.silent",
                                    RefusalWords.in(texts.language()).what(error),
                                    RefusalWords.in(texts.language()).advice(error));
                });
    }

    private String listed(List<String> names) {
        return String.join(texts.get("enroll.draw.comma"), names);
    }
}

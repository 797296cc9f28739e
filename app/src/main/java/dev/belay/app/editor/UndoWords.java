package dev.belay.app.editor;

import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.edit.EditName;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/// What would be undone and redone, as a sentence for a button.
public final class UndoWords {

    private final Ui ui;
    private final Texts texts;
    private final EditorModel model;

    public UndoWords(Ui ui, EditorModel model) {
        this.ui = ui;
        this.texts = ui.texts(UndoWords.class);
        this.model = model;
    }

    public ObservableValue<String> undo() {
        return Bindings.createStringBinding(
                () -> sentence("undo", model.undoesProperty().get()),
                model.undoesProperty(),
                ui.languageProperty());
    }

    public ObservableValue<String> redo() {
        return Bindings.createStringBinding(
                () -> sentence("redo", model.redoesProperty().get()),
                model.redoesProperty(),
                ui.languageProperty());
    }

    private String sentence(String way, Optional<EditName> step) {
        return step.map(one -> texts.get(way, text(texts, one)))
                .orElseGet(() -> texts.get(way + ".none"));
    }

    /// What an edit did.
    static String text(Texts texts, EditName name) {
        Object[] args =
                name.key().equals("paste")
                        ? new Object[] {Integer.parseInt(name.args().getFirst())}
                        : name.args().toArray();
        return texts.get("edit." + name.key(), args);
    }
}

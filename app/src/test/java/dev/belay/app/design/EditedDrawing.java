package dev.belay.app.design;

import dev.belay.app.editor.EditorModel;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What is open in an editor.
public final class EditedDrawing implements Drawing {
    private final EditorModel editor = new EditorModel();

    public EditorModel editor() {
        return editor;
    }

    @Override
    public Optional<Design> now() {
        return Optional.ofNullable(editor.designProperty().get());
    }

    @Override
    public void edit(EditName name, UnaryOperator<Design> change) {
        editor.edit(name, change);
    }
}

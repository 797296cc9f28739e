package dev.belay.app.shell;

import dev.belay.app.design.Drawing;
import dev.belay.app.editor.EditorModel;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The design that is open in this window, for wizards.
///
/// @param editor of it
record OpenDrawing(EditorModel editor) implements Drawing {

    @Override
    public Optional<Design> now() {
        return Optional.ofNullable(editor.designProperty().get());
    }

    @Override
    public void edit(EditName name, UnaryOperator<Design> change) {
        editor.edit(name, change);
    }
}

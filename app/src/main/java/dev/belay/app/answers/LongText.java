package dev.belay.app.answers;

import dev.belay.app.wizard.Parts;
import java.util.Objects;
import javafx.scene.control.ScrollPane;

/// A text of many lines in a box of a few, which the keyboard scrolls.
public final class LongText extends ScrollPane {

    /// @param name for those who hear it
    public LongText(String id, String name, String text) {
        super(Parts.code(text));
        setId(id);
        setAccessibleText(name);
        setFitToWidth(true);
        getStyleClass().add("long-text");
        getStylesheets()
                .add(
                        Objects.requireNonNull(LongText.class.getResource("answers.css"))
                                .toExternalForm());
    }
}

package dev.belay.app.ui;

import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;

/// One destination of the window: a whole view, made when it is first shown.
public interface Screen {
    /// What fills the window between the bars.
    Parent root();

    /// It came into view.
    default void shown() {}

    /// It left the view; whatever costs time should rest now.
    default void hidden() {}

    /// Whether everything that was asked for is drawn; a picture is taken only then.
    default boolean settled() {
        return true;
    }

    /// What is half done here, in a sentence, so that closing the window is asked about; empty when
    /// nothing is.
    default String middle() {
        return "";
    }

    /// What goes on here, also out of view, in a few words; empty when nothing does.
    default ObservableValue<String> running() {
        return new ReadOnlyStringWrapper("");
    }

    /// What can be done here, by name: listed in the command palette and in the help.
    default List<Action> actions() {
        return List.of();
    }
}

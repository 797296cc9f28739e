package dev.belay.app.ui;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/// Something that can be done, by its name: found in the command palette, bound to keys, listed in
/// the help.
///
/// @param id stable, such as `health.pause`
/// @param icon literal of the pack
/// @param name in the language of now, sentence case, a verb first
/// @param keys null when it has none
/// @param possible whether it can be done now
/// @param reason why not, when it is not possible
/// @param run does it; called on the FX thread, does not block
public record Action(
        String id,
        String icon,
        ObservableValue<String> name,
        @Nullable KeyCombination keys,
        ObservableValue<Boolean> possible,
        ObservableValue<String> reason,
        Runnable run) {

    /// Always possible.
    public static Action of(
            String id,
            String icon,
            ObservableValue<String> name,
            @Nullable KeyCombination keys,
            Runnable run) {
        return new Action(
                id,
                icon,
                name,
                keys,
                new SimpleBooleanProperty(true),
                new SimpleStringProperty(""),
                run);
    }

    /// Does it, if it is possible now.
    public void perform() {
        if (possible.getValue()) {
            run.run();
        }
    }
}

package dev.belay.app.ui;

import java.util.EnumSet;
import java.util.Set;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
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

    private static final Set<KeyCode> TYPING =
            EnumSet.of(KeyCode.A, KeyCode.C, KeyCode.V, KeyCode.X, KeyCode.Y, KeyCode.Z);

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

    /// Whether these keys do something in a text that is being typed: there they belong to it.
    public static boolean isForTexts(@Nullable KeyCombination keys) {
        return keys instanceof KeyCodeCombination codes && TYPING.contains(codes.getCode());
    }

    /// Does it, if it is possible now.
    public void perform() {
        if (possible.getValue()) {
            run.run();
        }
    }
}

package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void keys_that_are_held_together_stand_side_by_side() {
        assertThat(ShellActions.keysOf(null)).isEmpty();
        assertThat(
                        ShellActions.keysOf(
                                new KeyCodeCombination(
                                        KeyCode.O,
                                        KeyCombination.CONTROL_DOWN,
                                        KeyCombination.SHIFT_DOWN)))
                .isEqualTo("Ctrl Shift O");
        assertThat(ShellActions.keysOf(new KeyCodeCombination(KeyCode.F1))).isEqualTo("F1");
    }
}

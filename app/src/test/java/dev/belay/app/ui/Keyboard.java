package dev.belay.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// A person at a window who has no mouse.
public final class Keyboard {

    private static final int STOPS_MAX = 60;

    private Keyboard() {}

    /// The control with this id, which must be there.
    public static Node find(@Nullable Parent root, String id) {
        return Objects.requireNonNull(Objects.requireNonNull(root).lookup("#" + id), id);
    }

    /// Goes there by Tab alone.
    public static void tabTo(FxRobot robot, @Nullable Parent root, String id) {
        for (int i = 0; i < STOPS_MAX && !find(root, id).isFocused(); i++) {
            robot.push(KeyCode.TAB);
        }
        assertThat(find(root, id).isFocused()).as("the keyboard reaches " + id).isTrue();
    }

    /// Goes there and presses Space.
    public static void press(FxRobot robot, @Nullable Parent root, String id) {
        tabTo(robot, root, id);
        robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// What all labels say, a line each.
    public static String labels(@Nullable Parent root) {
        return Objects.requireNonNull(root).lookupAll(".label").stream()
                .filter(Label.class::isInstance)
                .map(label -> ((Label) label).getText() + "\n")
                .collect(Collectors.joining());
    }
}

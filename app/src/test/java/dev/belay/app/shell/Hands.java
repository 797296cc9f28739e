package dev.belay.app.shell;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// A person in front of a window: clicks and types where something can be clicked and typed, and
/// looks until something is seen.
///
/// @param scene that is looked at
record Hands(FxRobot robot, Scene scene) {
    private static final long PATIENCE_SECONDS = 60;
    private static final int TRIES = 5;

    /// Clicks on what has this id, as soon as it is there and enabled.
    void click(String id) {
        see(id);
        click(look(() -> Objects.requireNonNull(scene.getRoot().lookup("#" + id))));
    }

    /// Clicks until what has the other id is seen: a list that is drawn anew may swallow a click.
    void click(String id, String opens) {
        for (int tried = 0; tried < TRIES && !look(() -> isReady(opens)); tried++) {
            click(id);
        }
        see(opens);
    }

    /// Clicks on the choice with this text.
    void choose(String text) {
        until("the choice " + text, () -> choice(text) != null);
        click(look(() -> Objects.requireNonNull(choice(text))));
    }

    /// The mouse jumps: its way is of no interest here, and takes most of the time. What has just
    /// become ready may move with the next layout, so that one is made first.
    private void click(Node node) {
        Point2D place =
                look(() -> {
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    Bounds bounds = node.getBoundsInLocal();
                    return node.localToScreen(bounds.getCenterX(), bounds.getCenterY());
                });
        robot.robotContext().getMouseRobot().move(place);
        robot.press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private @Nullable Node choice(String text) {
        return scene.getRoot().lookupAll(".radio-button").stream()
                .filter(node -> node instanceof Labeled one && text.equals(one.getText()))
                .findFirst()
                .orElse(null);
    }

    /// Clicks into a field and pastes over what is there.
    void write(String id, String text) {
        click(id);
        robot.interact(() ->
                Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text)));
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.push(KeyCode.CONTROL, KeyCode.V);
        until(id + " reads " + text, () -> text(id).equals(text));
    }

    /// What a field says.
    String read(String id) {
        see(id);
        return look(() -> text(id));
    }

    private String text(String id) {
        return scene.getRoot().lookup("#" + id) instanceof TextInputControl field
                ? field.getText()
                : "";
    }

    /// Looks until it is there and enabled.
    void see(String id) {
        until(id, () -> isReady(id));
    }

    /// Looks until a sentence with this in it is shown.
    void awaitText(String part) {
        until("'" + part + "'", () -> shown().contains(part));
    }

    /// All that can be read.
    private String shown() {
        return scene.getRoot().lookupAll(".label").stream()
                .filter(node -> node instanceof Labeled && isVisible(node))
                .map(node -> ((Labeled) node).getText())
                .collect(Collectors.joining("\n"));
    }

    void until(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!look(condition)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "did not come: " + what + "; seen is:\n" + look(this::shown));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static <T> T look(Callable<T> question) {
        return WaitForAsyncUtils.waitForAsyncFx(
                TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), question);
    }

    private boolean isReady(String id) {
        Node node = scene.getRoot().lookup("#" + id);
        return node != null && isVisible(node) && !node.isDisabled();
    }

    private static boolean isVisible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }
}

package dev.belay.app.welcome;

import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A picture that opens an example. Not a `Button`: its graphic would not wrap to its width.
final class ExampleCard extends VBox {
    private final Runnable open;

    ExampleCard(String example, Label name, VBox words, WelcomeDoer doer) {
        super(TemplatePicture.of(example), words);
        this.open = () -> doer.openExample(example + ".belay");
        setId("welcome-example-" + example);
        getStyleClass().add("template");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        accessibleTextProperty().bind(name.textProperty());
        VBox.setVgrow(words, Priority.ALWAYS);
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                open.run();
            }
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                event.consume();
                open.run();
            }
        });
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        if (action == AccessibleAction.FIRE) {
            open.run();
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }
}

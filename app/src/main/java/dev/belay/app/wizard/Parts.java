package dev.belay.app.wizard;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Small parts that wizards and their pages are made of.
public final class Parts {
    private Parts() {}

    public static HBox row(String style, Node... parts) {
        HBox row = new HBox(parts);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll(style.split(" "));
        return row;
    }

    public static VBox column(String style, Node... parts) {
        VBox column = new VBox(parts);
        column.getStyleClass().addAll(style.split(" "));
        return column;
    }

    public static Button button(String id, String icon, String text, Runnable run) {
        Button button = new Button(text);
        button.setId(id);
        if (!icon.isEmpty()) {
            button.setGraphic(new Icon(icon, 14));
        }
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> run.run());
        return button;
    }

    /// A button that is only an icon, with its name for those who hear it.
    public static Button iconButton(String id, String icon, String name, Runnable run) {
        Button button = button(id, icon, "", run);
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        button.getStyleClass().addAll("flat", "icon-only");
        return button;
    }

    /// A command in its box.
    public static Region code(String command) {
        Label text = Labels.prose(command, "mono");
        StackPane box = new StackPane(text);
        StackPane.setAlignment(text, Pos.CENTER_LEFT);
        box.getStyleClass().add("code");
        return box;
    }

    /// Moves the keyboard to the first control inside.
    static boolean focusFirst(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return false;
        }
        if (node.isFocusTraversable()) {
            node.requestFocus();
            return true;
        }
        if (node instanceof Parent parent) {
            for (Node child : List.copyOf(parent.getChildrenUnmodifiable())) {
                if (focusFirst(child)) {
                    return true;
                }
            }
        }
        return false;
    }
}

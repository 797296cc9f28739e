package dev.belay.app.wizard;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Lines;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Parts of the forms of wizards.
public final class Forms {
    private Forms() {}

    /// A page with its title and one sentence why it asks.
    public static VBox page(String title, Label why, Node... parts) {
        VBox page = Parts.column("form-page");
        page.getChildren().addAll(Labels.label(title, "type-page"), why);
        page.getChildren().addAll(parts);
        return page;
    }

    /// A control under its name.
    ///
    /// @param id by which tests and the keyboard find it
    /// @param hint shown while it is empty
    public static VBox field(String id, String name, TextInputControl control, String hint) {
        control.setId(id);
        control.setAccessibleText(name);
        control.setPromptText(hint);
        Label label = Labels.label(name, "type-small", "w500");
        label.setLabelFor(control);
        VBox field = Parts.column("field", label, control);
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    /// A control under its name, and a sentence below it.
    public static List<Node> named(String name, Node control, String about) {
        control.setAccessibleText(name);
        Label label = Labels.label(name, "type-small", "w500");
        label.setLabelFor(control);
        return List.of(label, control, Labels.prose(about, "type-small", "muted"));
    }

    /// One line of text.
    public static TextField text(String value, Consumer<String> changed) {
        TextField field = new TextField(value);
        field.textProperty().subscribe((before, now) -> changed.accept(now));
        return field;
    }

    /// Several lines of text; Tab leads on, as everywhere else.
    public static TextArea lines(String value, int rows, Consumer<String> changed) {
        TextArea area = Lines.area();
        area.setText(value);
        area.setPrefRowCount(rows);
        area.textProperty().subscribe((before, now) -> changed.accept(now));
        return area;
    }

    /// Two of the same width; a sentence below one that wraps makes the row higher.
    public static GridPane pair(Node left, Node right) {
        GridPane pair = new GridPane();
        pair.getStyleClass().add("pair");
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            pair.getColumnConstraints().add(half);
        }
        pair.addRow(0, left, right);
        return pair;
    }
}

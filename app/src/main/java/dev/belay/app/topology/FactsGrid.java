package dev.belay.app.topology;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Names and values in two columns; a value that is too long ends in an ellipsis and has a tooltip.
final class FactsGrid extends GridPane {

    private int rows;

    FactsGrid() {
        getStyleClass().add("facts-grid");
        var names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setFillWidth(true);
        values.setMinWidth(0);
        getColumnConstraints().addAll(names, values);
    }

    void add(String name, String value) {
        var left = new Label(name);
        left.getStyleClass().addAll("type-small", "muted", "fact-name");
        var right = new Label(value);
        right.getStyleClass().addAll("mono", "fact-value");
        right.setTooltip(new Tooltip(value));
        right.setMinWidth(0);
        right.setWrapText(true);
        add(left, 0, rows);
        add(right, 1, rows);
        rows++;
    }

    /// A sentence over both columns; nothing when it is empty.
    void sentence(String text, boolean bad) {
        if (text.isEmpty()) {
            return;
        }
        var line = new Label(text);
        line.setWrapText(true);
        line.getStyleClass().add("type-small");
        if (bad) {
            line.getStyleClass().add("bad-text");
        }
        add(line, 0, rows, 2, 1);
        rows++;
    }
}

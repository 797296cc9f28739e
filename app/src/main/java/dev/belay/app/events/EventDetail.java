package dev.belay.app.events;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Figures;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Severity;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What the chosen event says, when by whose clock, and what to do.
final class EventDetail extends StackPane {
    private final Texts texts;
    private final EventsModel model;
    private final VBox content = new VBox();

    EventDetail(Ui ui, Texts texts, EventsModel model) {
        this.texts = texts;
        this.model = model;
        setId("event-detail");
        getStyleClass().add("event-detail");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        content.getStyleClass().add("content");
        getChildren().add(scroll);
        model.chosenProperty().subscribe(this::show);
        ui.languageProperty().subscribe(language -> show(model.chosenProperty().get()));
    }

    private void show(@Nullable EventLine line) {
        content.getChildren().clear();
        if (line == null) {
            EmptyState none =
                    EmptyState.empty(
                            "fth-mouse-pointer",
                            texts.text("events.detail.none"),
                            texts.text("events.detail.none.why"));
            VBox.setVgrow(none, Priority.ALWAYS);
            content.getChildren().add(none);
            return;
        }
        EventRecord record = line.record();
        Label text = wrapped(line.text(), "type-section");
        Severity severity = record.severity();
        Chip chip =
                new Chip(
                        texts.get("events.severity." + severity),
                        switch (severity) {
                            case INFO -> Chip.Tone.NEUTRAL;
                            case WARNING -> Chip.Tone.WARNING;
                            case ERROR -> Chip.Tone.BAD;
                        });
        HBox chips = new HBox(chip, new Chip(line.nodeName(), Chip.Tone.NEUTRAL));
        chips.getStyleClass().add("chips");
        HBox head = new HBox(CheckGlyph.of(severity, 20), text);
        head.getStyleClass().add("head");
        head.setAlignment(Pos.TOP_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        content.getChildren().add(section(head, chips));
        String advice = model.advice(line);
        if (!advice.isEmpty()) {
            content.getChildren().add(section(title("events.detail.advice"), wrapped(advice)));
        }
        content.getChildren().add(section(title("events.detail.when"), when(line)));
        if (!record.fields().isEmpty()) {
            GridPane fields = grid();
            record.fields().forEach((name, value) -> row(fields, name, value));
            content.getChildren().add(section(title("events.detail.fields"), fields));
        }
        GridPane origin = grid();
        row(origin, texts.get("events.detail.id"), record.id());
        row(origin, texts.get("events.detail.seq"), Long.toString(record.seq()));
        content.getChildren().add(section(title("events.detail.record"), origin));
    }

    private GridPane when(EventLine line) {
        Figures figures = texts.figures();
        GridPane when = grid();
        row(when, texts.get("events.detail.common"), figures.dateTime(line.at()));
        row(
                when,
                texts.get("events.detail.own", line.nodeName()),
                figures.dateTime(line.record().at()));
        row(
                when,
                texts.get("events.detail.correction"),
                String.format(Locale.ROOT, "%+d ms", line.correctionMillis()));
        return when;
    }

    private Label title(String key) {
        Label title = new Label(texts.get(key));
        title.getStyleClass().addAll("type-small", "w600", "muted");
        return title;
    }

    private static Label wrapped(String text, String... styles) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        return label;
    }

    private static VBox section(Node... parts) {
        VBox section = new VBox(parts);
        section.getStyleClass().addAll("section", "line-below");
        return section;
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("fields");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        return grid;
    }

    private static void row(GridPane grid, String name, String value) {
        Label left = new Label(name);
        left.getStyleClass().addAll("type-small", "muted");
        Label right = wrapped(value, "mono");
        grid.addRow(grid.getRowCount(), left, right);
    }
}

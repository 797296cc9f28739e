package dev.belay.app.events;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.GraphicCell;
import dev.belay.app.ui.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// One event in the list.
final class EventCell extends GraphicCell<EventLine> {
    private final Texts texts;
    private final Label date = new Label();
    private final Label time = new Label();
    private final CheckGlyph glyph = new CheckGlyph(CheckGlyph.Result.NOTE, 14);
    private final Label node = new Label();
    private final Label text = new Label();
    private final Label id = new Label();
    private final HBox row = new HBox(date, time, glyph, node, text, id);

    EventCell(Texts texts) {
        this.texts = texts;
        date.getStyleClass().addAll("number", "mono", "subtle", "date-column");
        time.getStyleClass().addAll("number", "mono", "muted", "time-column");
        node.getStyleClass().addAll("w500", "node-column");
        text.getStyleClass().add("text-column");
        id.getStyleClass().addAll("mono", "subtle", "id-column");
        id.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinWidth(0);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("event-row");
    }

    @Override
    protected Node drawn(EventLine line) {
        date.setText(texts.figures().date(line.at()));
        time.setText(texts.figures().timeMillis(line.at()));
        glyph.show(CheckGlyph.result(line.record().severity()));
        node.setText(line.nodeName());
        text.setText(line.text());
        id.setText(line.record().id());
        setAccessibleText(
                texts.get(
                        "events.spoken",
                        date.getText() + " " + time.getText(),
                        texts.get("events.severity." + line.record().severity()),
                        line.nodeName(),
                        line.text()));
        return row;
    }
}

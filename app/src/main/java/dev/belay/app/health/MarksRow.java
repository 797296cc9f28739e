package dev.belay.app.health;

import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Severity;
import dev.belay.model.status.StatusText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The newest events of the shown time in words, and what the crosshair can do.
final class MarksRow extends HBox {

    private static final int SHOWN = 3;

    private final Ui ui;
    private final Texts texts;
    private final HealthModel model;
    private final HBox events = new HBox();
    private final Label hint = new Label();
    private List<EventMark> shown = List.of();

    MarksRow(Ui ui, Texts texts, HealthModel model) {
        this.ui = ui;
        this.texts = texts;
        this.model = model;
        getStyleClass().add("marks-row");
        setAlignment(Pos.CENTER_LEFT);
        events.getStyleClass().add("marks");
        events.setAlignment(Pos.CENTER_LEFT);
        events.setMinWidth(0);
        HBox.setHgrow(events, Priority.ALWAYS);
        hint.setId("health-hint");
        hint.getStyleClass().addAll("type-small", "muted");
        hint.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(events, hint);
    }

    void draw() {
        List<EventMark> marks = model.marks();
        if (!marks.equals(shown)) {
            shown = marks;
            showEvents();
        }
        hint.setText(hintText());
    }

    /// The language has changed.
    void redraw() {
        showEvents();
        draw();
    }

    private void showEvents() {
        events.getChildren().clear();
        StatusText words = StatusText.of(ui.language().locale());
        int first = Math.max(0, shown.size() - SHOWN);
        if (first > 0) {
            Label more = new Label(texts.get("marks.more", first));
            more.getStyleClass().addAll("type-small", "muted");
            more.setMinWidth(Region.USE_PREF_SIZE);
            events.getChildren().add(more);
        }
        for (EventMark mark : shown.subList(first, shown.size())) {
            events.getChildren().add(item(mark, words.text(mark.event())));
        }
        if (shown.isEmpty()) {
            Label none = new Label(texts.get("marks.none"));
            none.getStyleClass().addAll("type-small", "muted");
            events.getChildren().add(none);
        }
    }

    private HBox item(EventMark mark, String text) {
        Region diamond = new Region();
        Severity severity = mark.event().severity();
        diamond.getStyleClass().addAll("mark-diamond", MarkLook.styleClass(severity));
        String when =
                model.window().length() > Range.HOUR.millis()
                        ? TimeTicks.flag(
                                mark.at(),
                                model.window(),
                                ZoneId.systemDefault(),
                                ui.language().locale())
                        : ui.figures().time(Instant.ofEpochMilli(mark.at()));
        Label time = new Label(when);
        time.getStyleClass().addAll("mono", "muted");
        time.setMinWidth(Region.USE_PREF_SIZE);
        Label what = new Label(text);
        what.getStyleClass().add("type-small");
        what.setMinWidth(0);
        HBox line = new HBox(diamond, time, what);
        line.getStyleClass().add("mark");
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinWidth(0);
        line.setFocusTraversable(true);
        line.setAccessibleRole(AccessibleRole.BUTTON);
        line.setAccessibleText(when + " " + text);
        line.setOnMouseClicked(event -> model.setCrosshair(mark.at()));
        line.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                event.consume();
                model.setCrosshair(mark.at());
            }
        });
        return line;
    }

    private String hintText() {
        Long at = model.crosshairProperty().get();
        if (at != null) {
            return texts.get("hint.crosshair", flag(at));
        }
        TimeWindow zoomed = model.zoomProperty().get();
        return zoomed == null
                ? texts.get("hint.none")
                : texts.get("hint.zoomed", flag(zoomed.from()), flag(zoomed.to()));
    }

    private String flag(long at) {
        return TimeTicks.flag(at, model.window(), ZoneId.systemDefault(), ui.language().locale());
    }
}

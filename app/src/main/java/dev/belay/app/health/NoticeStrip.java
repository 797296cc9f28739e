package dev.belay.app.health;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Below the toolbar: histories that did not come, with a button to ask again, and what became of
/// an export.
final class NoticeStrip extends VBox {

    private final Texts texts;
    private final HealthModel model;
    private final HBox histories = new HBox();
    private final Label historiesText = new Label();
    private final HBox once = new HBox();
    private final Label onceText = new Label();

    NoticeStrip(Texts texts, HealthModel model) {
        this.texts = texts;
        this.model = model;
        Button retry = new Button();
        retry.setId("health-retry");
        retry.getStyleClass().add("small");
        retry.textProperty().bind(texts.text("history.retry"));
        retry.setOnAction(event -> model.retryHistories());
        prepare(histories, historiesText, retry);
        histories.setId("health-history-failed");
        histories.getStyleClass().add("warning");
        Button close = new Button("", new Icon("fth-x", 14));
        close.setId("health-notice-close");
        close.getStyleClass().addAll("flat", "icon-only", "small");
        close.accessibleTextProperty().bind(texts.text("notice.close"));
        close.setOnAction(event -> show(null));
        prepare(once, onceText, close);
        once.setId("health-notice");
        getChildren().addAll(histories, once);
        show(null);
        showHistories();
    }

    void show(@Nullable Notice notice) {
        once.setVisible(notice != null);
        once.getStyleClass().remove("bad");
        if (notice != null) {
            onceText.setText(notice.text());
            if (notice.bad()) {
                once.getStyleClass().add("bad");
            }
        }
    }

    /// Names the nodes whose history did not come, when others are fine.
    void showHistories() {
        List<NodeSeries> failed =
                model.series().stream().filter(one -> one.fetch() instanceof Fetch.Failed).toList();
        histories.setVisible(!failed.isEmpty());
        if (!failed.isEmpty()) {
            String names =
                    failed.stream()
                            .map(NodeSeries::name)
                            .collect(Collectors.joining(texts.get("reading.comma")));
            Fetch first = failed.getFirst().fetch();
            String why = first instanceof Fetch.Failed(String said, long at) ? said : "";
            historiesText.setText(texts.get("history.failed", names, why));
        }
    }

    private static void prepare(HBox strip, Label text, Button button) {
        strip.getStyleClass().add("banner");
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.managedProperty().bind(strip.visibleProperty());
        text.setWrapText(true);
        text.getStyleClass().add("type-small");
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        strip.getChildren().addAll(text, button);
    }
}

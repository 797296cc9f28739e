package dev.belay.app.ui;

import dev.belay.model.status.Severity;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Strips above the content that say something until they are put away; the newest on top.
public final class Notices extends VBox {
    private static final int KEPT = 3;

    private final Texts texts;

    public Notices(Ui ui) {
        this.texts = ui.texts(Notices.class);
        getStyleClass().add("notices");
    }

    /// Says one sentence; the same sentence is there once.
    public void say(Severity severity, String sentence) {
        getChildren().removeIf(strip -> sentence.equals(strip.getUserData()));
        Label label = new Label(sentence);
        label.setWrapText(true);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        Button away = new Button();
        away.setId("notice-close");
        away.getStyleClass().addAll("flat", "icon-only");
        away.setGraphic(new Icon("fth-x", 14));
        away.accessibleTextProperty().bind(texts.text("notice.away"));
        HBox strip = new HBox(CheckGlyph.of(severity, 15), label, away);
        strip.setUserData(sentence);
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.getStyleClass().addAll("banner", tone(severity));
        away.setOnAction(event -> getChildren().remove(strip));
        getChildren().addFirst(strip);
        while (getChildren().size() > KEPT) {
            getChildren().removeLast();
        }
    }

    private static String tone(Severity severity) {
        return switch (severity) {
            case INFO -> severity.name().toLowerCase(Locale.ROOT);
            case WARNING -> "warning";
            case ERROR -> "bad";
        };
    }
}

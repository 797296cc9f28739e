package dev.belay.app.welcome;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What was open before, newest first.
final class RecentList extends VBox {
    private static final int SHOWN = 5;
    private static final int WEEK_DAYS = 7;

    private final Ui ui;
    private final Texts texts;
    private final ObservableList<RecentPlace> recent;

    RecentList(Ui ui, Texts texts, ObservableList<RecentPlace> recent) {
        this.ui = ui;
        this.texts = texts;
        this.recent = recent;
        getStyleClass().add("recent");
        recent.addListener((ListChangeListener<RecentPlace>) change -> show());
        ui.languageProperty().subscribe(language -> show());
    }

    private void show() {
        getChildren().clear();
        if (recent.isEmpty()) {
            Label none = new Label(texts.get("welcome.recent.none"));
            none.setWrapText(true);
            none.getStyleClass().addAll("type-small", "muted", "none");
            getChildren().add(none);
        }
        int number = 1;
        for (RecentPlace place : recent.stream().limit(SHOWN).toList()) {
            getChildren().add(row(place, number++));
        }
    }

    private Button row(RecentPlace place, int number) {
        Icon icon = new Icon(place.isProtected() ? "fth-lock" : place.icon(), 16);
        if (place.isProtected()) {
            icon.getStyleClass().add("bad");
        }
        Label name = new Label(place.name());
        name.getStyleClass().add("w500");
        Label detail = new Label(place.detail());
        detail.getStyleClass().addAll("type-tiny", "muted");
        VBox words = new VBox(name, detail);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Label when = new Label(day(place.openedAt()));
        when.getStyleClass().addAll("type-tiny", "subtle");
        when.setMinWidth(Region.USE_PREF_SIZE);
        HBox content = new HBox(icon, words, when);
        content.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("content");
        Button row = new Button();
        row.setId("welcome-recent-" + number);
        row.getStyleClass().addAll("flat", "recent-row");
        row.setMaxWidth(Double.MAX_VALUE);
        row.setGraphic(content);
        row.setAccessibleText(place.name() + ", " + place.detail());
        row.setOnAction(event -> place.open().run());
        return row;
    }

    private String day(Instant at) {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        LocalDate date = LocalDate.ofInstant(at, ZoneId.systemDefault());
        var locale = ui.language().locale();
        if (date.equals(today)) {
            return texts.get("welcome.recent.today");
        }
        if (date.isAfter(today.minusDays(WEEK_DAYS))) {
            return date.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale);
        }
        return DateTimeFormatter.ofPattern(texts.get("welcome.recent.date"), locale).format(date);
    }
}

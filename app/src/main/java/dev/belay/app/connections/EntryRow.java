package dev.belay.app.connections;

import dev.belay.app.connect.ConnectionEntry;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One saved cluster in the list.
final class EntryRow extends Button {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Texts texts;
    private final ConnectionEntry entry;
    private final Label name = new Label();
    private final Label detail = new Label();
    private final CheckGlyph glyph = new CheckGlyph(CheckGlyph.Result.WAITS, 15);
    private final Icon icon = new Icon("fth-link", 16);

    EntryRow(
            Ui ui,
            Texts texts,
            ConnectionEntry entry,
            ObjectProperty<@Nullable ConnectionEntry> chosen) {
        this.texts = texts;
        this.entry = entry;
        setId("connection-" + entry.id().replaceAll("[^A-Za-z0-9_-]", "-"));
        getStyleClass().addAll("flat", "entry-row");
        setMaxWidth(Double.MAX_VALUE);
        name.getStyleClass().add("w500");
        detail.getStyleClass().addAll("type-tiny", "muted");
        VBox words = new VBox(name, detail);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox content = new HBox(icon, words, glyph);
        content.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("content");
        setGraphic(content);
        setOnAction(event -> chosen.set(entry));
        ObservableValue<Boolean> inScene = sceneProperty().map(scene -> true).orElse(false);
        entry.savedProperty().when(inScene).subscribe(saved -> show());
        entry.clusterProperty().when(inScene).subscribe(cluster -> show());
        ui.beatProperty().when(inScene).subscribe(beat -> show());
        chosen.when(inScene).subscribe(now -> pseudoClassStateChanged(CHOSEN, entry.equals(now)));
    }

    private void show() {
        var saved = entry.savedProperty().get();
        TunnelCount count = TunnelCount.of(entry);
        name.setText(saved.name());
        icon.setLiteral(entry.isLab() ? "fth-play" : saved.isProtected() ? "fth-lock" : "fth-link");
        icon.getStyleClass().remove("bad");
        if (saved.isProtected()) {
            icon.getStyleClass().add("bad");
        }
        detail.setText(
                count.connected()
                        ? texts.get("entry.tunnels", count.open(), count.wanted())
                        : texts.get("entry.nodes", count.wanted()));
        glyph.show(count.glyph());
        setAccessibleText(name.getText() + ", " + detail.getText());
    }
}

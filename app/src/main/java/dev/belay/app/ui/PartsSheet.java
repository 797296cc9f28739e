package dev.belay.app.ui;

import dev.belay.model.status.NodeState;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Every part on one sheet, to be looked at beside the design.
public final class PartsSheet extends VBox {
    private final Ui ui;
    private final Texts texts;

    public PartsSheet(Ui ui) {
        this.ui = ui;
        this.texts = ui.texts(PartsSheet.class);
        getStyleClass().add("parts-sheet");
        HBox middle = new HBox(titled("parts.ages", ages()), titled("parts.owners", owners()));
        middle.getStyleClass().add("columns");
        middle.getChildren().forEach(child -> HBox.setHgrow(child, Priority.ALWAYS));
        getChildren()
                .addAll(
                        titled("parts.states", states()),
                        middle,
                        titled("parts.empty", empties()),
                        titled("parts.checks", checks()));
    }

    private VBox titled(String key, Node content) {
        Label title = label(key, "type-small", "w600", "muted");
        VBox box = new VBox(title, content);
        box.getStyleClass().add("titled");
        return box;
    }

    private Node states() {
        GridPane grid = evenly(NodeState.values().length);
        grid.getStyleClass().add("card");
        for (NodeState state : NodeState.values()) {
            String key = StateGlyph.styleClass(state);
            HBox glyphs =
                    new HBox(
                            new StateGlyph(state, 28),
                            new StateGlyph(state, 16),
                            new StateGlyph(state, 12));
            glyphs.getStyleClass().add("glyphs");
            VBox cell =
                    new VBox(
                            glyphs,
                            label("state." + key, "w600"),
                            label("parts." + key + ".means", "type-tiny", "muted"),
                            label("parts." + key + ".shape", "type-tiny", "subtle"));
            cell.getStyleClass().add("state-cell");
            grid.addRow(0, cell);
        }
        return grid;
    }

    private Node ages() {
        VBox rows = new VBox();
        rows.getStyleClass().add("card");
        rows.getChildren()
                .addAll(
                        ageRow("fresh", 300, ""),
                        ageRow("ageing", 3800, ""),
                        ageRow("stale", 41_000, ""),
                        ageRow("never", -1, ""),
                        ageRow("observer", 1400, "AWS"));
        return rows;
    }

    private Node ageRow(String key, long millis, String source) {
        AgeBadge badge = new AgeBadge(ui);
        badge.nameSource(source);
        badge.show("gw-3", null, millis);
        HBox left = new HBox(badge);
        left.setAlignment(Pos.CENTER_LEFT);
        left.getStyleClass().add("first-column");
        Label word = label("parts.age." + key, "type-small", "w500", "second-column");
        HBox row =
                new HBox(left, word, label("parts.age." + key + ".means", "type-small", "muted"));
        row.getStyleClass().add("age-row");
        return row;
    }

    private Node owners() {
        VBox rows = new VBox();
        rows.getStyleClass().add("card");
        for (String owner : List.of("you", "cluster", "plan")) {
            Region swatch = new Region();
            swatch.getStyleClass().addAll("swatch", owner);
            VBox words =
                    new VBox(
                            label("parts.owner." + owner, "type-small", "w500"),
                            label("parts.owner." + owner + ".means", "type-tiny", "muted"));
            words.setAlignment(Pos.CENTER_LEFT);
            HBox row = new HBox(swatch, words);
            row.getStyleClass().add("owner-row");
            if (owner.equals("plan")) {
                Region hatch = new Region();
                hatch.getStyleClass().addAll("planned", "hatch-swatch");
                HBox.setHgrow(words, Priority.ALWAYS);
                row.getChildren().add(hatch);
            }
            rows.getChildren().add(row);
        }
        return rows;
    }

    private Node empties() {
        GridPane grid = evenly(4);
        grid.setHgap(ui.px(14));
        grid.add(
                boxed(
                        EmptyState.empty("fth-copy", text("empty.title"), text("empty.why"))
                                .withAction("parts-empty", text("empty.do"), () -> {})),
                0,
                0);
        grid.add(
                boxed(
                        EmptyState.busy(text("busy.title"), text("busy.why"))
                                .withAction("parts-busy", text("busy.do"), () -> {})),
                1,
                0);
        grid.add(
                boxed(
                        EmptyState.error(text("error.title"), text("error.why"))
                                .withAction("parts-error", text("error.do"), () -> {})),
                2,
                0);
        grid.add(
                boxed(
                        EmptyState.unknown(text("unknown.title"), text("unknown.why"))
                                .withAction("parts-unknown", text("unknown.do"), () -> {})),
                3,
                0);
        return grid;
    }

    private Node checks() {
        HBox row = new HBox();
        row.getStyleClass().add("check-row");
        for (CheckGlyph.Result result : CheckGlyph.Result.values()) {
            Label word =
                    label("parts.check." + result.name().toLowerCase(Locale.ROOT), "type-small");
            word.setGraphic(new CheckGlyph(result, 15));
            row.getChildren().add(word);
        }
        row.getChildren().add(new Separator(Orientation.VERTICAL));
        for (String kind : List.of("primary", "plain", "destructive", "plan", "disabled")) {
            Button button = new Button();
            button.textProperty().bind(text("button." + kind));
            button.getStyleClass().add(kind);
            button.setDisable(kind.equals("disabled"));
            if (kind.equals("plan")) {
                button.setGraphic(new Icon("fth-git-branch", 14));
            }
            row.getChildren().add(button);
        }
        HBox chips = new HBox();
        chips.getStyleClass().add("check-row");
        for (Chip.Tone tone : Chip.Tone.values()) {
            chips.getChildren().add(new Chip(text("chip." + StyleWords.of(tone)), tone));
        }
        Meter meter = new Meter();
        meter.getStyleClass().add("good");
        meter.setShare(0.84);
        Meter slim = new Meter();
        slim.getStyleClass().add("slim");
        slim.setShare(0.41);
        chips.getChildren().addAll(meter, slim);
        VBox rows = new VBox(row, chips);
        rows.getStyleClass().add("titled");
        return rows;
    }

    private ObservableValue<String> text(String key) {
        return texts.text("parts." + key);
    }

    private Label label(String key, String... styles) {
        Label label = new Label();
        label.textProperty().bind(texts.text(key));
        label.getStyleClass().addAll(styles);
        return label;
    }

    private static VBox boxed(EmptyState state) {
        VBox box = new VBox(state);
        box.getStyleClass().addAll("card", "empty-box");
        VBox.setVgrow(state, Priority.ALWAYS);
        return box;
    }

    private static GridPane evenly(int columns) {
        GridPane grid = new GridPane();
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            column.setHgrow(Priority.ALWAYS);
            grid.getColumnConstraints().add(column);
        }
        return grid;
    }
}

package dev.belay.app.bundles;

import dev.belay.app.ui.Chip;
import dev.belay.app.ui.GraphicCell;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Change;
import dev.belay.model.diff.Change.What;
import dev.belay.model.diff.Item;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Differences thing by thing, with a count of each kind above.
final class ChangeList extends VBox {
    private final Texts texts;
    private final BundleWords words;
    private final HBox chips = new HBox();
    private final ObservableList<ChangeRow> rows = FXCollections.observableArrayList();
    private final ListView<ChangeRow> list = new ListView<>(rows);
    private List<Design> designs = List.of();

    /// @param id of the list
    ChangeList(String id, Texts texts) {
        this.texts = texts;
        this.words = new BundleWords(texts);
        getStyleClass().add("change-list");
        chips.getStyleClass().add("change-chips");
        chips.setAlignment(Pos.CENTER_LEFT);
        list.setId(id);
        list.setCellFactory(view -> new Cell());
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(chips, list);
    }

    /// @param title what the differences are
    /// @param known in which things may be, the nearest first
    void show(String title, List<Change> changes, List<Design> known) {
        designs = known;
        rows.setAll(ChangeRow.of(changes));
        list.setAccessibleText(title);
        list.refresh();
        List<Node> all = new ArrayList<>();
        all.add(Labels.label(title, "type-section"));
        for (What what : List.of(What.ADDED, What.CHANGED, What.REMOVED)) {
            long count = ChangeRow.count(rows, what);
            if (count > 0) {
                Chip chip = new Chip(texts.get("change." + what + ".count", count), tone(what));
                chip.setGraphic(sign(what));
                all.add(chip);
            }
        }
        chips.getChildren().setAll(all);
    }

    private static Chip.Tone tone(What what) {
        return switch (what) {
            case ADDED -> Chip.Tone.GOOD;
            case REMOVED -> Chip.Tone.BAD;
            case CHANGED, REORDERED -> Chip.Tone.PLAN;
        };
    }

    private static Icon sign(What what) {
        return switch (what) {
            case ADDED -> inked("fth-plus", "success");
            case REMOVED -> inked("fth-minus", "danger");
            case CHANGED, REORDERED -> inked("fth-edit-2", "plan-ink");
        };
    }

    private static Icon inked(String literal, String ink) {
        Icon icon = new Icon(literal, 14);
        icon.getStyleClass().add(ink);
        return icon;
    }

    private final class Cell extends GraphicCell<ChangeRow> {

        @Override
        protected Node drawn(ChangeRow row) {
            HBox line =
                    switch (row) {
                        case ChangeRow.Thing(What what, Item item) -> thing(what, item);
                        case ChangeRow.Field(Change change) -> field(change);
                    };
            line.setAlignment(Pos.CENTER_LEFT);
            return line;
        }

        private HBox thing(What what, Item item) {
            String name = words.name(item, designs);
            Label kind = Labels.whole(words.kind(item), "muted");
            Label label = Labels.label(name, "w500");
            label.setMinWidth(0);
            HBox line = new HBox(sign(what), kind, label);
            line.getStyleClass().add("change-thing");
            if (!item.id().isEmpty() && !item.id().equals(name)) {
                Label id = Labels.label(item.id(), "mono", "subtle");
                id.setMinWidth(0);
                line.getChildren().add(id);
            }
            line.getChildren()
                    .addAll(Labels.space(), Labels.whole(texts.get("change." + what), "muted"));
            setTooltip(null);
            setAccessibleText(
                    texts.get("change.spoken", texts.get("change." + what), kind.getText(), name));
            return line;
        }

        private HBox field(Change change) {
            Label field = Labels.label(BundleWords.field(change.pointer()), "mono", "change-field");
            field.setMinWidth(0);
            Label before = Labels.label(words.value(change.before()), "mono", "change-before");
            Label arrow = Labels.whole("→", "muted");
            Label after = Labels.label(words.value(change.after()), "mono", "change-after");
            before.setMinWidth(0);
            after.setMinWidth(0);
            HBox line = new HBox(field, before, arrow, after);
            line.getStyleClass().add("change-line");
            String all = before.getText() + " → " + after.getText();
            setTooltip(new Tooltip(field.getText() + "\n" + all));
            setAccessibleText(field.getText() + ": " + all);
            return line;
        }
    }
}

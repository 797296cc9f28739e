package dev.belay.app.editor;

import dev.belay.app.ui.Icon;
import dev.belay.model.edit.Draft;
import dev.belay.model.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Several records in an order, each a form of its own. One that is not filled in yet stands there,
/// and is no part of the design until it is.
final class EntryList extends VBox {

    /// What an entry may be.
    ///
    /// @param word of its name in the texts; empty where all are of one kind
    record Kind(String word, Class<? extends Record> type) {}

    /// @param record empty until it is filled in
    private record Entry(Draft<?> draft, Optional<Record> record) {

        static Entry of(Draft<?> draft) {
            return new Entry(draft, draft.done().map(Record.class::cast));
        }
    }

    private final FormContext context;
    private final String at;
    private final String label;
    private final List<Kind> kinds;
    private final Consumer<List<Record>> changed;
    private final List<Entry> entries = new ArrayList<>();
    private final VBox rows = new VBox();

    EntryList(
            FormContext context,
            String at,
            String label,
            List<Kind> kinds,
            List<?> value,
            Consumer<List<Record>> changed) {
        this.context = context;
        this.at = at;
        this.label = label;
        this.kinds = kinds;
        this.changed = changed;
        getStyleClass().add("form-section");
        value.forEach(one -> entries.add(Entry.of(Draft.of((Record) one))));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(context.heading(label), space, adder());
        head.setAlignment(Pos.CENTER_LEFT);
        rows.getStyleClass().add("form-entries");
        getChildren().addAll(head, rows);
        show();
    }

    private ButtonBase adder() {
        String text = context.texts().get("form.add");
        ButtonBase adder;
        if (kinds.size() == 1) {
            Button button = new Button(text, new Icon("fth-plus", 12));
            button.setOnAction(event -> add(kinds.getFirst()));
            adder = button;
        } else {
            MenuButton menu = new MenuButton(text, new Icon("fth-plus", 12));
            for (Kind kind : kinds) {
                MenuItem item = new MenuItem(context.texts().get("case." + kind.word()));
                item.setMnemonicParsing(false);
                item.setId("field-" + at + "-add-" + kind.word().replace('.', '-'));
                item.setOnAction(event -> add(kind));
                menu.getItems().add(item);
            }
            adder = menu;
        }
        adder.setId("field-" + at);
        adder.setMinWidth(USE_PREF_SIZE);
        adder.getStyleClass().addAll("small", "flat");
        adder.setAccessibleText(context.texts().get("form.add.to", label));
        return adder;
    }

    private void add(Kind kind) {
        entries.add(Entry.of(Draft.blank(kind.type())));
        tell();
        show();
    }

    private void show() {
        rows.getChildren().clear();
        for (int i = 0; i < entries.size(); i++) {
            rows.getChildren().add(row(i));
        }
        boolean isShown = !entries.isEmpty();
        rows.setVisible(isShown);
        rows.setManaged(isShown);
    }

    private Node row(int index) {
        Entry entry = entries.get(index);
        Label title = new Label(title(entry));
        title.getStyleClass().addAll("type-small", "w500");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button up = button("up", index, "fth-chevron-up", () -> swap(index, index - 1));
        up.setDisable(index == 0);
        Button away =
                button(
                        "remove",
                        index,
                        "fth-x",
                        () -> {
                            entries.remove(index);
                            tell();
                            show();
                        });
        HBox head = new HBox(title, space, up, away);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox row = new VBox(head, form(index, entry.draft()));
        row.getStyleClass().add("form-entry");
        return row;
    }

    private <R extends Record> Node form(int index, Draft<R> draft) {
        return new RecordForm<>(
                context,
                at + "-" + index,
                draft,
                Set.of(),
                done -> {
                    entries.set(index, Entry.of(Draft.of(done)));
                    hand();
                });
    }

    private String title(Entry entry) {
        Shape<?> shape = entry.draft().shape();
        return kinds.stream()
                .filter(one -> one.type().equals(shape.type()) && !one.word().isEmpty())
                .findFirst()
                .map(one -> context.texts().get("case." + one.word()))
                .orElse("");
    }

    private Button button(String what, int index, String icon, Runnable run) {
        Button button = new Button();
        button.getStyleClass().addAll("flat", "icon-only", "tiny");
        button.setGraphic(new Icon(icon, 13));
        button.setId("field-" + at + "-" + index + "-" + what);
        String text = context.texts().get("form." + what + ".entry");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.setOnAction(event -> run.run());
        return button;
    }

    private void swap(int one, int other) {
        Entry moved = entries.get(one);
        entries.set(one, entries.get(other));
        entries.set(other, moved);
        tell();
        show();
    }

    private void tell() {
        hand();
        context.settle();
    }

    private void hand() {
        changed.accept(entries.stream().flatMap(one -> one.record().stream()).toList());
    }
}

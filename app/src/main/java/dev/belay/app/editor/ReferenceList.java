package dev.belay.app.editor;

import dev.belay.app.ui.Icon;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Several things that are named in an order: each with a cross, and a menu of those that are not
/// named yet.
final class ReferenceList extends VBox {

    private final FormContext context;
    private final String at;
    private final String label;
    private final List<ThingKind> kinds;
    private final Consumer<List<ThingId>> changed;
    private final FlowPane chips = new FlowPane();
    private final List<ThingId> ids = new ArrayList<>();

    ReferenceList(
            FormContext context,
            String at,
            String label,
            List<ThingKind> kinds,
            List<?> value,
            Consumer<List<ThingId>> changed) {
        this.context = context;
        this.at = at;
        this.label = label;
        this.kinds = kinds;
        this.changed = changed;
        getStyleClass().add("form-row");
        value.forEach(one -> ids.add((ThingId) one));
        Label name = new Label(label);
        name.getStyleClass().addAll("type-small", "muted");
        chips.getStyleClass().add("reference-chips");
        getChildren().addAll(name, chips);
        show();
    }

    private void show() {
        chips.getChildren().clear();
        for (ThingId id : ids) {
            chips.getChildren().add(chip(id));
        }
        MenuButton more = new MenuButton(context.texts().get("form.add"), new Icon("fth-plus", 12));
        more.setId("field-" + at);
        more.getStyleClass().addAll("small", "flat");
        more.setAccessibleText(context.texts().get("form.add.to", label));
        List<Thing> left =
                context.things(kinds).stream().filter(one -> !ids.contains(one.id())).toList();
        for (Thing thing : left) {
            MenuItem item = new MenuItem(ChoiceRow.name(thing));
            item.setMnemonicParsing(false);
            item.setOnAction(event -> {
                ids.add(thing.id());
                tell();
            });
            more.getItems().add(item);
        }
        more.setDisable(left.isEmpty());
        chips.getChildren().add(more);
    }

    private HBox chip(ThingId id) {
        String name = context.design().get().find(id).map(ChoiceRow::name).orElseGet(id::text);
        Button away = new Button();
        away.getStyleClass().addAll("flat", "icon-only", "tiny");
        away.setGraphic(new Icon("fth-x", 11));
        away.setId("field-" + at + "-remove-" + id.text());
        away.setAccessibleText(context.texts().get("form.remove", name));
        away.setOnAction(event -> {
            ids.remove(id);
            tell();
        });
        HBox chip = new HBox(new Label(name), away);
        chip.setAlignment(Pos.CENTER_LEFT);
        chip.getStyleClass().add("reference-chip");
        return chip;
    }

    private void tell() {
        changed.accept(List.copyOf(ids));
        context.settle();
        show();
    }
}

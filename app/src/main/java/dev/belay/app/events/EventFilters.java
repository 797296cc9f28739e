package dev.belay.app.events;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Severity;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.SetChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Search, severities, nodes, following, export.
final class EventFilters extends HBox {
    private final Texts texts;
    private final EventsModel model;
    private final TextField search = new TextField();
    private final HBox nodes = new HBox();

    EventFilters(Ui ui, Texts texts, EventsModel model, Runnable csv, Runnable markdown) {
        this.texts = texts;
        this.model = model;
        getStyleClass().addAll("toolbar", "line-below");
        setAlignment(Pos.CENTER_LEFT);
        search.setId("events-search");
        search.promptTextProperty().bind(texts.text("events.search"));
        search.accessibleTextProperty().bind(texts.text("events.search"));
        search.textProperty().bindBidirectional(model.searchProperty());
        search.getStyleClass().add("events-search");
        nodes.getStyleClass().add("chips");
        nodes.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(search, new Separator(Orientation.VERTICAL));
        for (Severity severity : Severity.values()) {
            getChildren().add(severity(severity));
        }
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren()
                .addAll(
                        new Separator(Orientation.VERTICAL),
                        nodes,
                        space,
                        count(ui),
                        following(),
                        export(csv, markdown));
        model.nodes().addListener((ListChangeListener<String>) change -> nodes());
        nodes();
    }

    void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    private ToggleButton severity(Severity severity) {
        ToggleButton chip = chip("events-severity-" + severity);
        chip.setGraphic(CheckGlyph.of(severity, 13));
        chip.textProperty().bind(texts.text("events.severity." + severity));
        chip.setSelected(model.severities().contains(severity));
        chip.setOnAction(event -> {
            if (chip.isSelected()) {
                model.severities().add(severity);
            } else {
                model.severities().remove(severity);
            }
        });
        model.severities()
                .addListener(
                        (SetChangeListener<Severity>)
                                change -> chip.setSelected(model.severities().contains(severity)));
        return chip;
    }

    private void nodes() {
        nodes.getChildren().clear();
        for (String node : model.nodes()) {
            ToggleButton chip = chip("events-node-" + node);
            chip.setText(model.nameOf(node));
            chip.setSelected(!model.hiddenNodes().contains(node));
            chip.setOnAction(event -> {
                if (chip.isSelected()) {
                    model.hiddenNodes().remove(node);
                } else {
                    model.hiddenNodes().add(node);
                }
            });
            nodes.getChildren().add(chip);
        }
        model.hiddenNodes()
                .addListener(
                        (SetChangeListener<String>)
                                change -> {
                                    if (change.wasRemoved()) {
                                        select(change.getElementRemoved());
                                    }
                                });
    }

    private void select(String node) {
        nodes.getChildren().stream()
                .filter(chip -> ("events-node-" + node).equals(chip.getId()))
                .map(ToggleButton.class::cast)
                .forEach(chip -> chip.setSelected(true));
    }

    private Label count(Ui ui) {
        Label count = new Label();
        count.setId("events-count");
        count.getStyleClass().addAll("type-small", "muted");
        count.setMinWidth(USE_PREF_SIZE);
        count.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        model.shown().size() == model.all().size()
                                                ? texts.get("events.count", model.all().size())
                                                : texts.get(
                                                        "events.count.of",
                                                        model.shown().size(),
                                                        model.all().size()),
                                model.shown(),
                                model.all(),
                                ui.languageProperty()));
        return count;
    }

    private ToggleButton following() {
        ToggleButton follow = chip("events-follow");
        follow.setGraphic(new Icon("fth-chevrons-down", 13));
        follow.textProperty().bind(texts.text("events.follow"));
        follow.selectedProperty().bindBidirectional(model.followingProperty());
        return follow;
    }

    private MenuButton export(Runnable csv, Runnable markdown) {
        MenuButton export = new MenuButton();
        export.setId("events-export");
        export.setMinWidth(USE_PREF_SIZE);
        export.setGraphic(new Icon("fth-download", 14));
        export.textProperty().bind(texts.text("events.export"));
        MenuItem asCsv = new MenuItem();
        asCsv.setId("events-export-csv");
        asCsv.textProperty().bind(texts.text("events.export.csv"));
        asCsv.setOnAction(event -> csv.run());
        MenuItem asMarkdown = new MenuItem();
        asMarkdown.setId("events-export-markdown");
        asMarkdown.textProperty().bind(texts.text("events.export.markdown"));
        asMarkdown.setOnAction(event -> markdown.run());
        export.getItems().addAll(asCsv, asMarkdown);
        export.disableProperty().bind(Bindings.isEmpty(model.shown()));
        return export;
    }

    private static ToggleButton chip(String id) {
        ToggleButton chip = new ToggleButton();
        chip.setId(id);
        chip.getStyleClass().add("toggle-chip");
        chip.setMinWidth(USE_PREF_SIZE);
        return chip;
    }
}

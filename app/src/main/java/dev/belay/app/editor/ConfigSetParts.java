package dev.belay.app.editor;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.edit.ConfigSets;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Config sets in the form: the list of them in that of the cluster, and what surrounds the fields
/// of one.
final class ConfigSetParts {

    static final String ICON = "fth-file-text";

    private final EditorModel model;
    private final FormContext context;
    private final Texts texts;

    ConfigSetParts(EditorModel model, FormContext context) {
        this.model = model;
        this.context = context;
        this.texts = context.texts();
    }

    /// What a set is called where it may have no name yet.
    String name(ConfigSet set) {
        return set.name().isBlank() ? texts.get("form.config-set.unnamed") : set.name();
    }

    /// All of a design, each a button that leads to its form.
    ///
    /// @param toForm gives the keyboard to the form of what is selected
    Node list(Design design, Runnable toForm) {
        Button add = new Button(texts.get("form.add"), new Icon("fth-plus", 12));
        add.setId("field-configSets");
        add.setMinWidth(HBox.USE_PREF_SIZE);
        add.getStyleClass().addAll("small", "flat");
        add.setAccessibleText(texts.get("form.add.to", texts.get("form.config-sets")));
        add.setOnAction(event -> {
            model.addConfigSet();
            toForm.run();
        });
        HBox head = new HBox(context.heading(texts.get("form.config-sets")), Labels.space(), add);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox section = new VBox(head);
        section.getStyleClass().add("form-section");
        if (design.configSets().isEmpty()) {
            section.getChildren()
                    .add(Labels.prose(texts.get("form.config-sets.none"), "type-small", "subtle"));
        }
        for (int i = 0; i < design.configSets().size(); i++) {
            section.getChildren().add(row(design.configSets().get(i), i, toForm));
        }
        return section;
    }

    private Button row(ConfigSet set, int index, Runnable toForm) {
        String files = texts.get("form.config-set.files", set.files().size());
        HBox line =
                new HBox(
                        new Icon(ICON, 14),
                        Labels.label(name(set), "w500"),
                        Labels.space(),
                        Labels.whole(files, "type-small", "subtle"),
                        new Icon("fth-chevron-right", 14));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("form-list-line");
        Button row = new Button();
        row.setId("field-configSets-" + index);
        row.getStyleClass().addAll("flat", "form-list-row");
        row.setMaxWidth(Double.MAX_VALUE);
        row.setGraphic(line);
        line.prefWidthProperty().bind(row.widthProperty().subtract(16));
        row.setAccessibleText(texts.get("form.config-set.open", name(set), files));
        row.setOnAction(event -> {
            model.selectConfigSet(index);
            toForm.run();
        });
        return row;
    }

    /// What can be done with the one that is selected.
    ///
    /// @param toList gives the keyboard to the list of all
    Node deeds(Runnable toList) {
        Button all = new Button(texts.get("form.config-set.all"), new Icon("fth-arrow-left", 12));
        all.setId("config-set-all");
        all.setOnAction(event -> {
            model.select(List.of());
            toList.run();
        });
        Button copy = deed("duplicate", "fth-plus-square", model::duplicate);
        Button away =
                deed(
                        "remove",
                        "fth-trash-2",
                        () -> {
                            model.remove();
                            toList.run();
                        });
        FlowPane deeds = new FlowPane(all, copy, away);
        deeds.getChildren().forEach(one -> one.getStyleClass().add("small"));
        deeds.getStyleClass().add("form-buttons");
        return deeds;
    }

    private Button deed(String what, String icon, Runnable run) {
        String text = texts.get("form.config-set." + what);
        Button button = new Button();
        button.setGraphic(new Icon(icon, 14));
        button.setId("config-set-" + what);
        button.getStyleClass().add("icon-only");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.setOnAction(event -> run.run());
        return button;
    }

    /// Which services have it in force.
    Node uses(Design design, int index) {
        String services =
                ConfigSets.uses(design, index).stream()
                        .map(ConfigSets.Use::service)
                        .distinct()
                        .flatMap(id -> design.find(id).stream())
                        .map(EditorModel::labelOf)
                        .collect(Collectors.joining(texts.get("form.config-set.between")));
        VBox row =
                new VBox(
                        Labels.label(texts.get("form.config-set.uses"), "type-small", "muted"),
                        Labels.prose(
                                services.isEmpty()
                                        ? texts.get("form.config-set.uses.none")
                                        : services));
        row.getStyleClass().add("form-row");
        return row;
    }
}

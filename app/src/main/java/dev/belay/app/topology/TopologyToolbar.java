package dev.belay.app.topology;

import dev.belay.app.editor.UndoWords;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import dev.belay.app.whatif.WhatIfModel;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.binding.StringExpression;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// What is drawn and how large.
final class TopologyToolbar extends HBox {

    private final TopologyModel model;
    private final Texts texts;
    private final WhatIfModel whatIf;

    /// @param undo what is done by the two buttons of the history, and what they say
    /// @param whatIf what its mode enters
    /// @param tools of that mode
    /// @param overlay switches what is laid over the drawing
    /// @param path switches the packet path
    /// @param search opens the search field
    TopologyToolbar(
            TopologyModel model,
            Texts texts,
            UndoWords undo,
            WhatIfModel whatIf,
            Node tools,
            Node overlay,
            Node path,
            Runnable search) {
        this.model = model;
        this.whatIf = whatIf;
        this.texts = texts;
        setId("topology-toolbar");
        getStyleClass().add("topology-toolbar");
        setAlignment(Pos.CENTER_LEFT);
        var zoom = new Label();
        zoom.setId("topology-zoom");
        zoom.getStyleClass().addAll("zoom", "mono");
        zoom.textProperty()
                .bind(model.viewportProperty().map(view -> "%.0f %%".formatted(view.zoom() * 100)));
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        getChildren()
                .addAll(
                        modes(),
                        divider(),
                        only(notWhatIf(), overlay),
                        only(notWhatIf(), path),
                        only(
                                live(),
                                toggle(
                                        "topology-states",
                                        "overlay.states",
                                        model.statesShownProperty())),
                        only(
                                live(),
                                toggle(
                                        "topology-links",
                                        "overlay.links",
                                        model.linksShownProperty())),
                        only(drawn(), history("topology-undo", "fth-corner-up-left", undo, true)),
                        only(drawn(), history("topology-redo", "fth-corner-up-right", undo, false)),
                        only(drawn(), remove()),
                        only(
                                drawn(),
                                button("topology-arrange", "fth-grid", "arrange", model::arrange)),
                        tools,
                        only(notWhatIf(), spring),
                        only(drawn(), fileName()),
                        button("topology-search", "fth-search", "search", search),
                        divider(),
                        button("topology-zoom-out", "fth-minus", "zoom.out", model::zoomOut),
                        zoom,
                        button("topology-zoom-in", "fth-plus", "zoom.in", model::zoomIn),
                        button("topology-fit", "fth-maximize", "zoom.fit", model::fit));
    }

    private ObservableValue<Boolean> drawn() {
        return model.modeProperty().map(mode -> mode == Mode.DESIGN);
    }

    private ObservableValue<Boolean> live() {
        return model.modeProperty().map(mode -> mode == Mode.LIVE);
    }

    private ObservableValue<Boolean> notWhatIf() {
        return model.modeProperty().map(mode -> mode != Mode.WHAT_IF);
    }

    /// Shown in some modes only: what does not belong to a drawing of this kind at all.
    private static Node only(ObservableValue<Boolean> when, Node part) {
        part.visibleProperty().bind(when);
        part.managedProperty().bind(when);
        return part;
    }

    private Node modes() {
        var modes =
                new Segmented<>("topology-mode", model.modeProperty())
                        .add(Mode.DESIGN, "topology-mode-design", texts.text("mode.design"))
                        .add(Mode.LIVE, "topology-mode-live", texts.text("mode.live"))
                        .add(Mode.WHAT_IF, "topology-mode-whatif", texts.text("mode.whatif"));
        modes.button(Mode.WHAT_IF).setGraphic(new Icon("fth-zap", 13));
        var noNodes = whatIf.possibleProperty().not();
        modes.button(Mode.WHAT_IF).disableProperty().bind(noNodes);
        modes.button(Mode.WHAT_IF)
                .accessibleHelpProperty()
                .bind(
                        Bindings.when(noNodes)
                                .then(
                                        StringExpression.stringExpression(
                                                texts.text("mode.no-nodes")))
                                .otherwise(""));
        var noDesign = model.editor().designProperty().map(one -> false).orElse(true);
        modes.button(Mode.DESIGN).disableProperty().bind(noDesign);
        modes.button(Mode.DESIGN)
                .accessibleHelpProperty()
                .bind(
                        Bindings.when(BooleanExpression.booleanExpression(noDesign))
                                .then(StringExpression.stringExpression(texts.text("mode.none")))
                                .otherwise(""));
        // A disabled button has no tooltip of its own: the row around it says why.
        var tip = new Tooltip();
        tip.textProperty()
                .bind(
                        Bindings.when(BooleanExpression.booleanExpression(noDesign))
                                .then(StringExpression.stringExpression(texts.text("mode.none")))
                                .otherwise(
                                        StringExpression.stringExpression(
                                                whatIf.possibleProperty()
                                                        .flatMap(can ->
                                                                texts.text(
                                                                        can
                                                                                ? "mode.which"
                                                                                : "mode.no-nodes")))));
        Tooltip.install(modes, tip);
        return modes;
    }

    private Button history(String id, String icon, UndoWords words, boolean isUndo) {
        var button = new Button();
        button.setId(id);
        button.getStyleClass().addAll("flat", "icon-only");
        button.setGraphic(new Icon(icon, 16));
        var tip = new Tooltip();
        var sentence = isUndo ? words.undo() : words.redo();
        tip.textProperty().bind(sentence);
        button.setTooltip(tip);
        button.accessibleTextProperty().bind(sentence);
        var step = isUndo ? model.editor().undoesProperty() : model.editor().redoesProperty();
        button.disableProperty().bind(step.map(Optional::isEmpty));
        button.setOnAction(event -> {
            if (isUndo) {
                model.editor().undo();
            } else {
                model.editor().redo();
            }
        });
        return button;
    }

    /// Which design this is, and whether it is saved.
    private Label fileName() {
        var editor = model.editor();
        var name = new Label();
        name.setId("topology-file");
        name.getStyleClass().addAll("type-small", "muted");
        name.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::fileSentence,
                                editor.fileProperty(),
                                editor.unsavedProperty(),
                                editor.designProperty(),
                                texts.text("file.unsaved", "")));
        return name;
    }

    private String fileSentence() {
        var editor = model.editor();
        var file = editor.fileProperty().get().map(one -> String.valueOf(one.getFileName()));
        if (file.isEmpty()) {
            return texts.get("file.none");
        }
        return editor.unsavedProperty().get() ? texts.get("file.unsaved", file.get()) : file.get();
    }

    private Button remove() {
        var button = button("topology-remove", "fth-trash-2", "remove", model::remove);
        button.disableProperty()
                .bind(
                        model.ringedProperty()
                                .flatMap(ringed ->
                                        model.editor()
                                                .configSetProperty()
                                                .map(set -> ringed.isEmpty() && set.isEmpty())));
        return button;
    }

    private ToggleButton toggle(String id, String key, BooleanProperty shown) {
        var toggle = new ToggleButton();
        toggle.setId(id);
        toggle.getStyleClass().add("toggle-chip");
        toggle.textProperty().bind(texts.text(key));
        toggle.selectedProperty().bindBidirectional(shown);
        toggle.graphicProperty().bind(shown.map(on -> on ? new Icon("fth-check", 12) : null));
        toggle.setMinWidth(USE_PREF_SIZE);
        toggle.setTooltip(tip(key + ".hint"));
        return toggle;
    }

    private Button button(String id, String icon, String key, Runnable action) {
        var button = new Button();
        button.setId(id);
        button.getStyleClass().addAll("flat", "icon-only");
        button.setGraphic(new Icon(icon, 16));
        button.accessibleTextProperty().bind(texts.text(key));
        button.setTooltip(tip(key));
        button.setOnAction(event -> action.run());
        return button;
    }

    private Tooltip tip(String key) {
        ObservableValue<String> text = texts.text(key);
        var tip = new Tooltip();
        tip.textProperty().bind(text);
        return tip;
    }

    private static Region divider() {
        var divider = new Region();
        divider.getStyleClass().add("divider");
        return divider;
    }
}

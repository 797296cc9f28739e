package dev.belay.app.topology;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
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

    private enum Mode {
        DESIGN,
        LIVE,
        WHAT_IF
    }

    private final Texts texts;

    /// @param search opens the search field
    TopologyToolbar(TopologyModel model, Texts texts, Runnable search) {

        this.texts = texts;
        setId("topology-toolbar");
        getStyleClass().add("topology-toolbar");
        setAlignment(Pos.CENTER_LEFT);
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        var zoom = new Label();
        zoom.setId("topology-zoom");
        zoom.getStyleClass().addAll("zoom", "mono");
        zoom.textProperty()
                .bind(model.viewportProperty().map(view -> "%.0f %%".formatted(view.zoom() * 100)));
        getChildren()
                .addAll(
                        modes(),
                        divider(),
                        toggle("topology-states", "overlay.states", model.statesShownProperty()),
                        toggle("topology-links", "overlay.links", model.linksShownProperty()),
                        spring,
                        button("topology-search", "fth-search", "search", search),
                        divider(),
                        button("topology-zoom-out", "fth-minus", "zoom.out", model::zoomOut),
                        zoom,
                        button("topology-zoom-in", "fth-plus", "zoom.in", model::zoomIn),
                        button("topology-fit", "fth-maximize", "zoom.fit", model::fit));
    }

    private Node modes() {
        var mode = new SimpleObjectProperty<>(Mode.LIVE);
        var modes =
                new Segmented<>("topology-mode", mode)
                        .add(Mode.DESIGN, "topology-mode-design", texts.text("mode.design"))
                        .add(Mode.LIVE, "topology-mode-live", texts.text("mode.live"))
                        .add(Mode.WHAT_IF, "topology-mode-whatif", texts.text("mode.whatif"));
        modes.button(Mode.WHAT_IF).setGraphic(new Icon("fth-zap", 13));
        modes.button(Mode.DESIGN).setDisable(true);
        modes.button(Mode.WHAT_IF).setDisable(true);
        // A disabled button has no tooltip of its own: the row around it says why.
        Tooltip.install(modes, tip("mode.later"));
        for (var later : new Mode[] {Mode.DESIGN, Mode.WHAT_IF}) {
            modes.button(later).accessibleHelpProperty().bind(texts.text("mode.later"));
        }
        return modes;
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

package dev.belay.app.health;

import dev.belay.app.connect.LiveNode;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.WhyNot;
import dev.belay.model.status.Measure;
import java.util.List;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// The bar over the graphs: which nodes, which measures, how far back, pause and export.
final class HealthToolbar extends HBox {

    /// Busy shows after this long: most answers are here before.
    private static final Duration BUSY_AFTER = Duration.millis(300);

    private final Texts texts;
    private final HealthModel model;
    private final FlowPane chips = new ChipFlow();
    private final MenuButton addNode = new MenuButton();
    private final MenuButton measures = new MenuButton();
    private final Label progress = new Label();
    private final PauseTransition busy = new PauseTransition(BUSY_AFTER);

    HealthToolbar(Texts texts, HealthModel model, Runnable exportCsv, Runnable exportPng) {
        this.texts = texts;
        this.model = model;
        getStyleClass().addAll("health-toolbar", "line-below");
        setAlignment(Pos.CENTER_LEFT);
        chips.getStyleClass().add("node-chips");
        chips.setAlignment(Pos.CENTER_LEFT);
        Separator divider = new Separator(Orientation.VERTICAL);
        divider.getStyleClass().add("toolbar-divider");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        prepareAddNode();
        prepareMeasures();
        prepareProgress();
        getChildren()
                .addAll(
                        chips,
                        new WhyNot(addNode, texts.text("toolbar.add.all")),
                        divider,
                        measures,
                        progress,
                        space,
                        ranges(),
                        pause(),
                        export(exportCsv, exportPng));
        showNodes();
        showMeasures();
    }

    /// Makes the chips of the chosen nodes anew.
    void showNodes() {
        chips.getChildren().setAll(model.series().stream().map(this::chip).toList());
        addNode.setDisable(model.candidates().isEmpty());
    }

    void showMeasures() {
        int count = model.measures().size();
        measures.setText(texts.get(count == 1 ? "toolbar.measure" : "toolbar.measures", count));
    }

    /// Tells how many histories have come, once that takes longer than one notices.
    void showProgress() {
        long asking =
                model.series().stream().filter(one -> one.fetch() instanceof Fetch.Asking).count();
        if (asking == 0) {
            busy.stop();
            progress.setVisible(false);
            return;
        }
        long all = model.series().size();
        progress.setText(texts.get("history.asking", all - asking, all));
        if (!progress.isVisible() && busy.getStatus() != Animation.Status.RUNNING) {
            busy.playFromStart();
        }
    }

    private ToggleButton chip(NodeSeries one) {
        ToggleButton chip = new ToggleButton();
        chip.setId("health-node-" + one.id());
        chip.getStyleClass().addAll("toggle-chip", "node-chip");
        chip.setGraphic(new LineSample(one.line(), 18, 2.2));
        chip.textProperty().bind(one.node().nameProperty());
        chip.selectedProperty().bindBidirectional(one.shownProperty());
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.accessibleTextProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        texts.get(
                                                one.isShown()
                                                        ? "toolbar.node.shown"
                                                        : "toolbar.node.hidden",
                                                one.name()),
                                one.shownProperty(),
                                one.node().nameProperty()));
        MenuItem remove = new MenuItem();
        remove.textProperty().bind(texts.text("toolbar.node.remove", one.node().nameProperty()));
        remove.setOnAction(event -> model.removeNode(one));
        chip.setContextMenu(new ContextMenu(remove));
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(texts.text("toolbar.node.tip"));
        chip.setTooltip(tip);
        chip.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
                event.consume();
                model.removeNode(one);
            }
        });
        return chip;
    }

    private void prepareAddNode() {
        addNode.setId("health-add-node");
        addNode.getStyleClass().addAll("flat", "small", "no-arrow");
        addNode.setGraphic(new Icon("fth-plus", 12));
        addNode.textProperty().bind(texts.text("toolbar.add"));
        addNode.setMinWidth(Region.USE_PREF_SIZE);
        addNode.setOnShowing(event -> addNode.getItems().setAll(candidates()));
        // An empty menu never opens, and so would never be filled.
        addNode.getItems().setAll(new MenuItem());
    }

    private List<MenuItem> candidates() {
        return model.candidates().stream().map(this::candidate).toList();
    }

    private MenuItem candidate(LiveNode node) {
        MenuItem item = new MenuItem();
        item.setId("health-add-" + node.id());
        item.textProperty().bind(node.nameProperty());
        item.setOnAction(event -> model.addNode(node));
        return item;
    }

    private void prepareMeasures() {
        measures.setId("health-measures");
        measures.getStyleClass().add("small");
        measures.setGraphic(new Icon("fth-grid", 13));
        measures.setMinWidth(Region.USE_PREF_SIZE);
        for (Measure measure : Measure.ALL) {
            CheckMenuItem item = new CheckMenuItem();
            item.setId("health-measure-" + measure.id());
            item.textProperty().bind(texts.text("measure." + measure.id()));
            item.setOnAction(event -> model.toggle(measure));
            measures.getItems().add(item);
        }
        measures.setOnShowing(event -> {
            for (int index = 0; index < Measure.ALL.size(); index++) {
                boolean chosen = model.measures().contains(Measure.ALL.get(index));
                ((CheckMenuItem) measures.getItems().get(index)).setSelected(chosen);
            }
        });
    }

    private void prepareProgress() {
        progress.setId("health-progress");
        progress.getStyleClass().addAll("type-small", "muted", "history-progress");
        progress.setGraphic(new CheckGlyph(CheckGlyph.Result.RUNNING, 12));
        progress.managedProperty().bind(progress.visibleProperty());
        progress.setVisible(false);
        progress.setMinWidth(0);
        busy.setOnFinished(event -> progress.setVisible(true));
    }

    private Segmented<Range> ranges() {
        Segmented<Range> ranges = new Segmented<>("health-range", model.rangeProperty());
        for (Range range : Range.values()) {
            String word = range.name().toLowerCase(Locale.ROOT);
            ranges.add(range, "health-range-" + word, texts.text("range." + word));
        }
        return ranges;
    }

    private ToggleButton pause() {
        ToggleButton pause = new ToggleButton();
        Icon icon = new Icon("fth-pause", 14);
        pause.setId("health-pause");
        pause.getStyleClass().add("pause");
        pause.setGraphic(icon);
        pause.textProperty().bind(texts.text("toolbar.pause"));
        pause.selectedProperty().bindBidirectional(model.pausedProperty());
        pause.selectedProperty()
                .subscribe(paused -> {
                    icon.setLiteral(paused ? "fth-play" : "fth-pause");
                    pause.textProperty()
                            .bind(texts.text(paused ? "toolbar.resume" : "toolbar.pause"));
                });
        pause.setMinWidth(Region.USE_PREF_SIZE);
        return pause;
    }

    private MenuButton export(Runnable exportCsv, Runnable exportPng) {
        MenuItem csv = new MenuItem();
        csv.setId("health-export-csv");
        csv.textProperty().bind(texts.text("export.csv"));
        csv.setOnAction(event -> exportCsv.run());
        MenuItem png = new MenuItem();
        png.setId("health-export-png");
        png.textProperty().bind(texts.text("export.png"));
        png.setOnAction(event -> exportPng.run());
        MenuButton export = new MenuButton("", new Icon("fth-download", 14), csv, png);
        export.setId("health-export");
        export.getStyleClass().addAll("export", "no-arrow");
        export.textProperty().bind(texts.text("toolbar.export"));
        export.setMinWidth(Region.USE_PREF_SIZE);
        return export;
    }

    /// As wide as its chips, up to where they wrap.
    private static final class ChipFlow extends FlowPane {
        @Override
        protected double computePrefWidth(double height) {
            double width = 0;
            for (Node chip : getChildren()) {
                width += snapSizeX(chip.prefWidth(-1)) + snapSpaceX(getHgap());
            }
            return Math.ceil(Math.min(width, getPrefWrapLength()));
        }
    }
}

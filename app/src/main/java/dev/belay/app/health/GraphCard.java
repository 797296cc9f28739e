package dev.belay.app.health;

import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One measure of all shown nodes: title, unit, the values at the crosshair or now, and the plot.
final class GraphCard extends VBox {

    /// Numbers that change faster than this cannot be read.
    private static final long LEGEND_MILLIS = 450;

    private final Texts texts;
    private final Measure measure;
    private final GraphPlot plot;
    private final Label unit = new Label();
    private final FlowPane legend = new FlowPane();
    private final List<Label> values = new ArrayList<>();
    private List<Integer> shownLines = List.of();
    private List<String> shownNames = List.of();
    private long legendAtMillis;
    private long legendEdition = -1;
    private @Nullable Long legendCrosshair;

    GraphCard(Ui ui, Texts texts, HealthModel model, Measure measure) {
        this.texts = texts;
        this.measure = measure;
        this.plot = new GraphPlot(ui, model.frame(measure, List.of(), List.of(), null));
        setId("health-graph-" + measure.id());
        getStyleClass().addAll("card", "graph-card");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        Label title = new Label();
        title.getStyleClass().addAll("w600", "graph-title");
        title.textProperty().bind(texts.text("measure." + measure.id()));
        title.setMinWidth(Region.USE_PREF_SIZE);
        unit.getStyleClass().addAll("type-small", "muted");
        unit.setMinWidth(Region.USE_PREF_SIZE);
        legend.getStyleClass().add("graph-legend");
        legend.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(legend, Priority.ALWAYS);
        HBox head = new HBox(title, unit, legend);
        head.getStyleClass().add("graph-head");
        head.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(plot, Priority.ALWAYS);
        getChildren().addAll(head, plot);
    }

    Measure measure() {
        return measure;
    }

    GraphPlot plot() {
        return plot;
    }

    /// Draws a frame.
    ///
    /// @param at moment of the crosshair; null for none
    void draw(GraphFrame frame, long nowMillis, @Nullable Long at) {
        plot.draw(frame);
        boolean moved = !Objects.equals(at, legendCrosshair);
        boolean rebuilt = rebuildLegend(frame) || frame.edition() != legendEdition;
        if (moved || rebuilt || Math.abs(nowMillis - legendAtMillis) >= LEGEND_MILLIS) {
            legendAtMillis = nowMillis;
            legendCrosshair = at;
            legendEdition = frame.edition();
            showValues(frame, at == null ? Math.min(frame.window().to(), nowMillis) : at);
        }
    }

    /// The language has changed.
    void forgetTexts() {
        shownLines = List.of();
        plot.setNoDataText(texts.get("graph.noData"));
        plot.redraw();
    }

    private boolean rebuildLegend(GraphFrame frame) {
        List<Integer> lines = frame.lines().stream().map(GraphFrame.Line::number).toList();
        List<String> names = frame.lines().stream().map(GraphFrame.Line::node).toList();
        if (lines.equals(shownLines) && names.equals(shownNames)) {
            return false;
        }
        shownLines = lines;
        shownNames = names;
        values.clear();
        legend.getChildren().clear();
        for (GraphFrame.Line line : frame.lines()) {
            Label value = new Label();
            value.getStyleClass().addAll("mono", "legend-value");
            value.setAccessibleText(line.node());
            value.setId(getId() + "-value-" + line.node());
            values.add(value);
            HBox item = new HBox(new LineSample(line.number(), 14, 2), value);
            item.getStyleClass().add("legend-item");
            item.setAlignment(Pos.CENTER_LEFT);
            legend.getChildren().add(item);
        }
        return true;
    }

    private void showValues(GraphFrame frame, long at) {
        ValueScale scale = plot.scale();
        String shownUnit = unitText(scale.unit());
        unit.setText(shownUnit);
        StringBuilder spoken = new StringBuilder(texts.get("measure." + measure.id()));
        for (int index = 0; index < values.size(); index++) {
            GraphFrame.Line line = frame.lines().get(index);
            double value = line.points().near(at);
            String text = scale.text(value);
            String number = scale.unit().equals("%") && !Double.isNaN(value) ? text + " %" : text;
            values.get(index).setText(number);
            spoken.append(", ")
                    .append(line.node())
                    .append(' ')
                    .append(
                            Double.isNaN(value)
                                    ? texts.get("graph.noData")
                                    : text + " " + shownUnit);
        }
        setAccessibleText(spoken.toString());
    }

    private String unitText(String shown) {
        String own = "unit." + measure.id();
        if (texts.has(own)) {
            return texts.get(own);
        }
        String key = "unit." + shown;
        return texts.has(key) ? texts.get(key) : shown;
    }
}

package dev.belay.app.topology;

import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Ui;
import javafx.event.Event;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// The whole drawing in a corner, with a frame around what can be seen; there only while something
/// is out of view.
final class Minimap extends Region {

    static final double WIDTH = 160;
    static final double HEIGHT = 104;
    private static final double MARGIN = 8;
    private static final double LEAST = 2;

    private final TopologyModel model;
    private final Ui ui;
    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);

    Minimap(TopologyModel model, Ui ui) {
        this.model = model;
        this.ui = ui;
        setId("topology-minimap");
        getStyleClass().add("minimap");
        setManaged(false);
        getChildren().add(canvas);
        resize(WIDTH, HEIGHT);
        setOnMousePressed(this::go);
        setOnMouseDragged(this::go);
        setOnMouseClicked(Event::consume);
    }

    private void go(MouseEvent event) {
        var bounds = model.layoutProperty().get().bounds();
        double scale = scale(bounds);
        if (scale > 0) {
            model.centerOn(
                    new Spot(
                            bounds.center().x() + (event.getX() - WIDTH / 2) / scale,
                            bounds.center().y() + (event.getY() - HEIGHT / 2) / scale));
        }
        event.consume();
    }

    void refresh() {
        boolean wanted = !model.drawingProperty().get().isEmpty() && !model.allVisible();
        setVisible(wanted);
        if (wanted) {
            paint();
        }
    }

    private static double scale(Box bounds) {
        return bounds.width() <= 0 || bounds.height() <= 0
                ? 0
                : Math.min(
                        (WIDTH - 2 * MARGIN) / bounds.width(),
                        (HEIGHT - 2 * MARGIN) / bounds.height());
    }

    private void paint() {
        var layout = model.layoutProperty().get();
        var bounds = layout.bounds();
        double scale = scale(bounds);
        var pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, WIDTH, HEIGHT);
        pen.save();
        pen.translate(
                WIDTH / 2 - bounds.center().x() * scale, HEIGHT / 2 - bounds.center().y() * scale);
        pen.setLineWidth(1);
        pen.setStroke(ui.tokens().colour("-color-border-default"));
        for (var container : model.drawingProperty().get().containers()) {
            stroke(pen, layout.box(container.id()), scale);
        }
        for (var card : model.drawingProperty().get().cards()) {
            pen.setFill(colour(card));
            var box = layout.box(card.id());
            pen.fillRect(
                    box.x() * scale,
                    box.y() * scale,
                    Math.max(LEAST, box.width() * scale),
                    Math.max(LEAST, box.height() * scale));
        }
        pen.setStroke(ui.tokens().colour("-color-accent-emphasis"));
        pen.setLineWidth(1.5);
        stroke(pen, model.visible(), scale);
        pen.restore();
    }

    private Color colour(Drawing.Card card) {
        return switch (card) {
            case Drawing.NodeCard node -> ui.tokens().colour(StateGlyph.colour(node.state()));
            case Drawing.ThingCard thing -> ui.tokens().colour("-color-border-default");
        };
    }

    private static void stroke(GraphicsContext pen, Box box, double scale) {
        pen.strokeRect(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale);
    }
}

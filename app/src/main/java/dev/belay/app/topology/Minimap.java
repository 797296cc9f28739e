package dev.belay.app.topology;

import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Ui;
import javafx.event.Event;
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
    private static final double FRAME = 1.5;

    private final TopologyModel model;
    private final Ui ui;
    private final Raster raster;

    Minimap(TopologyModel model, Ui ui) {
        this.model = model;
        this.ui = ui;
        setId("topology-minimap");
        getStyleClass().add("minimap");
        setManaged(false);
        raster = new Raster(ui, this::paint);
        raster.resize(WIDTH, HEIGHT);
        getChildren().add(raster);
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
            raster.requestLayout();
        }
    }

    private static double scale(Box bounds) {
        return bounds.width() <= 0 || bounds.height() <= 0
                ? 0
                : Math.min(
                        (WIDTH - 2 * MARGIN) / bounds.width(),
                        (HEIGHT - 2 * MARGIN) / bounds.height());
    }

    private void paint(Pixels pixels) {
        pixels.clear(0);
        var layout = model.layoutProperty().get();
        var bounds = layout.bounds();
        double scale = scale(bounds);
        var view =
                new Viewport(
                        scale,
                        WIDTH / 2 - bounds.center().x() * scale,
                        HEIGHT / 2 - bounds.center().y() * scale);
        int border = Pixels.of(ui.tokens().colour("-color-border-default"));
        for (var container : model.drawingProperty().get().containers()) {
            frame(pixels, layout.box(container.id()), view, 1, border);
        }
        for (var card : model.drawingProperty().get().cards()) {
            var box = layout.box(card.id());
            var at = view.onScreen(new Spot(box.x(), box.y()));
            pixels.fill(
                    at.x(),
                    at.y(),
                    Math.max(LEAST, box.width() * scale),
                    Math.max(LEAST, box.height() * scale),
                    Pixels.of(colour(card)));
        }
        int accent = Pixels.of(ui.tokens().colour("-color-accent-emphasis"));
        frame(pixels, model.visible(), view, FRAME, accent);
    }

    private Color colour(Drawing.Card card) {
        return switch (card) {
            case Drawing.NodeCard node -> ui.tokens().colour(StateGlyph.colour(node.state()));
            case Drawing.ThingCard thing -> ui.tokens().colour("-color-border-default");
        };
    }

    private static void frame(Pixels pixels, Box box, Viewport view, double thick, int colour) {
        var at = view.onScreen(new Spot(box.x(), box.y()));
        pixels.frame(
                at.x(),
                at.y(),
                box.width() * view.zoom(),
                box.height() * view.zoom(),
                thick,
                colour);
    }
}

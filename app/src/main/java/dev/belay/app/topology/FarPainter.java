package dev.belay.app.topology;

import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Ui;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// Cards and edges as plain strokes, where there are so many that no more of them could be seen:
/// what is behind a glyph and a name is drawn again as soon as one comes nearer.
final class FarPainter {

    private static final double BAR = 3;

    private final Canvas canvas = new Canvas();
    private final Ui ui;

    FarPainter(Ui ui) {
        this.ui = ui;
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        canvas.setVisible(false);
    }

    Canvas canvas() {
        return canvas;
    }

    void hide() {
        if (canvas.isVisible()) {
            canvas.setVisible(false);
            canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        }
    }

    /// @param cards that are in view
    /// @param ringed ids of those that are selected
    /// @param sign the looked-up colour of a card with something to say; empty for none
    void paint(
            List<Drawing.Card> cards,
            List<Drawing.Wire> wires,
            Layout layout,
            Viewport view,
            Set<String> ringed,
            UnaryOperator<String> sign,
            double width,
            double height) {
        canvas.setVisible(true);
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
        }
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, width, height);
        Box seen = view.visible(width, height, 0);
        paintWires(pen, wires, layout, view, seen);
        Color ground = ui.tokens().colour("-color-bg-overlay");
        Color border = ui.tokens().colour("-color-border-default");
        Color selected = ui.tokens().colour("-color-accent-emphasis");
        for (Drawing.Card card : cards) {
            Box box = layout.box(card.id());
            Spot at = view.onScreen(new Spot(box.x(), box.y()));
            double x = Math.rint(at.x());
            double y = Math.rint(at.y());
            double w = Math.max(2, Math.rint(box.width() * view.zoom()));
            double h = Math.max(2, Math.rint(box.height() * view.zoom()));
            String said = sign.apply(card.id());
            pen.setFill(
                    ringed.contains(card.id())
                            ? selected
                            : said.isEmpty() ? border : ui.tokens().colour(said));
            pen.fillRect(x, y, w, h);
            pen.setFill(ground);
            pen.fillRect(x + 1, y + 1, w - 2, h - 2);
            if (card instanceof Drawing.NodeCard node) {
                pen.setFill(ui.tokens().colour(StateGlyph.colour(node.state())));
                pen.fillRect(x + 1, y + 1, Math.min(BAR, w - 2), h - 2);
            }
        }
    }

    private void paintWires(
            GraphicsContext pen, List<Drawing.Wire> wires, Layout layout, Viewport view, Box seen) {
        pen.setStroke(ui.tokens().colour("-color-fg-subtle"));
        pen.setLineWidth(1);
        pen.beginPath();
        for (Drawing.Wire wire : wires) {
            List<Spot> route = layout.routes().getOrDefault(wire.id(), List.of());
            if (route.size() < 2 || !around(route).intersects(seen)) {
                continue;
            }
            Spot first = view.onScreen(route.getFirst());
            pen.moveTo(Math.rint(first.x()) + 0.5, Math.rint(first.y()) + 0.5);
            for (Spot spot : route.subList(1, route.size())) {
                Spot next = view.onScreen(spot);
                pen.lineTo(Math.rint(next.x()) + 0.5, Math.rint(next.y()) + 0.5);
            }
        }
        pen.stroke();
    }

    /// The smallest box with all of a way in it; never without width and height, so that it meets
    /// others.
    static Box around(List<Spot> route) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (Spot spot : route) {
            left = Math.min(left, spot.x());
            top = Math.min(top, spot.y());
            right = Math.max(right, spot.x());
            bottom = Math.max(bottom, spot.y());
        }
        return new Box(left - 1, top - 1, right - left + 2, bottom - top + 2);
    }
}

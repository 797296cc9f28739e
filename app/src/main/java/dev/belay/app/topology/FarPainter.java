package dev.belay.app.topology;

import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Ui;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Cards and edges as plain strokes, where there are so many that no more of them could be seen:
/// what is behind a glyph and a name is drawn again as soon as one comes nearer.
final class FarPainter {

    private static final double BAR = 3;
    private static final double HATCH = 6;

    private final Ui ui;

    FarPainter(Ui ui) {
        this.ui = ui;
    }

    /// @param cards that may be in view
    /// @param ringed ids of those that are selected
    /// @param sign the looked-up colour of a card with something to say; empty for none
    void paintCards(
            Pixels pixels,
            List<Drawing.Card> cards,
            Layout layout,
            Viewport view,
            Set<String> ringed,
            UnaryOperator<String> sign) {
        int ground = colour("-color-bg-overlay");
        int border = colour("-color-border-default");
        int selected = colour("-color-accent-emphasis");
        Box seen = seen(pixels, view);
        for (Drawing.Card card : cards) {
            Box box = layout.box(card.id());
            if (!box.intersects(seen)) {
                continue;
            }
            Spot at = view.onScreen(new Spot(box.x(), box.y()));
            double x = Math.rint(at.x());
            double y = Math.rint(at.y());
            double w = Math.max(2, Math.rint(box.width() * view.zoom()));
            double h = Math.max(2, Math.rint(box.height() * view.zoom()));
            String said = sign.apply(card.id());
            int edge =
                    ringed.contains(card.id()) ? selected : said.isEmpty() ? border : colour(said);
            pixels.fill(x, y, w, h, edge);
            pixels.fill(x + 1, y + 1, w - 2, h - 2, ground);
            if (card instanceof Drawing.NodeCard node) {
                pixels.fill(
                        x + 1,
                        y + 1,
                        Math.min(BAR, w - 2),
                        h - 2,
                        colour(StateGlyph.colour(node.state())));
            }
            if (said.equals(OverlayPaint.PLAN_COLOUR)) {
                hatch(pixels, x, y, w, h);
            }
        }
    }

    /// Lines from one side to the other, so that it is seen without its colour too.
    private void hatch(Pixels pixels, double x, double y, double w, double h) {
        int colour = colour(OverlayPaint.PLAN_COLOUR);
        for (double at = HATCH; at < w + h; at += HATCH) {
            double left = Math.max(0, at - h);
            double right = Math.min(w, at);
            pixels.line(
                    new Spot(x + left, y + at - left), new Spot(x + right, y + at - right), colour);
        }
    }

    void paintWires(Pixels pixels, List<Drawing.Wire> wires, Layout layout, Viewport view) {
        Box seen = seen(pixels, view);
        int colour = colour("-color-fg-subtle");
        for (Drawing.Wire wire : wires) {
            List<Spot> route = layout.routes().getOrDefault(wire.id(), List.of());
            if (route.size() < 2 || !around(route).intersects(seen)) {
                continue;
            }
            Spot from = view.onScreen(route.getFirst());
            for (Spot spot : route.subList(1, route.size())) {
                Spot to = view.onScreen(spot);
                pixels.line(from, to, colour);
                from = to;
            }
        }
    }

    /// The outlines of containers.
    void paintContainers(
            Pixels pixels, List<Drawing.Container> containers, Layout layout, Viewport view) {
        int border = colour("-color-border-default");
        for (Drawing.Container container : containers) {
            Box box = layout.box(container.id());
            Spot at = view.onScreen(new Spot(box.x(), box.y()));
            pixels.frame(
                    Math.rint(at.x()),
                    Math.rint(at.y()),
                    Math.rint(box.width() * view.zoom()),
                    Math.rint(box.height() * view.zoom()),
                    1,
                    border);
        }
    }

    private static Box seen(Pixels pixels, Viewport view) {
        return view.visible(
                pixels.width() / pixels.density(), pixels.height() / pixels.density(), 0);
    }

    private int colour(String name) {
        return Pixels.of(ui.tokens().colour(name));
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

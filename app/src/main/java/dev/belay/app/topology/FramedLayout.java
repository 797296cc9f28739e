package dev.belay.app.topology;

import dev.belay.app.overlay.Pairs;
import dev.belay.app.topology.Drawing.Card;
import dev.belay.app.topology.Drawing.Container;
import dev.belay.app.topology.Drawing.Wire;
import dev.belay.model.design.Design;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The layout that a design brings along: where people have put things. What has no place yet
/// stands below what has one, in its container. Containers are as large as they were drawn, or as
/// what is in them needs.
final class FramedLayout {

    static final int HEADER = 40;
    static final int PADDING = 16;
    private static final double GAP = 24;
    private static final double ROW_WIDTH = 640;

    private final Drawing drawing;
    private final Map<String, Frame> frames = new HashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<String, Box> within = new HashMap<>();
    private final Map<String, Box> onCanvas = new HashMap<>();

    private FramedLayout(Drawing drawing, Design design) {
        this.drawing = drawing;
        Map<String, Thing> things = things(drawing, design);
        things.forEach((id, thing) -> thing.frame().ifPresent(frame -> frames.put(id, frame)));
        for (Container container : drawing.containers()) {
            children.computeIfAbsent(container.parent(), _ -> new ArrayList<>())
                    .add(container.id());
        }
        for (Card card : drawing.cards()) {
            children.computeIfAbsent(card.parent(), _ -> new ArrayList<>()).add(card.id());
        }
    }

    /// Empty where no thing has a place of its own yet.
    static Optional<Layout> of(Drawing drawing, Design design) {
        var layout = new FramedLayout(drawing, design);
        return layout.frames.isEmpty() ? Optional.empty() : Optional.of(layout.make());
    }

    /// What of a design each card and container stands for, by its id in the drawing; live members
    /// stand for the nodes that they are.
    static Map<String, Thing> things(Drawing drawing, Design design) {
        Pairs pairs = DesignDrawing.pairs(design, drawing);
        Map<String, Thing> things = new HashMap<>();
        for (Container container : drawing.containers()) {
            find(design, container.id()).ifPresent(one -> things.put(container.id(), one));
        }
        for (Card card : drawing.cards()) {
            Optional<Thing> thing =
                    card instanceof Drawing.NodeCard
                            ? pairs.node(card.id()).map(Thing.class::cast)
                            : find(design, card.id());
            thing.ifPresent(one -> things.put(card.id(), one));
        }
        return things;
    }

    private static Optional<Thing> find(Design design, String id) {
        return ThingId.parse(id).good().flatMap(design::find);
    }

    private Layout make() {
        for (Card card : drawing.cards()) {
            Frame frame = frames.get(card.id());
            if (frame != null) {
                within.put(card.id(), new Box(frame.x(), frame.y(), card.width(), card.height()));
            }
        }
        // The inner ones first: an outer one has to hold them.
        for (Container container : drawing.containers().reversed()) {
            size(container);
        }
        fill("", 0, 0);
        put("", 0, 0);
        return new Layout(Map.copyOf(onCanvas), routes(), Box.around(onCanvas.values()));
    }

    private void size(Container container) {
        fill(container.id(), HEADER, PADDING);
        double width = HeaderWidth.of(container.title());
        double height = HEADER + PADDING * 3;
        for (String child : childrenOf(container.id())) {
            Box box = within.getOrDefault(child, Box.EMPTY);
            width = Math.max(width, box.right() + PADDING);
            height = Math.max(height, box.bottom() + PADDING);
        }
        Frame frame = frames.get(container.id());
        within.put(
                container.id(),
                frame == null
                        ? new Box(Double.NaN, Double.NaN, width, height)
                        : new Box(
                                frame.x(),
                                frame.y(),
                                Math.max(width, frame.width()),
                                Math.max(height, frame.height())));
    }

    /// Finds places for those in a container that have none: in rows below the others.
    private void fill(String parent, double top, double left) {
        double y = top;
        for (String child : childrenOf(parent)) {
            Box box = within.get(child);
            if (box != null && !Double.isNaN(box.x())) {
                y = Math.max(y, box.bottom() + GAP);
            }
        }
        double x = left;
        double rowHeight = 0;
        for (String child : childrenOf(parent)) {
            Box box = within.get(child);
            if (box != null && !Double.isNaN(box.x())) {
                continue;
            }
            double width = box == null ? sizeOf(child).width() : box.width();
            double height = box == null ? sizeOf(child).height() : box.height();
            if (x > left && x + width > left + ROW_WIDTH) {
                x = left;
                y += rowHeight + GAP;
                rowHeight = 0;
            }
            within.put(child, new Box(x, y, width, height));
            x += width + GAP;
            rowHeight = Math.max(rowHeight, height);
        }
    }

    private Box sizeOf(String id) {
        return drawing.card(id)
                .map(card -> new Box(0, 0, card.width(), card.height()))
                .orElse(Box.EMPTY);
    }

    private List<String> childrenOf(String parent) {
        return children.getOrDefault(parent, List.of());
    }

    private void put(String parent, double x, double y) {
        for (String child : childrenOf(parent)) {
            Box box = within.getOrDefault(child, Box.EMPTY).moved(x, y);
            onCanvas.put(child, box);
            put(child, box.x(), box.y());
        }
    }

    private Map<String, List<Spot>> routes() {
        Map<String, List<Spot>> routes = new HashMap<>();
        for (Wire wire : drawing.wires()) {
            Box from = onCanvas.get(wire.from());
            Box to = onCanvas.get(wire.to());
            if (from != null && to != null) {
                List<Spot> route = Elbows.between(from, to);
                if (!route.isEmpty()) {
                    routes.put(wire.id(), route);
                }
            }
        }
        return routes;
    }
}

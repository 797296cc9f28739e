package dev.belay.app.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.BoxLayouterOptions;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.core.util.BoxLayoutProvider;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// Finds a place for everything in an outline with the Eclipse Layout Kernel. The same outline
/// always gives the same layout.
///
/// Frames that no wire goes into are packed in rows, in reading order, from the inside out; what
/// wires connect is laid out in layers. Of the possible shapes the one closest to the wanted aspect
/// is taken, because tree-like graphs otherwise come out as one very wide row. Blocks, not threads:
/// the caller runs it off the FX thread.
final class ElkLayout {

    private static final double HEADER = 40;
    private static final double PADDING = 16;
    private static final double BLOCK_GAP = 24;
    private static final double FRAME_GAP = 96;
    private static final double NARROW_FRAME_GAP = 32;

    /// With so many cards room is dearer than a wide way for a link and its label.
    private static final int MANY_BLOCKS = 13;

    private static final int SEED = 1;

    /// What a canvas usually has: a drawing that fits is not made narrower.
    private static final double SCREEN_WIDTH = 1000;

    private static final int MAX_COLUMNS = 40;

    private final Outline outline;
    private final double aspect;
    private final BooleanSupplier cancelled;
    private final Map<String, Placed> packed = new HashMap<>();
    private final Set<String> wired = new HashSet<>();

    /// A frame whose inside is settled: its size, and its contents relative to its corner.
    private record Placed(double width, double height, Map<String, Box> inside) {}

    private ElkLayout(Outline outline, double aspect, BooleanSupplier cancelled) {
        this.outline = outline;
        this.aspect = aspect;
        this.cancelled = cancelled;
    }

    /// @param aspect wanted width by height
    /// @param cancelled asked now and then; once true, {@link CancellationException} is thrown
    static Layout arrange(Outline outline, double aspect, BooleanSupplier cancelled) {
        return outline.isEmpty()
                ? Layout.EMPTY
                : new ElkLayout(outline, aspect, cancelled).arrange();
    }

    /// Loads the classes that the first layout needs, so that it is not slower than the next.
    static void warmUp() {
        var blocks = List.of(new Outline.Block("a", "", 8, 8), new Outline.Block("b", "", 8, 8));
        var wires = List.of(new Outline.Wire("ab", "a", "b"));
        arrange(new Outline(List.of(), blocks, wires), 1, () -> false);
    }

    private Layout arrange() {
        Registration.DONE.run();
        for (var wire : outline.wires()) {
            markWired(wire.from());
            markWired(wire.to());
        }
        for (var frame : outline.frames().reversed()) {
            if (!wired.contains(frame.id())) {
                packed.put(frame.id(), pack(frame.id(), frame.minWidth(), true));
            }
        }
        if (wired.isEmpty()) {
            var top = pack("", 0, false);
            return layout(top.inside(), Map.of());
        }
        Layout best = null;
        for (var direction : List.of(Direction.RIGHT, Direction.DOWN)) {
            var candidate = layered(direction);
            if (best == null || badness(candidate.bounds()) < badness(best.bounds())) {
                best = candidate;
            }
        }
        return Objects.requireNonNull(best);
    }

    private void markWired(String id) {
        for (String at = id; !at.isEmpty(); at = parentOf(at)) {
            wired.add(at);
        }
    }

    private String parentOf(String id) {
        for (var frame : outline.frames()) {
            if (frame.id().equals(id)) {
                return frame.parent();
            }
        }
        for (var block : outline.blocks()) {
            if (block.id().equals(id)) {
                return block.parent();
            }
        }
        return "";
    }

    private double badness(Box bounds) {
        return Math.abs(Math.log(bounds.width() / Math.max(1, bounds.height()) / aspect));
    }

    /// The children of one frame in rows; every number of columns is tried.
    private Placed pack(String frame, double minWidth, boolean withHeader) {
        var children = childrenOf(frame);
        if (children.isEmpty()) {
            double width = Math.max(minWidth, 2 * PADDING + BLOCK_GAP * 4);
            return new Placed(width, HEADER + PADDING * 3, Map.of());
        }
        Placed best = null;
        for (int columns = 1; columns <= Math.min(children.size(), MAX_COLUMNS); columns++) {
            checkCancelled();
            var candidate = packed(children, columns, minWidth, withHeader);
            boolean outermost = frame.isEmpty() || parentOf(frame).isEmpty();
            if (best == null
                    || roughness(candidate, outermost) < roughness(best, outermost) - 1e-9) {
                best = candidate;
            }
        }
        return Objects.requireNonNull(best);
    }

    /// The outermost frame should be seen as large as possible, and then waste no room; inside,
    /// shape and waste count alike.
    private double roughness(Placed placed, boolean outermost) {
        double area = placed.width() * placed.height();
        if (!outermost) {
            double used = 0;
            for (var box : placed.inside().values()) {
                used += box.width() * box.height();
            }
            return badness(new Box(0, 0, placed.width(), placed.height())) - used / area;
        }
        double shrink =
                Math.max(
                        Math.max(placed.width() / SCREEN_WIDTH, 1),
                        placed.height() / (SCREEN_WIDTH / aspect));
        return shrink * 10 + area / (SCREEN_WIDTH * SCREEN_WIDTH);
    }

    private record Child(String id, double width, double height, boolean frame) {}

    private List<Child> childrenOf(String frame) {
        var children = new ArrayList<Child>();
        for (var inner : outline.frames()) {
            if (inner.parent().equals(frame)) {
                var size = packed.get(inner.id());
                if (size != null) {
                    children.add(new Child(inner.id(), size.width(), size.height(), true));
                }
            }
        }
        for (var block : outline.blocks()) {
            if (block.parent().equals(frame)) {
                children.add(new Child(block.id(), block.width(), block.height(), false));
            }
        }
        return children;
    }

    private double frameGap() {
        return outline.blocks().size() < MANY_BLOCKS ? FRAME_GAP : NARROW_FRAME_GAP;
    }

    private Placed packed(List<Child> children, int columns, double minWidth, boolean withHeader) {
        boolean frames = children.stream().anyMatch(Child::frame);
        double gap = frames ? frameGap() : BLOCK_GAP;
        var graph = ElkGraphUtil.createGraph();
        graph.setProperty(CoreOptions.ALGORITHM, BoxLayouterOptions.ALGORITHM_ID);
        graph.setProperty(BoxLayouterOptions.SPACING_NODE_NODE, gap);
        graph.setProperty(BoxLayouterOptions.EXPAND_NODES, frames);
        double top = withHeader ? HEADER : 0;
        double side = withHeader ? PADDING : 0;
        graph.setProperty(BoxLayouterOptions.PADDING, new ElkPadding(top, side, side, side));
        double area = 0;
        double widest = 0;
        double row = 0;
        for (int i = 0; i < children.size(); i++) {
            var child = children.get(i);
            var node = node(graph, child.id(), child.width(), child.height());
            node.setProperty(BoxLayouterOptions.PRIORITY, children.size() - i);
            area += child.width() * child.height();
            row = i % columns == 0 ? child.width() : row + gap + child.width();
            widest = Math.max(widest, row);
        }
        // ELK derives the width of a row from the area and the aspect: turned around, the aspect
        // that
        // gives the wanted number of columns.
        graph.setProperty(BoxLayouterOptions.ASPECT_RATIO, (widest + 1) * (widest + 1) / area);
        new BoxLayoutProvider().layout(graph, monitor());
        var inside = new HashMap<String, Box>();
        for (var node : graph.getChildren()) {
            put(inside, node.getIdentifier(), boxOf(node));
        }
        var around = Box.around(inside.values());
        return new Placed(
                Math.max(minWidth, around.right() + side), around.bottom() + side, inside);
    }

    /// A frame brings its settled inside along.
    private void put(Map<String, Box> boxes, String id, Box box) {
        boxes.put(id, box);
        var inside = packed.get(id);
        if (inside != null) {
            inside.inside().forEach((key, inner) -> boxes.put(key, inner.moved(box.x(), box.y())));
        }
    }

    private Layout layered(Direction direction) {
        checkCancelled();
        var root = ElkGraphUtil.createGraph();
        configure(root, direction);
        var nodes = new HashMap<String, ElkNode>();
        nodes.put("", root);
        for (var frame : outline.frames()) {
            addFrame(nodes, frame, direction);
        }
        for (var block : outline.blocks()) {
            var parent = nodes.get(block.parent());
            if (parent != null && !packed.containsKey(block.parent())) {
                nodes.put(block.id(), node(parent, block.id(), block.width(), block.height()));
            }
        }
        for (var wire : outline.wires()) {
            var from = nodes.get(wire.from());
            var to = nodes.get(wire.to());
            if (from != null && to != null) {
                var edge = ElkGraphUtil.createSimpleEdge(from, to);
                edge.setIdentifier(wire.id());
            }
        }
        new RecursiveGraphLayoutEngine().layout(root, monitor());
        checkCancelled();
        var boxes = new HashMap<String, Box>();
        var routes = new HashMap<String, List<Spot>>();
        collect(root, 0, 0, boxes, routes);
        return layout(boxes, routes);
    }

    private void addFrame(Map<String, ElkNode> nodes, Outline.Frame frame, Direction direction) {
        var parent = nodes.get(frame.parent());
        if (parent == null || packed.containsKey(frame.parent())) {
            return;
        }
        var settled = packed.get(frame.id());
        if (settled != null) {
            nodes.put(frame.id(), node(parent, frame.id(), settled.width(), settled.height()));
            return;
        }
        var node = node(parent, frame.id(), frame.minWidth(), HEADER + PADDING);
        configure(node, direction);
        node.setProperty(CoreOptions.NODE_SIZE_CONSTRAINTS, SizeConstraint.minimumSize());
        node.setProperty(
                CoreOptions.NODE_SIZE_MINIMUM,
                new org.eclipse.elk.core.math.KVector(frame.minWidth(), HEADER + PADDING));
        nodes.put(frame.id(), node);
    }

    private void configure(ElkNode node, Direction direction) {
        node.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        node.setProperty(CoreOptions.DIRECTION, direction);
        node.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
        node.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        node.setProperty(CoreOptions.RANDOM_SEED, SEED);
        node.setProperty(CoreOptions.ASPECT_RATIO, aspect);
        node.setProperty(CoreOptions.PADDING, new ElkPadding(HEADER, PADDING, PADDING, PADDING));
        node.setProperty(LayeredOptions.SPACING_NODE_NODE, BLOCK_GAP);
        node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, FRAME_GAP);
        node.setProperty(LayeredOptions.SPACING_EDGE_NODE, PADDING);
    }

    private static ElkNode node(ElkNode parent, String id, double width, double height) {
        var node = ElkGraphUtil.createNode(parent);
        node.setIdentifier(id);
        node.setDimensions(width, height);
        return node;
    }

    private void collect(
            ElkNode at,
            double x,
            double y,
            Map<String, Box> boxes,
            Map<String, List<Spot>> routes) {
        for (var child : at.getChildren()) {
            var box = boxOf(child).moved(x, y);
            put(boxes, child.getIdentifier(), box);
            collect(child, box.x(), box.y(), boxes, routes);
        }
        for (var edge : at.getContainedEdges()) {
            var spots = new ArrayList<Spot>();
            for (var section : edge.getSections()) {
                spots.add(new Spot(section.getStartX() + x, section.getStartY() + y));
                for (var bend : section.getBendPoints()) {
                    spots.add(new Spot(bend.getX() + x, bend.getY() + y));
                }
                spots.add(new Spot(section.getEndX() + x, section.getEndY() + y));
            }
            routes.put(edge.getIdentifier(), List.copyOf(spots));
        }
    }

    private static Box boxOf(ElkNode node) {
        return new Box(node.getX(), node.getY(), node.getWidth(), node.getHeight());
    }

    private static Layout layout(Map<String, Box> boxes, Map<String, List<Spot>> routes) {
        return new Layout(Map.copyOf(boxes), Map.copyOf(routes), Box.around(boxes.values()));
    }

    private void checkCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("layout is no longer wanted");
        }
    }

    private BasicProgressMonitor monitor() {
        return new BasicProgressMonitor() {
            @Override
            public boolean isCanceled() {
                return cancelled.getAsBoolean();
            }
        };
    }

    /// ELK finds algorithms by registration; once per process.
    private enum Registration {
        DONE;

        Registration() {
            LayoutMetaDataService.getInstance()
                    .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        }

        void run() {}
    }
}

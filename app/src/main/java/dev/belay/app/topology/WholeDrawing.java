package dev.belay.app.topology;

import dev.belay.app.picture.Subject;
import dev.belay.app.picture.Subject.Facts;
import dev.belay.app.topology.Drawing.ClusterContainer;
import dev.belay.app.topology.Drawing.NodeCard;
import dev.belay.app.topology.Drawing.ThingCard;
import dev.belay.app.ui.Ui;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.layout.Pane;

/// All of a drawing at 100 %, with nothing selected: for pictures. It does not follow the model.
final class WholeDrawing extends Pane {

    /// So that a pill on an outermost line is on the picture too.
    private static final double LINE_MARGIN = 12;

    private final Layout layout;
    private final List<Runnable> lines = new ArrayList<>();

    WholeDrawing(Drawing drawing, Layout layout, Ui ui, NodeWords words) {
        this.layout = layout;
        getStyleClass().add("topology-canvas");
        getStylesheets()
                .add(
                        Objects.requireNonNull(TopologyView.class.getResource("topology.css"))
                                .toExternalForm());
        var surface = new Pane();
        surface.getStyleClass().add("surface");
        surface.setManaged(false);
        var containers = layer();
        var links = layer();
        var cards = layer();
        var pills = layer();
        var world = new Group(containers, links, cards, pills);
        world.setManaged(false);
        var around = withLines(layout);
        world.setLayoutX(-around.x());
        world.setLayoutY(-around.y());
        surface.getChildren().add(world);
        getChildren().add(surface);
        for (var container : drawing.containers()) {
            var view = new ContainerView(ui, words, container);
            containers.getChildren().add(view);
            lines.add(() -> view.place(layout.box(container.id()), 1));
        }
        for (var wire : drawing.wires()) {
            var route = layout.routes().get(wire.id());
            if (route != null && route.size() > 1) {
                var view = new WireView(wire);
                links.getChildren().add(view.line());
                pills.getChildren().add(view.pill());
                lines.add(() -> view.place(route, 1));
            }
        }
        links(drawing, words, links, pills);
        for (var card : drawing.cards()) {
            switch (card) {
                case NodeCard node -> {
                    var view = new NodeCardView(ui, words);
                    view.show(node);
                    view.place(layout.box(node.id()), 1);
                    cards.getChildren().add(view);
                }
                case ThingCard thing -> {
                    var view = new ThingCardView(words);
                    view.show(thing);
                    view.place(layout.box(thing.id()), 1);
                    cards.getChildren().add(view);
                }
            }
        }
        setMinSize(around.width(), around.height());
        setPrefSize(around.width(), around.height());
    }

    /// Lines may go around what the layout takes for the outermost boxes.
    private static Box withLines(Layout layout) {
        var bounds = layout.bounds();
        double left = bounds.x();
        double top = bounds.y();
        double right = bounds.right();
        double bottom = bounds.bottom();
        for (var route : layout.routes().values()) {
            for (var spot : route) {
                left = Math.min(left, spot.x() - LINE_MARGIN);
                top = Math.min(top, spot.y() - LINE_MARGIN);
                right = Math.max(right, spot.x() + LINE_MARGIN);
                bottom = Math.max(bottom, spot.y() + LINE_MARGIN);
            }
        }
        return new Box(left, top, right - left, bottom - top);
    }

    /// What there is to take a picture of; empty while nothing is drawn, or not all of it has its
    /// place.
    ///
    /// @param name of the design; empty for that of the cluster on the drawing
    static Optional<Subject> subject(Drawing drawing, Layout layout, String name, Ui ui) {
        boolean isPlaced =
                drawing.cards().stream().allMatch(one -> layout.boxes().containsKey(one.id()));
        if (drawing.isEmpty() || !isPlaced) {
            return Optional.empty();
        }
        return Optional.of(
                new Subject(
                        name.isEmpty() ? clusterOn(drawing) : name,
                        () -> new WholeDrawing(drawing, layout, ui, new NodeWords(ui)),
                        facts(drawing)));
    }

    private static String clusterOn(Drawing drawing) {
        return drawing.containers().stream()
                .filter(ClusterContainer.class::isInstance)
                .map(Drawing.Container::title)
                .findFirst()
                .orElse("");
    }

    private static Facts facts(Drawing drawing) {
        var ages =
                drawing.cards().stream()
                        .filter(NodeCard.class::isInstance)
                        .mapToLong(card -> ((NodeCard) card).node().ageMillis())
                        .toArray();
        var heard = Arrays.stream(ages).filter(age -> age >= 0).summaryStatistics();
        return heard.getCount() == 0
                ? new Facts(ages.length, 0, 0, 0)
                : new Facts(ages.length, (int) heard.getCount(), heard.getMin(), heard.getMax());
    }

    private static Group layer() {
        var layer = new Group();
        layer.setManaged(false);
        layer.setAutoSizeChildren(false);
        return layer;
    }

    private void links(Drawing drawing, NodeWords words, Group into, Group pills) {
        var boxes = new HashMap<String, Box>();
        drawing.cards().forEach(card -> boxes.put(card.id(), layout.box(card.id())));
        var headers = new ArrayList<Box>();
        for (var container : drawing.containers()) {
            var box = layout.box(container.id());
            headers.add(new Box(box.x(), box.y(), box.width(), ContainerView.HEADER));
        }
        var router = new LinkRouter(boxes.values(), headers);
        for (var link : drawing.links()) {
            var from = boxes.get(link.from());
            var to = boxes.get(link.to());
            if (from != null && to != null) {
                var route = router.route(from, to);
                var view = new LinkView(words, link);
                into.getChildren().add(view.strokes());
                pills.getChildren().add(view.pill());
                lines.add(() -> view.place(route, from, to, 1));
            }
        }
    }

    /// What is written on lines has a width only when the sheets are there.
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        lines.forEach(Runnable::run);
    }
}

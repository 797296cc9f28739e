package dev.belay.app.topology;

import dev.belay.app.topology.Gesture.Guide;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;

/// What lies over the drawing while it is edited: where edges begin, the corner that a container is
/// drawn larger by, and whatever a hand is in the middle of.
final class EditLayer extends Pane {

    private static final double PORT = 5;
    private static final double CORNER = 12;
    private static final double GHOST_WIDTH = 192;
    private static final double GHOST_HEIGHT = 72;

    /// Below this a card is too small to begin an edge at it.
    private static final double LEAST_ZOOM = 0.4;

    private final TopologyModel model;
    private Viewport view = Viewport.START;
    private String hovered = "";

    EditLayer(TopologyModel model) {
        this.model = model;
        setManaged(false);
        setPickOnBounds(false);
        getStyleClass().add("edit-layer");
    }

    void show(Viewport next) {
        view = next;
        refresh();
    }

    /// The pointer is over this card or container; empty for none.
    void hover(String id) {
        if (!id.equals(hovered)) {
            hovered = id;
            refresh();
        }
    }

    void refresh() {
        List<Node> shown = new ArrayList<>();
        if (model.edit().isOn()) {
            switch (model.edit().gestureProperty().get()) {
                case Gesture.None _ -> handles(shown);
                case Gesture.Band(Box box) -> shown.add(rectangle("band", box));
                case Gesture.Moving moving ->
                        moving.guides().forEach(guide -> shown.add(line(guide)));
                case Gesture.Linking linking -> link(linking, shown);
                case Gesture.Resizing(String id, Box box) -> shown.add(rectangle("resized", box));
                case Gesture.Placing placing -> ghost(placing, shown);
            }
        }
        if (!shown.isEmpty() || !getChildren().isEmpty()) {
            getChildren().setAll(shown);
        }
    }

    private void handles(List<Node> shown) {
        if (view.zoom() < LEAST_ZOOM) {
            return;
        }
        String selected = model.selectionProperty().get();
        Layout layout = model.layoutProperty().get();
        List<String> ids =
                selected.equals(hovered) ? List.of(selected) : List.of(selected, hovered);
        for (String id : ids) {
            Box box = layout.boxes().get(id);
            if (box != null) {
                ports(id, box, shown);
            }
        }
        Box box = layout.boxes().get(selected);
        boolean isContainer =
                model.drawingProperty().get().containers().stream()
                        .anyMatch(one -> one.id().equals(selected));
        if (box != null && isContainer) {
            shown.add(corner(selected, box));
        }
    }

    private void ports(String id, Box box, List<Node> shown) {
        for (Spot spot :
                List.of(
                        new Spot(box.center().x(), box.y()),
                        new Spot(box.right(), box.center().y()),
                        new Spot(box.center().x(), box.bottom()),
                        new Spot(box.x(), box.center().y()))) {
            Spot at = view.onScreen(spot);
            Circle port = new Circle(at.x(), at.y(), PORT);
            port.getStyleClass().add("port");
            port.setCursor(Cursor.CROSSHAIR);
            port.setUserData(new CanvasEdit.Hit.Port(id));
            shown.add(port);
        }
    }

    private Node corner(String id, Box box) {
        Spot at = view.onScreen(new Spot(box.right(), box.bottom()));
        Region corner = new Region();
        corner.getStyleClass().add("corner");
        corner.setCursor(Cursor.SE_RESIZE);
        corner.setUserData(new CanvasEdit.Hit.Corner(id));
        corner.setManaged(false);
        corner.resizeRelocate(at.x() - CORNER / 2, at.y() - CORNER / 2, CORNER, CORNER);
        return corner;
    }

    private Rectangle rectangle(String style, Box box) {
        Spot from = view.onScreen(new Spot(box.x(), box.y()));
        Rectangle rectangle =
                new Rectangle(
                        from.x(), from.y(), box.width() * view.zoom(), box.height() * view.zoom());
        rectangle.getStyleClass().add(style);
        rectangle.setMouseTransparent(true);
        return rectangle;
    }

    private Line line(Guide guide) {
        Spot from =
                view.onScreen(
                        guide.upright()
                                ? new Spot(guide.at(), guide.from())
                                : new Spot(guide.from(), guide.at()));
        Spot to =
                view.onScreen(
                        guide.upright()
                                ? new Spot(guide.at(), guide.to())
                                : new Spot(guide.to(), guide.at()));
        Line line = new Line(from.x(), from.y(), to.x(), to.y());
        line.getStyleClass().add("guide");
        line.setMouseTransparent(true);
        return line;
    }

    private void link(Gesture.Linking linking, List<Node> shown) {
        Layout layout = model.layoutProperty().get();
        Box from = layout.box(linking.from());
        Box over =
                linking.over().isEmpty()
                        ? new Box(linking.to().x(), linking.to().y(), 0, 0)
                        : layout.box(linking.over());
        List<Spot> route = Elbows.between(from, over);
        if (route.size() > 1) {
            Path path = new Path();
            Strokes.draw(path, route.stream().map(view::onScreen).toList());
            path.getStyleClass().add(linking.over().isEmpty() ? "loose-edge" : "new-edge");
            path.setMouseTransparent(true);
            shown.add(path);
        }
        if (!linking.over().isEmpty()) {
            return;
        }
        Spot end = view.onScreen(linking.to());
        Circle dot = new Circle(end.x(), end.y(), PORT);
        dot.getStyleClass().add("port");
        dot.setMouseTransparent(true);
        shown.add(dot);
    }

    private void ghost(Gesture.Placing placing, List<Node> shown) {
        if (placing.shown()) {
            shown.add(
                    rectangle(
                            "ghost",
                            new Box(
                                    Snap.onGrid(placing.at().x()),
                                    Snap.onGrid(placing.at().y()),
                                    GHOST_WIDTH,
                                    GHOST_HEIGHT)));
        }
    }
}

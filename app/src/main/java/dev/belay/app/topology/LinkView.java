package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.Link;
import dev.belay.model.status.PeerLink;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.QuadCurveTo;
import javafx.scene.transform.Scale;

/// A link between two cards: a line with round corners, a cross where nothing arrives, and a pill
/// that says since when.
final class LinkView {

    private static final double CORNER = 8;
    private static final double CROSS = 3.5;
    private static final double CROSS_AWAY = 9;
    private static final double ARROW = 5;
    private static final double PILL_HEIGHT = 20;
    private static final double LEAST_PILL_SCALE = 0.85;

    private final NodeWords words;
    private final Path line = new Path();
    private final Path marks = new Path();
    private final Path arrow = new Path();
    private final Group strokes = new Group(line, arrow, marks);
    private final Label pill = new Label();
    private final Scale pillScale = new Scale(1, 1, 0, 0);
    private final Tooltip why = new Tooltip();
    private Link link;

    LinkView(NodeWords words, Link link) {
        this.words = words;
        this.link = link;
        line.getStyleClass().add("link-line");
        marks.getStyleClass().add("link-mark");
        arrow.getStyleClass().add("link-arrow");
        strokes.setManaged(false);
        strokes.setAccessibleRole(AccessibleRole.TEXT);
        strokes.setId("link-" + link.id());
        pill.getStyleClass().add("link-pill");
        pill.setManaged(false);
        pill.getTransforms().add(pillScale);
        Tooltip.install(pill, why);
        Tooltip.install(strokes, why);
        show(link);
    }

    Group strokes() {
        return strokes;
    }

    Region pill() {
        return pill;
    }

    void show(Link next) {
        link = next;
        boolean works = next.state() == PeerLink.State.UP;
        for (var part : List.of(strokes, pill)) {
            part.getStyleClass().removeAll("up", "cut");
            part.getStyleClass().add(works ? "up" : "cut");
        }
        pill.setText(words.linkPill(next));
        var sentence = words.link(next);
        why.setText(sentence);
        strokes.setAccessibleText(sentence);
        pill.setAccessibleText(sentence);
    }

    /// @param route at 100 %, from card edge to card edge
    void place(List<Spot> route, Box from, Box to, double zoom) {
        var spots = new ArrayList<Spot>();
        spots.add(atEdge(route.getFirst(), route.get(1), NodeCardView.shownBox(from, zoom)));
        spots.addAll(route.subList(1, route.size() - 1));
        spots.add(
                atEdge(
                        route.getLast(),
                        route.get(route.size() - 2),
                        NodeCardView.shownBox(to, zoom)));
        spots.replaceAll(spot -> new Spot(spot.x() * zoom, spot.y() * zoom));
        draw(spots);
        marks.getElements().clear();
        arrow.getElements().clear();
        switch (link.state()) {
            case UP -> {}
            case CUT -> {
                cross(spots.getLast(), spots.get(spots.size() - 2));
                cross(spots.getFirst(), spots.get(1));
            }
            case ONE_WAY -> {
                cross(spots.getLast(), spots.get(spots.size() - 2));
                arrow(spots.getFirst(), spots.get(1));
            }
        }
        placePill(spots, zoom);
    }

    private void placePill(List<Spot> spots, double zoom) {
        int longest = 1;
        for (int i = 1; i < spots.size(); i++) {
            if (length(spots, i) > length(spots, longest) + 0.5) {
                longest = i;
            }
        }
        double factor = Math.max(LEAST_PILL_SCALE, zoom);
        pillScale.setX(factor);
        pillScale.setY(factor);
        pill.applyCss();
        double width = Math.ceil(pill.prefWidth(-1));
        var a = spots.get(longest - 1);
        var b = spots.get(longest);
        pill.setVisible(DetailLevel.of(zoom) != DetailLevel.FAR);
        pill.resizeRelocate(
                Math.rint((a.x() + b.x()) / 2 - width * factor / 2),
                Math.rint((a.y() + b.y()) / 2 - PILL_HEIGHT * factor / 2),
                width,
                PILL_HEIGHT);
    }

    private static double length(List<Spot> spots, int i) {
        return spots.get(i).distance(spots.get(i - 1));
    }

    /// A card fills less than its place when it is far: the line goes on to where the card is.
    private static Spot atEdge(Spot end, Spot next, Box shown) {
        if (end.y() == next.y()) {
            return new Spot(next.x() > end.x() ? shown.right() : shown.x(), end.y());
        }
        if (end.x() == next.x()) {
            return new Spot(end.x(), next.y() > end.y() ? shown.bottom() : shown.y());
        }
        return end;
    }

    private void draw(List<Spot> spots) {
        var elements = line.getElements();
        elements.clear();
        elements.add(new MoveTo(spots.getFirst().x(), spots.getFirst().y()));
        for (int i = 1; i < spots.size() - 1; i++) {
            var corner = spots.get(i);
            double room =
                    Math.min(
                            CORNER,
                            Math.min(
                                    corner.distance(spots.get(i - 1)) / 2,
                                    corner.distance(spots.get(i + 1)) / 2));
            var in = towards(corner, spots.get(i - 1), room);
            var out = towards(corner, spots.get(i + 1), room);
            elements.add(new LineTo(in.x(), in.y()));
            elements.add(new QuadCurveTo(corner.x(), corner.y(), out.x(), out.y()));
        }
        elements.add(new LineTo(spots.getLast().x(), spots.getLast().y()));
    }

    private void cross(Spot end, Spot next) {
        var at = towards(end, next, CROSS_AWAY);
        marks.getElements()
                .addAll(
                        new MoveTo(at.x() - CROSS, at.y() - CROSS),
                        new LineTo(at.x() + CROSS, at.y() + CROSS),
                        new MoveTo(at.x() - CROSS, at.y() + CROSS),
                        new LineTo(at.x() + CROSS, at.y() - CROSS));
    }

    private void arrow(Spot end, Spot next) {
        var tip = towards(end, next, 1);
        var back = towards(end, next, 1 + ARROW);
        double dx = (tip.y() - back.y()) * 0.7;
        double dy = (back.x() - tip.x()) * 0.7;
        arrow.getElements()
                .addAll(
                        new MoveTo(back.x() + dx, back.y() + dy),
                        new LineTo(tip.x(), tip.y()),
                        new LineTo(back.x() - dx, back.y() - dy));
    }

    private static Spot towards(Spot from, Spot to, double by) {
        double length = from.distance(to);
        if (length == 0) {
            return from;
        }
        return new Spot(
                from.x() + (to.x() - from.x()) * by / length,
                from.y() + (to.y() - from.y()) * by / length);
    }
}

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
import javafx.scene.transform.Scale;

/// A link between two cards: a line with round corners, a cross where nothing arrives, and a pill
/// that says since when.
final class LinkView {

    private static final double CROSS = 3.5;
    private static final double CROSS_AWAY = 9;
    private static final double ARROW = 5;

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
        Strokes.draw(line, spots);
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
        Strokes.placePill(pill, pillScale, spots, zoom);
    }

    /// A card fills less than its place when it is far: the line goes on to where the card is.
    static Spot atEdge(Spot end, Spot next, Box shown) {
        if (end.y() == next.y()) {
            return new Spot(next.x() > end.x() ? shown.right() : shown.x(), end.y());
        }
        if (end.x() == next.x()) {
            return new Spot(end.x(), next.y() > end.y() ? shown.bottom() : shown.y());
        }
        return end;
    }

    private void cross(Spot end, Spot next) {
        var at = Strokes.towards(end, next, CROSS_AWAY);
        marks.getElements()
                .addAll(
                        new MoveTo(at.x() - CROSS, at.y() - CROSS),
                        new LineTo(at.x() + CROSS, at.y() + CROSS),
                        new MoveTo(at.x() - CROSS, at.y() + CROSS),
                        new LineTo(at.x() + CROSS, at.y() - CROSS));
    }

    private void arrow(Spot end, Spot next) {
        var tip = Strokes.towards(end, next, 1);
        var back = Strokes.towards(end, next, 1 + ARROW);
        double dx = (tip.y() - back.y()) * 0.7;
        double dy = (back.x() - tip.x()) * 0.7;
        arrow.getElements()
                .addAll(
                        new MoveTo(back.x() + dx, back.y() + dy),
                        new LineTo(tip.x(), tip.y()),
                        new LineTo(back.x() - dx, back.y() - dy));
    }
}

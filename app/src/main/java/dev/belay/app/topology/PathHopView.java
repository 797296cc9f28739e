package dev.belay.app.topology;

import dev.belay.app.path.PathHop;
import dev.belay.app.path.PathWords;
import dev.belay.app.ui.CheckGlyph;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Path;
import javafx.scene.transform.Scale;

/// One hop of a packet path on the canvas: its line, its number, and at a break what is wrong.
final class PathHopView {

    private static final double NUMBER = 18;
    private static final double OUT_OF_VIEW = 2;
    private static final double TAG_WIDE = 236;
    private static final double AWAY = 16;
    private static final double FAR_AWAY = 48;
    private static final double BREAK_AT = 0.62;
    private static final double BREAK_NUMBER_AT = 0.22;

    /// Not in the middle: there are the labels of lines, and the number of the way back.
    private static final double NUMBER_AT = 0.36;

    private static final List<String> STYLES = List.of("proven", "unknown", "broken", "beyond");

    private final Group lines = new Group();
    private final Label number = new Label();
    private final Label tag = new Label();
    private final Tooltip numberTip = new Tooltip();
    private final Tooltip tagTip = new Tooltip();
    private PathHop hop;

    /// @param pressed when somebody looks at it
    PathHopView(PathHop hop, Runnable pressed) {
        this.hop = hop;
        lines.setManaged(false);
        lines.setAutoSizeChildren(false);
        lines.setMouseTransparent(true);
        number.setId("path-number-" + hop.number());
        number.getStyleClass().add("path-number");
        tag.setId("path-tag-" + hop.number());
        tag.getStyleClass().add("path-tag");
        tag.setWrapText(true);
        tag.setGraphic(new CheckGlyph(CheckGlyph.Result.ERROR, 14));
        number.setTooltip(numberTip);
        tag.setTooltip(tagTip);
        for (Label label : List.of(number, tag)) {
            label.setManaged(false);
            label.setAccessibleRole(AccessibleRole.BUTTON);
            label.getTransforms().add(new Scale(1, 1, 0, 0));
            label.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
            label.addEventHandler(MouseEvent.MOUSE_RELEASED, MouseEvent::consume);
            label.setOnMouseClicked(event -> {
                pressed.run();
                event.consume();
            });
        }
    }

    Node lines() {
        return lines;
    }

    List<Label> labels() {
        return List.of(tag, number);
    }

    PathHop hop() {
        return hop;
    }

    void say(PathHop next, PathWords words) {
        hop = next;
        String style = PathWords.style(next);
        for (Label label : labels()) {
            label.getStyleClass().removeAll(STYLES);
            label.getStyleClass().add(style);
        }
        String spoken = words.spoken(next);
        number.setText(Integer.toString(next.number()));
        number.setAccessibleText(spoken);
        numberTip.setText(spoken);
        String said = next.isBroken() ? words.tag(next) : "";
        tag.setText(said);
        tag.setAccessibleText(said);
        tagTip.setText(next.isBroken() ? said + "\n" + words.advice(next) : "");
    }

    /// Along these ways, in screen pixels; none where it is not drawn.
    ///
    /// @param aside where its number goes while there is no way: the corner of what it is at
    /// @param room for its tag
    void place(List<List<Spot>> ways, Spot aside, Room room, double zoom) {
        lines.getChildren().clear();
        String style = PathWords.style(hop);
        for (List<Spot> way : ways) {
            boolean isBreak = hop.isBroken() && way.equals(longest(ways));
            List<Spot> shown = isBreak ? PathStrokes.broken(way, BREAK_AT) : way;
            if (hop.isBroken() || style.equals("proven")) {
                lines.getChildren().add(stroke(shown, isBreak, "path-band", style));
            }
            lines.getChildren().add(stroke(shown, isBreak, "path-line", style));
            Path arrow = new Path();
            arrow.getStyleClass().addAll("path-arrow", style);
            PathStrokes.arrow(arrow, way);
            lines.getChildren().add(arrow);
        }
        boolean isFar = DetailLevel.of(zoom) == DetailLevel.FAR;
        double factor = Math.max(Strokes.LEAST_PILL_SCALE, zoom);
        Spot at = ways.isEmpty() ? aside : spotOfNumber(longest(ways), factor);
        number.setVisible(!isFar);
        put(
                number,
                at.x() - NUMBER * factor / 2,
                at.y() - NUMBER * factor / 2,
                NUMBER,
                NUMBER,
                factor);
        tag.setVisible(hop.isBroken());
        if (hop.isBroken()) {
            placeTag(
                    ways.isEmpty() ? aside : PathStrokes.on(longest(ways), BREAK_AT), room, factor);
        }
    }

    private Spot spotOfNumber(List<Spot> way, double factor) {
        boolean isShort = PathStrokes.longestLength(way) < 5 * NUMBER * factor;
        return hop.isBroken()
                ? isShort ? way.getFirst() : PathStrokes.on(way, BREAK_NUMBER_AT)
                : PathStrokes.on(way, NUMBER_AT);
    }

    private static List<Spot> longest(List<List<Spot>> ways) {
        List<Spot> longest = ways.getFirst();
        for (List<Spot> way : ways) {
            if (PathStrokes.longestLength(way) > PathStrokes.longestLength(longest)) {
                longest = way;
            }
        }
        return longest;
    }

    private static Path stroke(List<Spot> spots, boolean isSharp, String part, String style) {
        Path path = new Path();
        path.getStyleClass().addAll(part, style);
        if (isSharp) {
            PathStrokes.draw(path, spots);
        } else {
            Strokes.draw(path, spots);
        }
        return path;
    }

    /// Where a tag may be, in screen pixels.
    ///
    /// @param taken what it keeps clear of
    /// @param seen what of the drawing is on screen
    record Room(List<Box> taken, Box seen) {

        double cost(Box box) {
            double cost = OUT_OF_VIEW * (area(box) - common(box, seen));
            for (Box one : taken) {
                cost += common(box, one);
            }
            return cost;
        }

        private static double area(Box box) {
            return box.width() * box.height();
        }

        private static double common(Box box, Box other) {
            double wide = Math.min(box.right(), other.right()) - Math.max(box.x(), other.x());
            double high = Math.min(box.bottom(), other.bottom()) - Math.max(box.y(), other.y());
            return wide > 0 && high > 0 ? wide * high : 0;
        }
    }

    /// On that side of the break where it covers least.
    private void placeTag(Spot at, Room room, double factor) {
        tag.applyCss();
        double width = Math.min(TAG_WIDE, Math.ceil(tag.prefWidth(-1)));
        double height = Math.ceil(tag.prefHeight(width));
        double wide = width * factor;
        double high = height * factor;
        double away = AWAY * factor;
        List<Box> choices = new ArrayList<>();
        for (double side : new double[] {0.5, 0.15, 0.85}) {
            choices.add(
                    new Box(at.x() - wide * side, at.y() - FAR_AWAY * factor - high, wide, high));
            choices.add(new Box(at.x() - wide * side, at.y() + FAR_AWAY * factor, wide, high));
            choices.add(new Box(at.x() - wide * side, at.y() + away, wide, high));
            choices.add(new Box(at.x() - wide * side, at.y() - away - high, wide, high));
            choices.add(new Box(at.x() + away, at.y() - high * side, wide, high));
            choices.add(new Box(at.x() - away - wide, at.y() - high * side, wide, high));
        }
        Box best = choices.get(2);
        for (Box choice : choices) {
            if (room.cost(choice) < room.cost(best) - 1) {
                best = choice;
            }
        }
        put(tag, best.x(), best.y(), width, height, factor);
    }

    private static void put(
            Label label, double x, double y, double width, double height, double factor) {
        if (label.getTransforms().getFirst() instanceof Scale scale) {
            scale.setX(factor);
            scale.setY(factor);
        }
        label.resizeRelocate(Math.rint(x), Math.rint(y), width, height);
    }
}

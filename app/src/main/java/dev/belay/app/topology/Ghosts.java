package dev.belay.app.topology;

import dev.belay.app.overlay.OverlayModel;
import dev.belay.app.overlay.OverlayWords;
import dev.belay.app.overlay.Sight;
import dev.belay.model.design.Design;
import dev.belay.model.plan.Difference;
import dev.belay.model.plan.Difference.What;
import dev.belay.model.plan.Part;
import dev.belay.model.status.Picture;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Path;
import org.jspecify.annotations.Nullable;

/// What the design in force alone has, where it has it: cards and lines that the drawing lacks.
final class Ghosts {

    private final OverlayModel model;
    private final OverlayWords words;
    private final Group layer = new Group();
    private @Nullable Design shownOf;
    private Drawing before = Drawing.EMPTY;
    private Optional<Layout> places = Optional.empty();
    private List<Object> painted = List.of();

    Ghosts(OverlayModel model, OverlayWords words) {
        this.model = model;
        this.words = words;
        layer.setManaged(false);
        layer.setAutoSizeChildren(false);
    }

    /// Below the cards.
    Group layer() {
        return layer;
    }

    /// The drawing of the design in force.
    Drawing before(Design inForce) {
        if (!inForce.equals(shownOf)) {
            shownOf = inForce;
            before = DesignDrawing.of(inForce, Picture.EMPTY, false, "");
            places = FramedLayout.of(before, inForce);
        }
        return before;
    }

    void clear() {
        painted = List.of();
        layer.getChildren().clear();
    }

    /// @param layout of what is drawn
    void paint(Sight.Seen seen, Drawing drawing, Layout layout, double zoom) {
        List<Object> wanted =
                List.of(
                        seen.inForce(),
                        seen.differences(),
                        drawing,
                        layout,
                        zoom,
                        words.texts().language());
        if (wanted.equals(painted)) {
            return;
        }
        painted = wanted;
        layer.getChildren().clear();
        before(seen.inForce());
        if (places.isEmpty()) {
            return;
        }
        Layout then = places.get();
        Set<String> there = new HashSet<>();
        eachGone(
                seen,
                (id, one) -> {
                    if (then.boxes().containsKey(id) && before.card(id).isPresent()) {
                        there.add(id);
                    }
                });
        for (Drawing.Card card : drawing.cards()) {
            if (layout.box(card.id()).equals(then.boxes().get(card.id()))) {
                there.add(card.id());
            }
        }
        Set<String> drawn = new HashSet<>();
        drawing.wires().forEach(one -> drawn.add(one.id()));
        before.wires().stream()
                .filter(one -> !drawn.contains(one.id()))
                .filter(one -> there.contains(one.from()) && there.contains(one.to()))
                .flatMap(one -> Optional.ofNullable(then.routes().get(one.id())).stream())
                .forEach(route -> layer.getChildren().add(line(route, zoom)));
        eachGone(
                seen,
                (id, one) -> {
                    if (there.contains(id)) {
                        layer.getChildren().add(card(one, then.box(id), zoom));
                    }
                });
    }

    private static void eachGone(Sight.Seen seen, BiConsumer<String, Difference> then) {
        for (Difference one : seen.differences()) {
            if (one.what() == What.REMOVED && one.part().kind() == Part.Kind.THING) {
                then.accept(one.part().id(), one);
            }
        }
    }

    private static Path line(List<Spot> route, double zoom) {
        Path line = new Path();
        line.getStyleClass().add("wire-line");
        line.pseudoClassStateChanged(Pseudo.PLANNED, true);
        line.setManaged(false);
        line.setMouseTransparent(true);
        Strokes.draw(
                line, route.stream().map(one -> new Spot(one.x() * zoom, one.y() * zoom)).toList());
        return line;
    }

    private StackPane card(Difference gone, Box box, double zoom) {
        Box shown = NodeCardView.shownBox(box, zoom);
        StackPane card = new StackPane();
        card.setId("ghost-" + gone.part().id());
        card.getStyleClass().add("ghost-card");
        card.setManaged(false);
        card.setAccessibleRole(AccessibleRole.BUTTON);
        card.setAccessibleText(words.spoken(gone));
        Tooltip.install(card, new Tooltip(words.spoken(gone)));
        if (DetailLevel.of(zoom) != DetailLevel.FAR) {
            Label name = new Label(words.ghost(gone));
            name.setMinWidth(0);
            card.getChildren().add(name);
        }
        card.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
        card.addEventHandler(MouseEvent.MOUSE_RELEASED, MouseEvent::consume);
        card.setOnMouseClicked(event -> model.showStep(gone));
        card.resizeRelocate(
                Math.rint(shown.x() * zoom),
                Math.rint(shown.y() * zoom),
                Math.rint(shown.width() * zoom),
                Math.rint(shown.height() * zoom));
        return card;
    }
}

package dev.belay.app.topology;

import dev.belay.app.overlay.OverlayMarks;
import dev.belay.app.overlay.Vital;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.model.plan.Difference;
import java.util.List;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.transform.Scale;

/// What is laid over one card or container: below it how it lives, on its upper edge what is
/// planned and what is otherwise than designed.
final class CardOverlay {

    /// What it says.
    ///
    /// @param strip how it lives; empty for nothing
    /// @param vital behind the strip
    /// @param drift all that is otherwise than designed, in sentences; empty for nothing
    record Said(
            String strip,
            Optional<Vital> vital,
            Optional<Difference> difference,
            String tag,
            String spoken,
            String driftTag,
            String drift) {}

    private static final double STRIP_HEIGHT = 20;
    private static final double TAG_HEIGHT = 18;
    private static final double INSET = 8;

    /// How much wider than its card a strip may be: the room between two cards.
    private static final double ASIDE = 24;

    private static final double DOT = 16;
    private static final double DIMMED = 0.72;

    private final Label strip = label("live-strip");
    private final Label plan = label("plan-tag");
    private final Label drift = label("drift-tag");
    private final Tooltip planTip = new Tooltip();
    private final Tooltip driftTip = new Tooltip();
    private Optional<Said> said = Optional.empty();
    private double stripWidth;
    private double planWidth;
    private double driftWidth;
    private double factor = 1;
    private double tagsEnd;
    private double lowerTop;

    /// @param id of the card
    /// @param pressed when the tag of the plan is
    CardOverlay(String id, Runnable pressed) {
        strip.setId("live-" + id);
        strip.setUserData(new CanvasEdit.Hit.Card(id));
        plan.setId("plan-tag-" + id);
        plan.setAccessibleRole(AccessibleRole.BUTTON);
        plan.setTooltip(planTip);
        plan.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
        plan.addEventHandler(MouseEvent.MOUSE_RELEASED, MouseEvent::consume);
        plan.setOnMouseClicked(event -> pressed.run());
        drift.setId("drift-tag-" + id);
        drift.setUserData(new CanvasEdit.Hit.Card(id));
        drift.setTooltip(driftTip);
        drift.setGraphic(new CheckGlyph(CheckGlyph.Result.WARNING, 11));
    }

    private static Label label(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        label.setManaged(false);
        label.getTransforms().add(new Scale(1, 1, 0, 0));
        return label;
    }

    Label strip() {
        return strip;
    }

    List<Label> tags() {
        return List.of(plan, drift);
    }

    /// Only once it is in the scene: widths depend on its style.
    void say(Said next) {
        if (said.isPresent() && said.get().equals(next)) {
            return;
        }
        said = Optional.of(next);
        strip.setText(next.strip());
        strip.setAccessibleText(next.strip());
        next.vital()
                .ifPresent(now -> {
                    strip.setGraphic(OverlayMarks.glyph(now, 12));
                    strip.setOpacity(now.isStale() ? DIMMED : 1);
                });
        next.difference()
                .ifPresent(one -> plan.setGraphic(new Icon(OverlayMarks.icon(one.what()), 12)));
        plan.setText(next.tag());
        plan.setAccessibleText(next.spoken());
        planTip.setText(next.spoken());
        drift.setText(next.driftTag());
        drift.setAccessibleText(next.drift());
        driftTip.setText(next.drift());
        stripWidth = widthOf(strip);
        planWidth = widthOf(plan);
        driftWidth = widthOf(drift);
    }

    private static double widthOf(Label label) {
        label.applyCss();
        return Math.ceil(label.prefWidth(-1));
    }

    /// @param shown what the card fills, at 100 %
    void place(Box shown, double zoom) {
        boolean isFar = DetailLevel.of(zoom) == DetailLevel.FAR;
        boolean hasStrip = said.filter(one -> !one.strip().isEmpty()).isPresent();
        boolean hasPlan = said.flatMap(Said::difference).isPresent() && !isFar;
        boolean hasDrift = said.filter(one -> !one.drift().isEmpty()).isPresent() && !isFar;
        strip.setVisible(hasStrip && (!isFar || shown.width() * zoom >= DOT));
        plan.setVisible(hasPlan);
        drift.setVisible(hasDrift);
        factor = isFar ? 1 : Math.max(Strokes.LEAST_PILL_SCALE, zoom);
        tagsEnd = shown.right() * zoom - INSET * factor;
        lowerTop = shown.bottom() * zoom - TAG_HEIGHT * factor / 2;
        double top = shown.y() * zoom - TAG_HEIGHT * factor / 2;
        if (hasStrip) {
            placeStrip(shown, zoom, isFar);
        }
        if (hasPlan) {
            put(plan, tagsEnd - planWidth * factor, top, planWidth, TAG_HEIGHT, factor);
        }
        if (hasDrift) {
            put(drift, shown.x() * zoom + INSET * factor, top, driftWidth, TAG_HEIGHT, factor);
        }
    }

    /// Adds where its strip is.
    void addTo(Strips strips) {
        if (strip.isVisible()) {
            strips.add(boxOf(strip));
        }
    }

    /// Tags that would cover a strip go to the lower edge; where the card has a strip of its own,
    /// into its head, to the right end: its name is at the left.
    void clear(Strips strips) {
        double down =
                tags().stream()
                        .filter(Label::isVisible)
                        .mapToDouble(one -> strips.push(boxOf(one)))
                        .max()
                        .orElse(0);
        if (down == 0 || down > TAG_HEIGHT * factor) {
            return;
        }
        if (!strip.isVisible()) {
            tags().forEach(tag -> tag.setLayoutY(Math.rint(lowerTop)));
            return;
        }
        double next = tagsEnd;
        for (Label tag : tags()) {
            if (tag.isVisible()) {
                next -= tag.getWidth() * factor;
                tag.relocate(Math.rint(next), Math.ceil(tag.getLayoutY() + down));
                next -= INSET / 2 * factor;
            }
        }
    }

    private Box boxOf(Label label) {
        return new Box(
                label.getLayoutX(),
                label.getLayoutY(),
                label.getWidth() * factor,
                label.getHeight() * factor);
    }

    private void placeStrip(Box shown, double zoom, boolean isFar) {
        strip.setContentDisplay(isFar ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        if (isFar != strip.getStyleClass().contains("dot")) {
            if (isFar) {
                strip.getStyleClass().add("dot");
            } else {
                strip.getStyleClass().remove("dot");
            }
        }
        if (isFar) {
            put(
                    strip,
                    shown.right() * zoom - DOT / 2,
                    shown.bottom() * zoom - DOT / 2,
                    DOT,
                    DOT,
                    1);
        } else {
            put(
                    strip,
                    shown.x() * zoom,
                    shown.bottom() * zoom - factor,
                    Math.clamp(
                            stripWidth,
                            shown.width() * zoom / factor,
                            (shown.width() * zoom + ASIDE) / factor),
                    STRIP_HEIGHT,
                    factor);
        }
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

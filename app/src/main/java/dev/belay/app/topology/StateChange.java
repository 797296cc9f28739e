package dev.belay.app.topology;

import dev.belay.app.ui.Motion;
import javafx.animation.FadeTransition;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Points out once that a state changed: the new glyph fades in and a ring around the card fades
/// out.
final class StateChange {

    private static final double FADE_MILLIS = 160;
    private static final double RING_MILLIS = 1_200;
    private static final double RING_AWAY = 4;

    private final Motion motion;
    private @Nullable Region ring;

    StateChange(Motion motion) {
        this.motion = motion;
    }

    void play(NodeCardView card, Node glyph) {
        if (motion.reduced() || card.getScene() == null) {
            return;
        }
        var fade = new FadeTransition(Duration.millis(FADE_MILLIS), glyph);
        fade.setFromValue(0);
        fade.setToValue(1);
        fade.play();
        var around = new Region();
        around.getStyleClass().add("change-ring");
        around.setManaged(false);
        around.setMouseTransparent(true);
        ring = around;
        card.add(around);
        layout(card.getWidth(), card.getHeight());
        var fading = new FadeTransition(Duration.millis(RING_MILLIS), around);
        fading.setFromValue(1);
        fading.setToValue(0);
        fading.setOnFinished(event -> {
            card.remove(around);
            if (around.equals(ring)) {
                ring = null;
            }
        });
        fading.play();
    }

    void layout(double width, double height) {
        if (ring != null) {
            ring.resizeRelocate(
                    -RING_AWAY, -RING_AWAY, width + 2 * RING_AWAY, height + 2 * RING_AWAY);
        }
    }
}

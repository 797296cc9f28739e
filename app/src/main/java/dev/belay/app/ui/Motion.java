package dev.belay.app.ui;

import javafx.animation.FadeTransition;
import javafx.animation.Interpolator;
import javafx.animation.ParallelTransition;
import javafx.animation.TranslateTransition;
import javafx.scene.Node;
import javafx.util.Duration;

/// How things move: briefly, with a cause, and not at all when the user wants it still.
public final class Motion {
    private static final Duration APPEAR = Duration.millis(120);
    private static final double RISE_PIXELS = 4;

    private final Ui ui;

    Motion(Ui ui) {
        this.ui = ui;
    }

    public boolean reduced() {
        return ui.reduceMotionProperty().get();
    }

    /// The duration to use: the wanted one, or none.
    public Duration duration(double millis) {
        return reduced() ? Duration.ZERO : Duration.millis(millis);
    }

    /// A popover, panel or row that opens: fades in and rises a little.
    public void appear(Node node) {
        if (reduced()) {
            node.setOpacity(1);
            node.setTranslateY(0);
            return;
        }
        FadeTransition fade = new FadeTransition(APPEAR, node);
        fade.setFromValue(0);
        fade.setToValue(1);
        TranslateTransition rise = new TranslateTransition(APPEAR, node);
        rise.setFromY(RISE_PIXELS);
        rise.setToY(0);
        rise.setInterpolator(Interpolator.EASE_OUT);
        new ParallelTransition(fade, rise).play();
    }
}

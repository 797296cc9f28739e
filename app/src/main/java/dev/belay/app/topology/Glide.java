package dev.belay.app.topology;

import dev.belay.app.ui.Motion;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;

/// Moves the view to where it was asked to go: at once under the hand, in 240 ms after a command. A
/// new goal interrupts the way to the last one.
final class Glide {

    private static final double NANOS = 240_000_000;

    private final Motion motion;
    private final Consumer<Viewport> look;
    private Viewport start = Viewport.START;
    private Viewport goal = Viewport.START;
    private long startedAt;
    private boolean byHand = true;
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    step(now);
                }
            };

    Glide(Motion motion, Consumer<Viewport> look) {
        this.motion = motion;
        this.look = look;
    }

    /// Runs what changes the view under the user's hand, without a glide.
    void byHand(Runnable change) {
        byHand = true;
        try {
            change.run();
        } finally {
            byHand = false;
        }
    }

    void to(Viewport from, Viewport next) {
        timer.stop();
        goal = next;
        if (byHand || motion.reduced()) {
            look.accept(next);
            return;
        }
        start = from;
        startedAt = -1;
        timer.start();
    }

    private void step(long now) {
        if (startedAt < 0) {
            startedAt = now;
        }
        double part = Math.min(1, (now - startedAt) / NANOS);
        double eased = 1 - (1 - part) * (1 - part) * (1 - part);
        if (part >= 1) {
            timer.stop();
            look.accept(goal);
        } else {
            look.accept(start.towards(goal, eased));
        }
    }
}

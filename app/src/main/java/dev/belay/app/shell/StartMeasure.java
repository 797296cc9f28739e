package dev.belay.app.shell;

import java.time.Duration;
import java.time.Instant;
import javafx.animation.AnimationTimer;

/// How long the start took: from the start of the process to the third pulse of the window.
final class StartMeasure extends AnimationTimer {
    private static final int PULSES = 3;

    private final Runnable done;
    private int pulses;

    private StartMeasure(Runnable done) {
        this.done = done;
    }

    /// Prints `start N ms` at the third pulse, and then ends.
    static void print(Runnable done) {
        new StartMeasure(done).start();
    }

    @Override
    public void handle(long now) {
        pulses++;
        if (pulses == PULSES) {
            stop();
            Instant begin = ProcessHandle.current().info().startInstant().orElseThrow();
            System.out.println(
                    "start " + Duration.between(begin, Instant.now()).toMillis() + " ms");
            done.run();
        }
    }
}

package dev.belay.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.LabDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LabModelTest {
    private static final LabDescription DESCRIPTION =
            new LabDescription(
                    1,
                    "id",
                    "lab",
                    LabDescription.Kind.LOOPBACK,
                    1,
                    Instant.EPOCH,
                    "/lab",
                    "root",
                    "/lab/key",
                    "/lab/known",
                    List.of());

    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();

    @Test
    void a_start_shows_its_steps_and_ends_running() throws Exception {
        ScriptedLab lab = new ScriptedLab();
        LabModel model = new LabModel(lab, fx::add);
        model.start();
        assertThat(model.stateProperty().get()).isEqualTo(new LabModel.LabState.Starting(""));
        next();
        assertThat(model.stateProperty().get())
                .isEqualTo(new LabModel.LabState.Starting("starts SSH servers"));
        lab.mayComeUp.countDown();
        next();
        assertThat(model.stateProperty().get())
                .isEqualTo(new LabModel.LabState.Running(DESCRIPTION, true));
        assertThat(model.isStartable()).isFalse();
    }

    @Test
    void a_start_that_is_given_up_is_taken_down() throws Exception {
        ScriptedLab lab = new ScriptedLab();
        LabModel model = new LabModel(lab, fx::add);
        model.start();
        next();
        model.cancel();
        next();
        assertThat(model.stateProperty().get()).isEqualTo(new LabModel.LabState.Stopping());
        next();
        assertThat(model.stateProperty().get()).isEqualTo(new LabModel.LabState.Idle());
        assertThat(lab.downs.get()).isEqualTo(1);
    }

    @Test
    void a_failure_is_shown_and_can_be_tried_again() throws Exception {
        LabModel model =
                new LabModel(
                        new Lab() {
                            @Override
                            public Running up(Consumer<String> progress) throws LabException {
                                throw new LabException("no address is free");
                            }

                            @Override
                            public void down() {}
                        },
                        fx::add);
        model.start();
        next();
        assertThat(model.stateProperty().get())
                .isEqualTo(new LabModel.LabState.Failed("no address is free"));
        assertThat(model.isStartable()).isTrue();
    }

    @Test
    void closing_the_window_takes_the_lab_down() throws Exception {
        ScriptedLab lab = new ScriptedLab();
        LabModel model = new LabModel(lab, fx::add);
        lab.mayComeUp.countDown();
        model.start();
        next();
        next();
        model.close(Duration.ofSeconds(10));
        assertThat(lab.downs.get()).isEqualTo(1);
    }

    private void next() throws InterruptedException {
        Runnable step = fx.poll(60, TimeUnit.SECONDS);
        assertThat(step).isNotNull();
        step.run();
    }

    /// Comes up when it may.
    private static final class ScriptedLab implements Lab {
        private final CountDownLatch mayComeUp = new CountDownLatch(1);
        private final AtomicInteger downs = new AtomicInteger();

        @Override
        public Running up(Consumer<String> progress) throws InterruptedException {
            progress.accept("starts SSH servers");
            mayComeUp.await();
            return new Running(DESCRIPTION, true);
        }

        @Override
        public void down() {
            downs.incrementAndGet();
        }
    }
}

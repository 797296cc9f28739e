package dev.belay.app.lab;

import dev.belay.api.LabDescription;
import java.time.Duration;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The lab of this window, as the views show it. FX thread only.
///
/// IDLE -> STARTING -> RUNNING -> STOPPING -> IDLE; STARTING -> FAILED, STOPPING -> FAILED; FAILED
/// -> STARTING.
public final class LabModel {
    private final Lab lab;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<LabState> state =
            new ReadOnlyObjectWrapper<>(this, "state", new LabState.Idle());
    private @Nullable Thread worker;

    /// How far the lab has come.
    public sealed interface LabState {
        /// There is none.
        record Idle() implements LabState {}

        /// It is coming up.
        ///
        /// @param step what it does now, in one short sentence; empty at the very beginning
        record Starting(String step) implements LabState {}

        /// It is up.
        record Running(LabDescription description, boolean ours) implements LabState {}

        /// It is going down.
        record Stopping() implements LabState {}

        /// It could not be started or stopped.
        ///
        /// @param reason one sentence
        record Failed(String reason) implements LabState {}
    }

    /// A model over a lab.
    ///
    /// @param fx hands over to the FX thread
    public LabModel(Lab lab, Executor fx) {
        this.lab = lab;
        this.fx = fx;
    }

    public ReadOnlyObjectProperty<LabState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Whether a start makes sense now.
    public boolean isStartable() {
        return switch (state.get()) {
            case LabState.Idle idle -> true;
            case LabState.Failed failed -> true;
            case LabState.Starting starting -> false;
            case LabState.Running running -> false;
            case LabState.Stopping stopping -> false;
        };
    }

    public void start() {
        if (!isStartable()) {
            return;
        }
        state.set(new LabState.Starting(""));
        worker = Thread.ofVirtual().name("lab-up").start(this::up);
    }

    /// Gives up a start that is under way, and takes down what came up of it.
    public void cancel() {
        Thread now = worker;
        if (now != null && state.get() instanceof LabState.Starting) {
            now.interrupt();
        }
    }

    public void stop() {
        if (state.get() instanceof LabState.Running) {
            state.set(new LabState.Stopping());
            worker = Thread.ofVirtual().name("lab-down").start(this::down);
        }
    }

    /// The window closes: waits until the lab of this window is down, at most so long. Blocks; not
    /// on the FX thread.
    public void close(Duration atMost) throws InterruptedException {
        Thread closing =
                Thread.ofVirtual()
                        .name("lab-close")
                        .start(() -> {
                            Thread now = worker;
                            try {
                                if (now != null && now.isAlive()) {
                                    now.interrupt();
                                    now.join();
                                }
                                lab.down();
                            } catch (LabException e) {
                                System.getLogger(LabModel.class.getName())
                                        .log(System.Logger.Level.WARNING, e.sentence());
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        closing.join(atMost);
    }

    private void up() {
        try {
            Lab.Running running = lab.up(step -> fx.execute(() -> step(step)));
            show(new LabState.Running(running.description(), running.ours()));
        } catch (LabException e) {
            show(new LabState.Failed(e.sentence()));
        } catch (InterruptedException e) {
            takeDown();
        }
    }

    private void takeDown() {
        show(new LabState.Stopping());
        down();
    }

    private void down() {
        try {
            lab.down();
            show(new LabState.Idle());
        } catch (LabException e) {
            show(new LabState.Failed(e.sentence()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(String step) {
        if (state.get() instanceof LabState.Starting) {
            state.set(new LabState.Starting(step));
        }
    }

    private void show(LabState next) {
        fx.execute(() -> state.set(next));
    }
}

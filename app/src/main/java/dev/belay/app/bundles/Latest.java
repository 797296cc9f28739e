package dev.belay.app.bundles;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What is worked out in the background, one job at a time; of those that are asked for meanwhile
/// only the last one counts. Confined to the UI thread.
///
/// @param <T> what comes out
final class Latest<T> {
    private final Executor background;
    private final Executor ui;
    private final Consumer<T> taken;
    private Optional<Supplier<T>> waiting = Optional.empty();
    private boolean isRunning;
    private long asked;
    private long answered;

    /// @param taken told what came out, unless it was outdated by then
    Latest(Executor background, Executor ui, Consumer<T> taken) {
        this.background = background;
        this.ui = ui;
        this.taken = taken;
    }

    /// Has it worked out; what was asked for before counts no more.
    void ask(Supplier<T> job) {
        asked++;
        if (isRunning) {
            waiting = Optional.of(job);
        } else {
            run(job);
        }
    }

    /// Nothing is wanted any more.
    void drop() {
        asked++;
        answered = asked;
        waiting = Optional.empty();
    }

    /// Whether what was asked for last is not there yet.
    boolean isBusy() {
        return asked != answered;
    }

    private void run(Supplier<T> job) {
        long mine = asked;
        isRunning = true;
        background.execute(() -> {
            Optional<T> made = Optional.empty();
            try {
                made = Optional.of(job.get());
            } finally {
                Optional<T> end = made;
                ui.execute(() -> ended(mine, end));
            }
        });
    }

    /// @param made empty when the job failed: then it stays unanswered
    private void ended(long mine, Optional<T> made) {
        isRunning = false;
        Optional<Supplier<T>> next = waiting;
        waiting = Optional.empty();
        next.ifPresent(this::run);
        if (mine == asked && made.isPresent()) {
            answered = asked;
            taken.accept(made.get());
        }
    }
}

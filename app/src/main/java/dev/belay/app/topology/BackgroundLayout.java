package dev.belay.app.topology;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Computes layouts on one thread and hands them over on another; a newer order cancels an older
/// one.
final class BackgroundLayout {

    /// Wide rather than tall, as the canvas is on most screens.
    static final double ASPECT = 1.6;

    private final Executor work;
    private final Executor back;
    private final AtomicInteger newest = new AtomicInteger();

    /// @param work where it is computed
    /// @param back where the result is handed over
    BackgroundLayout(Executor work, Executor back) {
        this.work = work;
        this.back = back;
    }

    /// Loads what the first layout needs, while nobody waits for it yet.
    void warmUp() {
        work.execute(ElkLayout::warmUp);
    }

    void arrange(Outline outline, Consumer<Layout> done) {
        int order = newest.incrementAndGet();
        work.execute(() -> {
            try {
                var layout = ElkLayout.arrange(outline, ASPECT, () -> order != newest.get());
                back.execute(() -> {
                    if (order == newest.get()) {
                        done.accept(layout);
                    }
                });
            } catch (CancellationException e) {
                // A newer order is on its way: whoever waits gets that one.
            }
        });
    }

    void cancel() {
        newest.incrementAndGet();
    }
}

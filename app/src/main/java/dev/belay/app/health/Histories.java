package dev.belay.app.health;

import dev.belay.api.HistoryAnswer;
import dev.belay.model.status.Measure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Asks agents for what they measured while the studio was not looking.
final class Histories {

    /// A range longer than the live one is asked for again this often: live samples bridge the time
    /// between.
    static final long REFRESH_MILLIS = 60_000;

    /// After a failure nothing is asked for this long, unless the user wants it.
    static final long PAUSE_MILLIS = 15_000;

    private static final List<String> ALL = Measure.ALL.stream().map(Measure::id).toList();

    private final LongSupplier wallMillis;
    private final Runnable changed;
    private final Map<NodeSeries, Range> wanted = new HashMap<>();

    Histories(LongSupplier wallMillis, Runnable changed) {
        this.wallMillis = wallMillis;
        this.changed = changed;
    }

    /// Asks one node; an answer that comes after another range was chosen is kept but not awaited.
    void ask(NodeSeries series, Range range) {
        wanted.put(series, range);
        series.setFetch(new Fetch.Asking(wallMillis.getAsLong()));
        var _ =
                series.node()
                        .history(range.tier(), ALL)
                        .whenComplete((answer, failure) -> came(series, range, answer, failure));
    }

    void retry(List<NodeSeries> all, Range range) {
        for (NodeSeries series : all) {
            if (series.fetch() instanceof Fetch.Failed) {
                ask(series, range);
            }
        }
    }

    /// Called about once a second: asks again for what is old or did not come.
    void refresh(List<NodeSeries> all, Range range) {
        wanted.keySet().retainAll(all);
        long now = wallMillis.getAsLong();
        for (NodeSeries series : all) {
            if (isDue(series.fetch(), range, now)) {
                ask(series, range);
            }
        }
    }

    private static boolean isDue(Fetch fetch, Range range, long now) {
        return switch (fetch) {
            case Fetch.NotAsked ignored -> true;
            case Fetch.Asking ignored -> false;
            case Fetch.Here(long at) -> range != Range.LIVE && now - at >= REFRESH_MILLIS;
            case Fetch.Failed(String why, long at) -> now - at >= PAUSE_MILLIS;
        };
    }

    private void came(
            NodeSeries series,
            Range range,
            @Nullable HistoryAnswer answer,
            @Nullable Throwable failure) {
        if (answer != null) {
            series.add(answer);
        }
        if (wanted.get(series) == range) {
            long now = wallMillis.getAsLong();
            series.setFetch(
                    failure == null
                            ? new Fetch.Here(now)
                            : new Fetch.Failed(sentence(failure), now));
        }
        changed.run();
    }

    private static String sentence(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}

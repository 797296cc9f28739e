package dev.belay.app.connect;

import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Asks one node's agent for the history of measures; does not block, answers on the UI thread.
@FunctionalInterface
interface HistorySource {
    CompletableFuture<HistoryAnswer> history(HistoryTier tier, List<String> measures);
}

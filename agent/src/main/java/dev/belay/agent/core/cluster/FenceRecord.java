package dev.belay.agent.core.cluster;

import dev.belay.api.FenceView.Result;
import dev.belay.model.node.FenceAction;
import java.util.ArrayList;
import java.util.List;

/// One time that a node was to be stopped for certain.
///
/// @param begun index of the entry that began it
/// @param node that was to be stopped
/// @param incarnation the newest of it that is over once this is confirmed
/// @param executor node that asked the devices; empty: a person gave the word
/// @param orderedBy who ordered it
/// @param isAutomatic whether that was the coordinator by itself
/// @param deed what was to be done
/// @param reason one sentence
/// @param atMillis when, on the clock of the coordinator
/// @param result what is known of it
/// @param endedMillis when that was known; 0 while it goes on
/// @param evidence what was seen, in order
public record FenceRecord(
        long begun,
        String node,
        long incarnation,
        String executor,
        String orderedBy,
        boolean isAutomatic,
        FenceAction deed,
        String reason,
        long atMillis,
        Result result,
        long endedMillis,
        List<String> evidence) {

    /// Lines of evidence that are kept, and their length: it is in each snapshot.
    private static final int LINES_KEPT = 12;

    private static final int CHARACTERS_KEPT = 240;

    public FenceRecord {
        evidence = shortened(evidence);
    }

    private static List<String> shortened(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String line : lines.subList(0, Math.min(lines.size(), LINES_KEPT))) {
            kept.add(
                    line.length() <= CHARACTERS_KEPT
                            ? line
                            : line.substring(0, CHARACTERS_KEPT - 1) + "…");
        }
        return List.copyOf(kept);
    }

    /// Whether the node was certainly over.
    public boolean isConfirmed() {
        return result == Result.CONFIRMED || result == Result.CONFIRMED_BY_HAND;
    }

    FenceRecord ended(Result how, long at, List<String> seen) {
        return new FenceRecord(
                begun,
                node,
                incarnation,
                executor,
                orderedBy,
                isAutomatic,
                deed,
                reason,
                atMillis,
                how,
                at,
                seen);
    }
}

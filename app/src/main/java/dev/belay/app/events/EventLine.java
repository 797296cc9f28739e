package dev.belay.app.events;

import dev.belay.model.status.EventRecord;
import java.time.Instant;
import java.util.Comparator;

/// One event as it is listed.
///
/// @param record what the node recorded
/// @param at on the common clock
/// @param correctionMillis added to the node's clock to get there
/// @param nodeName what people call the node
/// @param text what happened, in the language of now
record EventLine(
        EventRecord record, Instant at, long correctionMillis, String nodeName, String text) {
    static final Comparator<EventLine> OLDEST_FIRST =
            Comparator.comparing(EventLine::at)
                    .thenComparing(line -> line.record().node())
                    .thenComparingLong(line -> line.record().seq());
}

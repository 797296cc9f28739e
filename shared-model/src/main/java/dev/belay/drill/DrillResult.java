package dev.belay.drill;

import dev.belay.api.DrillKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a drill showed.
///
/// Times are counted from the moment that the fault was ordered, on the client's own clock.
///
/// @param service id
/// @param kind what was done to its node
/// @param faultMillis how long it lasted; 0 for those that do not last
/// @param probe what was asked, as `host:10.0.0.9`
/// @param intervalMillis between two questions
/// @param at when the fault was ordered, on the clock of the node that was asked
/// @param before node that ran it
/// @param after node that runs it now; empty: nobody who was asked could say
/// @param generationBefore number of the stay before
/// @param generationAfter number of the stay now; 0 when not known
/// @param reason why it is there, as the cluster says; empty when not known
/// @param alsoHit ids of other services that ran on that node
/// @param timing name of the timing profile
/// @param leaseMillis how long a successor waits for a node that says nothing
/// @param isEnded whether it answered for good before the time was over: otherwise the outcome is
///   unknown, and the figures are what was seen until then
/// @param outageMillis the longest time without an answer; null when there was none before the time
///   was over
/// @param outages all times without an answer that are outages, in their order
/// @param sent questions
/// @param answered questions that were answered in time
/// @param lost questions that were not
/// @param blindMillis the longest time in which this client itself asked nothing
/// @param watchedMillis how long it was watched
/// @param startMillis how long it took to start before anything else; null: it ran already
/// @param name what was seen of the name that clients ask for; null where they ask for an address
/// @param isBack whether it was sent back to where it ran, and where it was sent is forgotten
public record DrillResult(
        String service,
        DrillKind kind,
        long faultMillis,
        String probe,
        long intervalMillis,
        Instant at,
        String before,
        String after,
        long generationBefore,
        long generationAfter,
        String reason,
        List<String> alsoHit,
        String timing,
        long leaseMillis,
        boolean isEnded,
        @Nullable Long outageMillis,
        List<Outage> outages,
        int sent,
        int answered,
        int lost,
        long blindMillis,
        long watchedMillis,
        @Nullable Long startMillis,
        @Nullable NameSeen name,
        boolean isBack) {

    public DrillResult {
        alsoHit = List.copyOf(alsoHit);
        outages = List.copyOf(outages);
    }

    /// A time without an answer.
    ///
    /// @param fromMillis of the last answer before; may be a little negative
    /// @param toMillis of the next one; until when it was watched when there was none
    /// @param isOver whether there was a next one
    public record Outage(long fromMillis, long toMillis, boolean isOver) {

        public long millis() {
            return toMillis - fromMillis;
        }
    }

    public DrillResult withBack() {
        return new DrillResult(
                service,
                kind,
                faultMillis,
                probe,
                intervalMillis,
                at,
                before,
                after,
                generationBefore,
                generationAfter,
                reason,
                alsoHit,
                timing,
                leaseMillis,
                isEnded,
                outageMillis,
                outages,
                sent,
                answered,
                lost,
                blindMillis,
                watchedMillis,
                startMillis,
                name,
                true);
    }
}

package dev.belay.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan that the cluster carries out, or did.
///
/// @param number grows; what people name it by
/// @param state how far it is
/// @param orderedBy who ordered it
/// @param at when, on the clock of the node that was asked
/// @param baseVersion of the design that it began with
/// @param version of the design that it put in force last
/// @param position how many of its steps are in force
/// @param settled whether what the last one asks of agents has been seen
/// @param cancelling whether it ends at the next safe point
/// @param said why it stopped, in a sentence of English; empty when nothing has to be said
/// @param confirmUntil when it is undone unless it is confirmed; null for never
/// @param undoable whether it can be undone still: nothing else was put in force since
/// @param steps in the order in which they are taken
public record OperationView(
        long number,
        State state,
        String orderedBy,
        Instant at,
        long baseVersion,
        long version,
        int position,
        boolean settled,
        boolean cancelling,
        String said,
        @Nullable Instant confirmUntil,
        boolean undoable,
        List<Step> steps) {

    public OperationView {
        steps = List.copyOf(steps);
    }

    /// How far an operation is.
    public enum State {
        /// Its steps are being taken.
        RUNNING,
        /// All are in force; they are undone unless somebody confirms in time.
        WAITING,
        /// Something was not as it was to be: a person decides.
        STOPPED,
        /// It ended between two steps because somebody wanted it to.
        CANCELLED,
        DONE,
        UNDOING,
        UNDONE
    }

    /// One step.
    ///
    /// @param code what it is, such as `service-added`
    /// @param subjects what it is about
    /// @param begunAt when it was last put in force or taken back; null: never
    /// @param endedAt when what it asks of agents was seen; null: not yet
    public record Step(
            String code,
            List<String> subjects,
            @Nullable Instant begunAt,
            @Nullable Instant endedAt) {

        public Step {
            subjects = List.copyOf(subjects);
        }
    }
}

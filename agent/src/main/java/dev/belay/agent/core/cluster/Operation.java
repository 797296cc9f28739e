package dev.belay.agent.core.cluster;

import dev.belay.api.OperationView.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A plan that is carried out: which of its steps are in force, and what was seen of them.
///
/// RUNNING -> DONE, or -> WAITING -> DONE where it is to be confirmed; RUNNING -> CANCELLED between
/// two steps; any that goes on -> STOPPED at a surprise; all but UNDONE -> UNDOING -> UNDONE.
///
/// @param number index of the entry that began it
/// @param orderedBy who ordered it
/// @param atMillis when, on the clock of who asked
/// @param state how far it is
/// @param baseVersion of the design that it began with; 0: none was in force
/// @param base that design, packed ({@link Packed}); empty: none, or forgotten
/// @param wanted what it is to become, packed; empty: forgotten, and nothing can be undone any more
/// @param steps in the order in which they are taken
/// @param position how many are in force
/// @param isSettled whether what the last one asks of agents has been seen
/// @param version of the design that it put in force last
/// @param sinceMillis when that, or what it waits for now, began
/// @param ran services that ran somewhere then
/// @param failures the newest stay of each service that had failed then
/// @param confirmMillis how long it may be confirmed; 0: it needs no confirming
/// @param deadlineMillis when it is undone; 0: never
/// @param isCancelAsked whether it ends at the next safe point
/// @param said why it stopped, or is undone
/// @param wasUndoing whether it was being undone when it stopped: then it goes on that way
public record Operation(
        long number,
        String orderedBy,
        long atMillis,
        State state,
        long baseVersion,
        String base,
        String wanted,
        List<Step> steps,
        int position,
        boolean isSettled,
        long version,
        long sinceMillis,
        List<String> ran,
        SortedMap<String, Long> failures,
        long confirmMillis,
        long deadlineMillis,
        boolean isCancelAsked,
        String said,
        boolean wasUndoing) {

    /// Operations that are remembered.
    static final int KEPT = 10;

    private static final int CHARACTERS_KEPT = 500;

    /// One step.
    ///
    /// @param code what it is
    /// @param subjects what it is about
    /// @param parts of the wanted design that it takes over, as texts
    /// @param limitMillis how long it may take until what it asks of agents is seen
    /// @param begunMillis when it was last put in force, or taken back; 0: never
    /// @param endedMillis when what it asks of agents was seen; 0: not yet
    public record Step(
            String code,
            List<String> subjects,
            List<String> parts,
            long limitMillis,
            long begunMillis,
            long endedMillis) {

        public Step {
            subjects = List.copyOf(subjects);
            parts = List.copyOf(parts);
        }

        Step begun(long at) {
            return new Step(code, subjects, parts, limitMillis, at, 0);
        }

        Step ended(long at) {
            return new Step(code, subjects, parts, limitMillis, begunMillis, at);
        }
    }

    public Operation {
        steps = List.copyOf(steps);
        ran = List.copyOf(ran);
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
        said =
                said.length() <= CHARACTERS_KEPT
                        ? said
                        : said.substring(0, CHARACTERS_KEPT - 1) + "…";
    }

    /// Whether the design in force is its own affair now.
    public boolean goesOn() {
        return switch (state) {
            case RUNNING, WAITING, UNDOING -> true;
            case STOPPED, CANCELLED, DONE, UNDONE -> false;
        };
    }

    /// Whether there is a way back still.
    ///
    /// @param designVersion that is in force
    public boolean leadsBack(long designVersion) {
        return switch (state) {
            case UNDOING, UNDONE -> false;
            case RUNNING, WAITING, STOPPED, CANCELLED, DONE ->
                    !wanted.isEmpty() && designVersion == version;
        };
    }

    /// The step that was taken last, forwards or back; from 0.
    public int lastStep() {
        return state == State.UNDOING || wasUndoing ? position : position - 1;
    }

    Operation with(State next) {
        return new Operation(
                number,
                orderedBy,
                atMillis,
                next,
                baseVersion,
                base,
                wanted,
                steps,
                position,
                isSettled,
                version,
                sinceMillis,
                ran,
                failures,
                confirmMillis,
                deadlineMillis,
                isCancelAsked,
                said,
                next == State.STOPPED && state == State.UNDOING);
    }

    Operation withSaid(String why) {
        return new Operation(
                number,
                orderedBy,
                atMillis,
                state,
                baseVersion,
                base,
                wanted,
                steps,
                position,
                isSettled,
                version,
                sinceMillis,
                ran,
                failures,
                confirmMillis,
                deadlineMillis,
                isCancelAsked,
                why,
                wasUndoing);
    }

    Operation withDeadline(long deadline) {
        return new Operation(
                number,
                orderedBy,
                atMillis,
                state,
                baseVersion,
                base,
                wanted,
                steps,
                position,
                isSettled,
                version,
                sinceMillis,
                ran,
                failures,
                confirmMillis,
                deadline,
                isCancelAsked,
                said,
                wasUndoing);
    }

    Operation withCancelAsked(boolean asked) {
        return new Operation(
                number,
                orderedBy,
                atMillis,
                state,
                baseVersion,
                base,
                wanted,
                steps,
                position,
                isSettled,
                version,
                sinceMillis,
                ran,
                failures,
                confirmMillis,
                deadlineMillis,
                asked,
                said,
                wasUndoing);
    }

    /// Another number of steps is in force.
    Operation taken(int to, long newVersion, long at) {
        List<Step> changed = new ArrayList<>(steps);
        int step = Math.min(position, to);
        changed.set(step, changed.get(step).begun(at));
        return new Operation(
                number,
                orderedBy,
                atMillis,
                state,
                baseVersion,
                base,
                wanted,
                changed,
                to,
                false,
                newVersion,
                at,
                ran,
                failures,
                confirmMillis,
                deadlineMillis,
                isCancelAsked,
                said,
                wasUndoing);
    }

    Operation settled(long at) {
        List<Step> changed = new ArrayList<>(steps);
        changed.set(lastStep(), changed.get(lastStep()).ended(at));
        return new Operation(
                number,
                orderedBy,
                atMillis,
                state,
                baseVersion,
                base,
                wanted,
                changed,
                position,
                true,
                version,
                at,
                ran,
                failures,
                confirmMillis,
                deadlineMillis,
                isCancelAsked,
                said,
                wasUndoing);
    }

    /// Waits from now on, by what runs and has failed now.
    Operation since(long at, Workload workload, boolean settled) {
        List<String> running = new ArrayList<>();
        SortedMap<String, Long> failed = new TreeMap<>();
        workload.services()
                .forEach((id, one) -> {
                    if (!one.tenancy().isFree()) {
                        running.add(id);
                    }
                    if (one.failedGeneration() > 0) {
                        failed.put(id, one.failedGeneration());
                    }
                });
        return new Operation(
                number,
                orderedBy,
                atMillis,
                state,
                baseVersion,
                base,
                wanted,
                steps,
                position,
                settled,
                version,
                at,
                running,
                failed,
                confirmMillis,
                deadlineMillis,
                isCancelAsked,
                said,
                wasUndoing);
    }

    /// Without the designs: too much to keep for each.
    Operation forgotten() {
        return new Operation(
                number,
                orderedBy,
                atMillis,
                state,
                baseVersion,
                "",
                "",
                steps,
                position,
                isSettled,
                version,
                sinceMillis,
                List.of(),
                new TreeMap<>(),
                confirmMillis,
                0,
                isCancelAsked,
                said,
                wasUndoing);
    }
}

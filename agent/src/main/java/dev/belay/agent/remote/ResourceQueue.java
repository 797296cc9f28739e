package dev.belay.agent.remote;

import dev.belay.agent.remote.Executed.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The operations of one resource: one at a time, in the order in which they came, recurring ones
/// again and again (Pacemaker's `daemons/execd/execd_commands.c`).
///
/// PENDING -> RUNNING -> gone; recurring: RUNNING -> RESTING -> PENDING; any -> cancelled.
///
/// It decides only: what is to be done comes out as effects, and what became of that goes in again.
/// Not safe for use by several threads.
final class ResourceQueue {

    /// @param millis of a clock that only goes on
    /// @param epochSecond of the calendar
    record Moment(long millis, long epochSecond) {}

    /// What is to be done, in order.
    sealed interface Effect {

        /// Have it carried out, and say what came of it by [#ended].
        record Run(Operation operation) implements Effect {}

        /// Come back by [#woken] after a while.
        record Wake(long number, Duration after) implements Effect {}

        /// Break off what runs; what comes of it goes in by [#ended] all the same.
        record Kill() implements Effect {}

        /// Pass on what its agent said of the node, whether the result is news or not.
        record Pass(Operation operation, List<Outcome.Attribute> attributes) implements Effect {}

        /// Say what came of it.
        record Tell(Operation operation, Outcome outcome, Times times) implements Effect {}
    }

    /// @param ran when it last began, in seconds of the calendar
    /// @param changed when the result became what it is
    record Times(long ran, long changed, Duration queued, Duration took) {

        static final Times NONE = new Times(0, 0, Duration.ZERO, Duration.ZERO);
    }

    private enum Stage {
        PENDING,
        RUNNING,
        RESTING
    }

    private static final Outcome NOTHING_YET =
            new Outcome(Status.PENDING.number(), Status.PENDING, "", "", List.of());

    private static final class Entry {
        Operation operation;
        Stage stage = Stage.PENDING;
        long since;
        long wake;
        boolean isCancelled;
        Optional<Outcome> told = Optional.empty();
        Optional<Outcome> last = Optional.empty();
        Times times = Times.NONE;

        Entry(Operation operation, long since) {
            this.operation = operation;
            this.since = since;
        }
    }

    /// Those that are pending in their order, among all others.
    private final List<Entry> entries = new ArrayList<>();

    private long wakes;

    /// Takes an order. A recurring one that is there already is done again at once, and keeps its
    /// place where it has one.
    List<Effect> ordered(Operation operation, Moment now) {
        List<Effect> effects = new ArrayList<>();
        if (operation.action().equals("stop")) {
            // A look that hangs would hold up the stop beyond its time.
            cancelAll(one -> true, effects);
        }
        Optional<Entry> twin =
                operation.isRecurring()
                        ? first(one ->
                                !one.isCancelled
                                        && one.operation.isFor(
                                                operation.action(), operation.interval()))
                        : Optional.empty();
        if (twin.isPresent()) {
            renew(twin.get(), operation, now);
        } else {
            var entry = new Entry(operation, now.millis());
            if (operation.startDelay().isPositive()) {
                effects.add(wake(entry, operation.startDelay()));
            }
            entries.add(entry);
        }
        next(now, effects);
        return effects;
    }

    private void renew(Entry entry, Operation operation, Moment now) {
        entry.operation = entry.operation.renewed(operation);
        entry.told = Optional.empty();
        if (entry.stage == Stage.RESTING) {
            pend(entry, now);
        }
    }

    private void pend(Entry entry, Moment now) {
        entries.remove(entry);
        entry.stage = Stage.PENDING;
        entry.since = now.millis();
        entry.wake = 0;
        entries.add(entry);
    }

    private Effect wake(Entry entry, Duration after) {
        wakes++;
        entry.wake = wakes;
        return new Effect.Wake(wakes, after);
    }

    /// A while is over.
    List<Effect> woken(long number, Moment now) {
        List<Effect> effects = new ArrayList<>();
        first(one -> one.wake == number)
                .ifPresent(entry -> {
                    if (entry.stage == Stage.RESTING) {
                        pend(entry, now);
                    } else {
                        entry.wake = 0;
                    }
                });
        next(now, effects);
        return effects;
    }

    /// What was to be run has ended.
    List<Effect> ended(Outcome outcome, Moment now) {
        Entry entry =
                first(one -> one.stage == Stage.RUNNING)
                        .orElseThrow(() -> new IllegalStateException("nothing ran"));
        long changed =
                entry.last.filter(outcome::isSameAs).isPresent()
                        ? entry.times.changed()
                        : entry.times.ran();
        entry.last = Optional.of(outcome);
        entry.times =
                new Times(
                        entry.times.ran(),
                        changed,
                        entry.times.queued(),
                        Duration.ofMillis(now.millis() - entry.since));
        List<Effect> effects = new ArrayList<>();
        if (!outcome.attributes().isEmpty()) {
            effects.add(new Effect.Pass(entry.operation, outcome.attributes()));
        }
        if (entry.isCancelled) {
            end(entry, effects);
        } else {
            tell(entry, outcome, effects);
            if (entry.operation.isRecurring()) {
                entry.stage = Stage.RESTING;
                effects.add(wake(entry, entry.operation.interval()));
            } else {
                entries.remove(entry);
            }
        }
        next(now, effects);
        return effects;
    }

    private static void tell(Entry entry, Outcome outcome, List<Effect> effects) {
        boolean isKnown =
                entry.operation.isOnlyForChanges()
                        && entry.told.filter(outcome::isSameAs).isPresent();
        if (!isKnown) {
            entry.told = Optional.of(outcome);
            effects.add(new Effect.Tell(entry.operation, outcome, entry.times));
        }
    }

    private void next(Moment now, List<Effect> effects) {
        if (isRunning()) {
            return;
        }
        Optional<Entry> head = first(one -> one.stage == Stage.PENDING);
        // One that waits for its delay holds up those behind it, as it does in Pacemaker.
        if (head.isEmpty() || head.get().wake != 0) {
            return;
        }
        Entry entry = head.get();
        entry.stage = Stage.RUNNING;
        entry.times =
                new Times(
                        now.epochSecond(),
                        entry.times.changed(),
                        Duration.ofMillis(now.millis() - entry.since),
                        Duration.ZERO);
        entry.since = now.millis();
        effects.add(new Effect.Run(entry.operation));
    }

    /// Whether there was one to end. One that runs is broken off, and its end told then.
    boolean cancelled(String action, Duration interval, Moment now, List<Effect> effects) {
        Optional<Entry> entry =
                first(one -> !one.isCancelled && one.operation.isFor(action, interval));
        if (entry.isEmpty()
                || (entry.get().stage == Stage.RUNNING && !entry.get().operation.isRecurring())) {
            return false;
        }
        cancel(entry.get(), effects);
        next(now, effects);
        return true;
    }

    /// Ends all that recurs and that a connection ordered.
    List<Effect> dropped(String caller, Moment now) {
        List<Effect> effects = new ArrayList<>();
        cancelAll(one -> one.operation.caller().equals(caller), effects);
        next(now, effects);
        return effects;
    }

    /// Nothing more is done; what runs is told when it has ended.
    List<Effect> forgotten() {
        List<Effect> effects = new ArrayList<>();
        List.copyOf(entries)
                .forEach(one -> {
                    if (one.stage != Stage.RUNNING || one.operation.isRecurring()) {
                        cancel(one, effects);
                    }
                });
        return effects;
    }

    private void cancelAll(Predicate<Entry> which, List<Effect> effects) {
        entries.stream()
                .filter(one -> one.operation.isRecurring())
                .filter(which)
                .toList()
                .forEach(one -> cancel(one, effects));
    }

    private void cancel(Entry entry, List<Effect> effects) {
        if (entry.stage == Stage.RUNNING) {
            if (!entry.isCancelled) {
                entry.isCancelled = true;
                effects.add(new Effect.Kill());
            }
        } else {
            end(entry, effects);
        }
    }

    private void end(Entry entry, List<Effect> effects) {
        entries.remove(entry);
        effects.add(
                new Effect.Tell(
                        entry.operation, entry.last.orElse(NOTHING_YET).cancelled(), entry.times));
    }

    boolean isRunning() {
        return entries.stream().anyMatch(one -> one.stage == Stage.RUNNING);
    }

    /// Those that go on until they are ended.
    List<Operation> recurring() {
        return entries.stream().map(one -> one.operation).filter(Operation::isRecurring).toList();
    }

    private Optional<Entry> first(Predicate<Entry> which) {
        return entries.stream().filter(which).findFirst();
    }
}

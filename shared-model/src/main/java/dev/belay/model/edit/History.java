package dev.belay.model.edit;

import dev.belay.model.design.Design;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A design and all that was done to it. Immutable; each step keeps the design before it, and
/// designs share what they have in common, so that nothing limits how far back one can go.
///
/// PRESENT -did-> one more step back, none forward; -undone-> the step before, one more forward;
/// -redone-> and back.
public final class History {

    private final Design now;
    private final @Nullable Step past;
    private final @Nullable Step future;

    /// One thing that was done.
    ///
    /// @param other the design on its other side: before it in the past, after it in the future
    /// @param open whether more of the same still belongs to it
    private record Step(EditName name, Design other, boolean open, @Nullable Step next) {

        /// As an object: a chain of thousands compares and prints itself too deep.
        @Override
        public boolean equals(@Nullable Object one) {
            return this == one;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        @Override
        public String toString() {
            return name.toString();
        }
    }

    private History(Design now, @Nullable Step past, @Nullable Step future) {
        this.now = now;
        this.past = past;
        this.future = future;
    }

    /// One to which nothing was done yet.
    public static History of(Design design) {
        return new History(design, null, null);
    }

    public Design now() {
        return now;
    }

    /// After something was done; what was undone before is gone. A design that is no other is
    /// nothing done.
    public History did(EditName name, Design next) {
        return step(name, next, false);
    }

    /// Likewise, for something that goes on, such as typing in one field or dragging: as long as
    /// nothing else is done and [#settled] is not called, all of it is one step.
    public History goesOn(EditName name, Design next) {
        Step last = past;
        if (last != null && last.open() && last.name().equals(name)) {
            if (next.equals(last.other())) {
                // Back where it began: nothing was done.
                return new History(last.other(), last.next(), null);
            }
            return next.equals(now) ? this : new History(next, last, null);
        }
        return step(name, next, true);
    }

    /// What goes on has ended: more of the same is a step of its own.
    public History settled() {
        Step last = past;
        return last == null || !last.open()
                ? this
                : new History(now, new Step(last.name(), last.other(), false, last.next()), future);
    }

    private History step(EditName name, Design next, boolean open) {
        return next.equals(now) ? this : new History(next, new Step(name, now, open, past), null);
    }

    /// What would be undone; empty for nothing.
    public Optional<EditName> undoes() {
        return Optional.ofNullable(past).map(Step::name);
    }

    /// What would be done again; empty for nothing.
    public Optional<EditName> redoes() {
        return Optional.ofNullable(future).map(Step::name);
    }

    public History undone() {
        Step last = past;
        return last == null
                ? this
                : new History(last.other(), last.next(), new Step(last.name(), now, false, future));
    }

    public History redone() {
        Step next = future;
        return next == null
                ? this
                : new History(next.other(), new Step(next.name(), now, false, past), next.next());
    }
}

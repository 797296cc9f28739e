package dev.belay.model.whatif;

import dev.belay.model.value.ThingId;

/// Something that fails.
public sealed interface Fault {

    /// A node, or a container with all that is drawn in it.
    record Down(ThingId thing) implements Fault {}

    /// Two nodes hear each other no more; of a container, all nodes that are drawn in it.
    record Cut(ThingId one, ThingId other) implements Fault {

        /// Whether it is between the same two, whichever is named first.
        public boolean isSame(Cut that) {
            return equals(that) || (one.equals(that.other) && other.equals(that.one));
        }
    }
}

package dev.belay.model.diff;

import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import java.util.List;

/// What became of a merge.
public sealed interface Merging {

    /// Both changes go together.
    ///
    /// @param design with both
    /// @param fresh errors that it has and neither side had, such as an address that each gave away
    record Merged(Design design, List<Problem> fresh) implements Merging {

        public Merged {
            fresh = List.copyOf(fresh);
        }
    }

    /// They do not.
    ///
    /// @param conflicts all of them; at least one
    record Conflicting(List<Conflict> conflicts) implements Merging {

        public Conflicting {
            conflicts = List.copyOf(conflicts);
        }
    }
}

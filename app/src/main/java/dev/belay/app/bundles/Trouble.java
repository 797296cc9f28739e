package dev.belay.app.bundles;

import dev.belay.model.bundle.BundleProblem;
import dev.belay.model.check.Problem;
import java.util.List;

/// Why a file was not opened, or a list not read; nothing of it is used.
public sealed interface Trouble {

    /// The disk did not give it.
    ///
    /// @param why what the operating system said
    record Unreadable(String why) implements Trouble {}

    /// It is no bundle that holds, or nobody vouches for it who would have to.
    ///
    /// @param problems at least one
    record BadBundle(List<BundleProblem> problems) implements Trouble {
        public BadBundle {
            problems = List.copyOf(problems);
        }
    }

    /// It is a design that cannot be read.
    ///
    /// @param problems at least one
    record BadDesign(List<Problem> problems) implements Trouble {
        public BadDesign {
            problems = List.copyOf(problems);
        }
    }
}

package dev.belay.app.project;

import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import java.util.List;

/// What became of a file that was opened.
public sealed interface Opening {

    /// The file is a design.
    ///
    /// @param design the design
    /// @param version format version of the file; older than the current one if it was migrated
    /// @param content what the file held, to notice when somebody else changes it
    record Opened(Design design, int version, Fingerprint content) implements Opening {}

    /// The file is not a design that can be read.
    ///
    /// @param problems all that is wrong with it; at least one
    record Refused(List<Problem> problems) implements Opening {}
}

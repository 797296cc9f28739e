package dev.belay.model.file;

import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import java.util.List;

/// What became of a file that was read.
public sealed interface Reading {

    /// The file is good.
    ///
    /// @param design what it says
    /// @param version the format version that it had; older than the current one if it was migrated
    record Read(Design design, int version) implements Reading {}

    /// The file is wrong.
    ///
    /// @param problems all that is wrong, in the order of the text; at least one
    record Refused(List<Problem> problems) implements Reading {}
}

package dev.belay.app.picture;

import java.util.function.Supplier;
import javafx.scene.Parent;

/// Something to take a picture of.
///
/// @param name of the design or of the cluster
/// @param drawing makes it anew, whole and at 100 %, for a scene of its own
/// @param facts what on it is alive
public record Subject(String name, Supplier<Parent> drawing, Facts facts) {

    /// How old is what is alive on a drawing.
    ///
    /// @param members of the cluster that are on it
    /// @param heard those that anything was ever heard of
    /// @param newestMillis age of the newest fact; 0 when nothing was heard
    /// @param oldestMillis age of the oldest one; 0 when nothing was heard
    public record Facts(int members, int heard, long newestMillis, long oldestMillis) {}
}

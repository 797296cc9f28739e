package dev.belay.app.health;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks the user where a file shall go; empty when he does not want it any more.
@FunctionalInterface
public interface SaveFile {

    /// Asks; called on the FX thread, returns when the user has answered.
    ///
    /// @param owner the window that asks; null when the view is in none
    /// @param suggestedName with its extension
    /// @param kind what such files are called, such as `Comma-separated values`
    Optional<Path> choose(@Nullable Window owner, String suggestedName, String kind);
}

package dev.belay.app.proxy;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks the user for a configuration file of this computer.
@FunctionalInterface
public interface ConfFile {

    /// Asks; empty when none was chosen. FX thread only.
    ///
    /// @param window over which it asks; null where there is none
    Optional<Path> choose(@Nullable Window window);

    /// Asks with the system's file dialog.
    static ConfFile chooser() {
        return window ->
                Optional.ofNullable(new FileChooser().showOpenDialog(window))
                        .map(file -> file.toPath());
    }
}

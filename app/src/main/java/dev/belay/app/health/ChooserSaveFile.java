package dev.belay.app.health;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks with the file dialog of the system, which starts in the folder of the last answer.
public final class ChooserSaveFile implements SaveFile {

    private @Nullable File folder;

    @Override
    public Optional<Path> choose(@Nullable Window owner, String suggestedName, String kind) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(suggestedName);
        String extension = suggestedName.substring(suggestedName.lastIndexOf('.'));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*" + extension));
        if (folder != null && folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        File chosen = chooser.showSaveDialog(owner);
        if (chosen == null) {
            return Optional.empty();
        }
        folder = chosen.getParentFile();
        return Optional.of(chosen.toPath());
    }
}

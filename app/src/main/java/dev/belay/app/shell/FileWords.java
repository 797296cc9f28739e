package dev.belay.app.shell;

import dev.belay.app.project.DesignFile;
import dev.belay.app.project.DesignFileException;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;

/// What to say of a file that could not be read or written.
final class FileWords {
    private final Texts texts;

    FileWords(Ui ui) {
        this.texts = ui.texts(DesignFile.class);
    }

    /// Why, and what to do.
    String of(DesignFileException e) {
        return texts.get(e.reason().key(), e.file(), e.detail())
                + " "
                + texts.get(e.reason().adviceKey(), e.file(), e.detail());
    }
}

package dev.belay.app.shell;

import dev.belay.app.project.DesignFileException;
import dev.belay.app.project.WholeFile;
import dev.belay.app.ui.Notices;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Severity;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// Saves with the system's file dialog; the file is replaced as a whole or not at all.
final class ChooserSaver implements Saver {
    private final Window window;
    private final Notices notices;
    private final Texts texts;
    private final FileWords words;

    ChooserSaver(Ui ui, Window window, Notices notices) {
        this.window = window;
        this.notices = notices;
        this.texts = ui.texts(ChooserSaver.class);
        this.words = new FileWords(ui);
    }

    @Override
    public void save(String suggestedName, String content) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(suggestedName);
        File chosen = chooser.showSaveDialog(window);
        if (chosen != null) {
            Path file = chosen.toPath();
            Thread.ofVirtual().name("save").start(() -> write(file, content));
        }
    }

    private void write(Path file, String content) {
        try {
            new WholeFile().write(file, content.getBytes(StandardCharsets.UTF_8));
            Platform.runLater(() -> notices.say(Severity.INFO, texts.get("save.done", file)));
        } catch (DesignFileException e) {
            Platform.runLater(() -> notices.say(Severity.ERROR, words.of(e)));
        }
    }
}

package dev.belay.app.shell;

import dev.belay.app.picture.PictureKind;
import dev.belay.app.picture.PictureSaver;
import dev.belay.app.project.DesignFileException;
import dev.belay.app.project.WholeFile;
import dev.belay.app.ui.Notices;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Severity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javafx.application.Platform;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Saves pictures with the system's file dialog, which starts where the last one went. The ending
/// of the file's name says what it becomes; without one, the kind that is chosen in the dialog.
final class ChooserPictureSaver implements PictureSaver {
    private final Ui ui;
    private final Window window;
    private final Notices notices;
    private final Texts texts;
    private final FileWords words;
    private @Nullable File folder;
    private PictureKind last = PictureKind.PDF;

    ChooserPictureSaver(Ui ui, Window window, Notices notices) {
        this.ui = ui;
        this.window = window;
        this.notices = notices;
        this.texts = ui.texts(ChooserPictureSaver.class);
        this.words = new FileWords(ui);
    }

    @Override
    public void save(String suggestedName, Begin begin) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("export.title"));
        chooser.setInitialFileName(suggestedName + last.ending());
        if (folder != null && folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        Map<ExtensionFilter, PictureKind> kinds = new LinkedHashMap<>();
        Texts names = ui.texts(PictureKind.class);
        for (PictureKind kind : PictureKind.values()) {
            kinds.put(new ExtensionFilter(names.get("kind." + kind), "*" + kind.ending()), kind);
        }
        chooser.getExtensionFilters().addAll(kinds.keySet());
        kinds.forEach((filter, kind) -> {
            if (kind == last) {
                chooser.setSelectedExtensionFilter(filter);
            }
        });
        File chosen = chooser.showSaveDialog(window);
        if (chosen == null) {
            return;
        }
        folder = chosen.getParentFile();
        PictureKind asked = kinds.getOrDefault(chooser.getSelectedExtensionFilter(), last);
        Path file = named(chosen.toPath(), asked);
        // The dialog asked about the name without the ending.
        if (!file.equals(chosen.toPath()) && Files.exists(file)) {
            notices.say(Severity.ERROR, texts.get("export.exists", file));
        } else {
            write(file, begin);
        }
    }

    /// With the ending of its kind.
    static Path named(Path chosen, PictureKind asked) {
        return PictureKind.of(chosen).isPresent()
                ? chosen
                : chosen.resolveSibling(chosen.getFileName() + asked.ending());
    }

    private void write(Path file, Begin begin) {
        last = PictureKind.of(file).orElse(last);
        Rest rest = begin.of(last);
        Thread.ofVirtual().name("export").start(() -> finish(file, rest));
    }

    private void finish(Path file, Rest rest) {
        try {
            new WholeFile().write(file, Objects.requireNonNull(rest.bytes()));
            Platform.runLater(() -> notices.say(Severity.INFO, texts.get("save.done", file)));
        } catch (DesignFileException e) {
            Platform.runLater(() -> notices.say(Severity.ERROR, words.of(e)));
        } catch (IOException | OutOfMemoryError e) {
            Platform.runLater(() ->
                    notices.say(Severity.ERROR, texts.get("export.failed", file, e.toString())));
        }
    }
}

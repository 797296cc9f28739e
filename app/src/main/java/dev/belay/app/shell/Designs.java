package dev.belay.app.shell;

import dev.belay.app.project.DesignFile;
import dev.belay.app.project.DesignFileException;
import dev.belay.app.project.Opening;
import dev.belay.app.ui.Notices;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.status.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The design that is open in this window; read off the FX thread.
final class Designs {
    private static final int PROBLEMS_SAID = 3;

    private final Texts texts;
    private final Texts fileTexts;
    private final Notices notices;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<@Nullable Design> design =
            new ReadOnlyObjectWrapper<>(this, "design");

    Designs(Ui ui, Notices notices, Executor fx) {
        this.texts = ui.texts(Designs.class);
        this.fileTexts = ui.texts(DesignFile.class);
        this.notices = notices;
        this.fx = fx;
    }

    /// Null while none is open.
    ReadOnlyObjectProperty<@Nullable Design> designProperty() {
        return design.getReadOnlyProperty();
    }

    /// Shows one that is read already.
    void show(Design read) {
        design.set(read);
    }

    /// Reads a file and shows it; does not block.
    ///
    /// @param shown called when the design is there
    void open(Path file, Runnable shown) {
        Thread.ofVirtual().name("open-design").start(() -> read(file, shown));
    }

    void close() {
        design.set(null);
    }

    private void read(Path file, Runnable shown) {
        try {
            Opening opening = new DesignFile().open(file);
            fx.execute(() -> show(file, opening, shown));
        } catch (DesignFileException e) {
            fx.execute(() -> refuse(e));
        }
    }

    private void show(Path file, Opening opening, Runnable shown) {
        switch (opening) {
            case Opening.Opened opened -> {
                design.set(opened.design());
                notices.say(Severity.INFO, texts.get("design.opened", file.getFileName()));
                shown.run();
            }
            case Opening.Refused refused -> say(file, refused.problems());
        }
    }

    private void say(Path file, List<Problem> problems) {
        for (Problem problem : problems.stream().limit(PROBLEMS_SAID).toList().reversed()) {
            notices.say(
                    Severity.ERROR,
                    texts.get(
                            "design.refused",
                            file.getFileName(),
                            problem.sentence(texts.language().locale()),
                            problem.advice(texts.language().locale())));
        }
    }

    private void refuse(DesignFileException e) {
        String reason = e.reason().key();
        notices.say(
                Severity.ERROR,
                fileTexts.get(reason, e.file(), e.detail())
                        + " "
                        + fileTexts.get(e.reason().adviceKey(), e.file(), e.detail()));
    }
}

package dev.belay.app.answers;

import dev.belay.app.answers.AnswerBook.Entry;
import dev.belay.app.design.CloudAnswers.Use;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Lines;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Parts;
import dev.belay.app.wizard.WizardModel;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A place to paste answers into, to drop files on, and to see what each was taken for.
public final class AnswersPane extends VBox {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");

    private final Texts texts;
    private final AnswerIntake intake;
    private final AnswerPlaces places;
    private final AnswerBook book;
    private final TextArea area = Lines.area();
    private final VBox list = Parts.column("given-list");
    private final Label trouble = Labels.prose("", "type-small", "bad-text");
    private final VBox box;
    private @Nullable List<Entry> shown;

    /// @param id begins the ids of its controls
    /// @param hint what is to be pasted
    public AnswersPane(
            Ui ui,
            String id,
            String hint,
            AnswerBook book,
            WizardModel.Ports ports,
            AnswerPlaces places) {
        this.texts = ui.texts(AnswersPane.class);
        this.intake = intake(texts, book, ports);
        this.places = places;
        this.book = book;
        getStyleClass().add("answers-pane");
        getStylesheets()
                .add(
                        Objects.requireNonNull(AnswersPane.class.getResource("answers.css"))
                                .toExternalForm());
        area.setId(id + "-paste");
        area.setPrefRowCount(3);
        area.setPromptText(hint);
        area.setAccessibleText(texts.get("answers.area"));
        area.getStyleClass().add("mono");
        // Megabytes are never laid out as text.
        area.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    boolean isPaste = event.isShortcutDown() && event.getCode() == KeyCode.V;
                    if (isPaste && paste()) {
                        event.consume();
                    }
                });
        trouble.setVisible(false);
        trouble.setManaged(false);
        box =
                Parts.column(
                        "drop-box",
                        Parts.row(
                                "drop-head",
                                new Icon("fth-download", 16),
                                Labels.prose(texts.get("answers.drop"), "w500")),
                        area,
                        buttons(id),
                        trouble);
        box.setOnDragOver(this::over);
        box.setOnDragExited(event -> box.pseudoClassStateChanged(OVER, false));
        box.setOnDragDropped(this::dropped);
        getChildren().addAll(box, list);
        refresh();
    }

    private HBox buttons(String id) {
        return Parts.row(
                "buttons-left",
                Parts.button(id + "-take", "fth-check", texts.get("answers.take"), this::takeTyped),
                Parts.button(
                        id + "-clipboard",
                        "fth-clipboard",
                        texts.get("answers.clipboard"),
                        this::paste),
                Parts.button(
                        id + "-files",
                        "fth-file-text",
                        texts.get("answers.files"),
                        () -> read(places.files().get())),
                Parts.button(
                        id + "-folder",
                        "fth-folder",
                        texts.get("answers.folder"),
                        () -> places.folder().get().ifPresent(one -> read(List.of(one)))));
    }

    private void takeTyped() {
        if (!area.getText().isBlank()) {
            intake.take(area.getText());
            area.clear();
        }
    }

    /// Takes what is in the clipboard: files, or a text.
    ///
    /// @return whether there was something
    private boolean paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (clipboard.hasFiles()) {
            read(clipboard.getFiles().stream().map(File::toPath).toList());
            return true;
        }
        return paste(intake);
    }

    /// The same for a button elsewhere, for texts alone.
    public static boolean paste(Texts language, AnswerBook book, WizardModel.Ports ports) {
        return paste(intake(language, book, ports));
    }

    private static boolean paste(AnswerIntake intake) {
        String text = Clipboard.getSystemClipboard().getString();
        if (text == null || text.isBlank()) {
            return false;
        }
        intake.take(text);
        return true;
    }

    private static AnswerIntake intake(Texts texts, AnswerBook book, WizardModel.Ports ports) {
        return new AnswerIntake(
                texts,
                new AnswerIntake.Into(
                        () -> book.entries().stream().map(Entry::name).toList(), book::add),
                new AnswerIntake.Threads(ports.background(), ports.ui(), ports.wall()));
    }

    private void read(List<Path> files) {
        intake.read(files, this::complain);
    }

    private void complain(String why) {
        trouble.setText(why);
        trouble.setVisible(!why.isEmpty());
        trouble.setManaged(!why.isEmpty());
    }

    private void over(DragEvent event) {
        if (event.getDragboard().hasFiles() || event.getDragboard().hasString()) {
            event.acceptTransferModes(TransferMode.COPY);
            box.pseudoClassStateChanged(OVER, true);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            read(event.getDragboard().getFiles().stream().map(File::toPath).toList());
        } else if (event.getDragboard().hasString()) {
            intake.take(event.getDragboard().getString());
        }
        event.setDropCompleted(true);
        event.consume();
    }

    /// Shows what the book has now.
    public void refresh() {
        List<Entry> now = book.entries();
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        list.getChildren().setAll(now.stream().map(this::row).toList());
        list.setVisible(!now.isEmpty());
        list.setManaged(!now.isEmpty());
    }

    private Node row(Entry entry) {
        Label recognised =
                Labels.label(
                        entry.recognised().isEmpty()
                                ? texts.get("answers.unknown")
                                : entry.recognised(),
                        entry.recognised().isEmpty() ? "type-small" : "mono",
                        "muted");
        HBox.setHgrow(recognised, Priority.ALWAYS);
        recognised.setMaxWidth(Double.MAX_VALUE);
        String word = texts.get("answers.use." + entry.use());
        CheckGlyph glyph =
                new CheckGlyph(
                        switch (entry.use()) {
                            case TAKEN -> CheckGlyph.Result.PASS;
                            case OUTDATED -> CheckGlyph.Result.SKIPPED;
                            case REFUSED -> CheckGlyph.Result.ERROR;
                        },
                        15);
        HBox line =
                Parts.row(
                        "given",
                        glyph,
                        Labels.label(entry.name(), "w500", "given-name"),
                        recognised,
                        Labels.whole(word, "type-small", "muted"),
                        Parts.iconButton(
                                "answers-remove-" + entry.name().replaceAll("[^A-Za-z0-9]", "-"),
                                "fth-x",
                                texts.get("answers.remove", entry.name()),
                                () -> book.remove(entry.name())));
        VBox row = Parts.column("given-row", line);
        if (!entry.fault().isEmpty() && entry.use() == Use.REFUSED) {
            row.getChildren().add(Labels.prose(entry.fault(), "type-small", "bad-text"));
        }
        row.setAccessibleText(entry.name() + ", " + entry.recognised() + ", " + word);
        return row;
    }
}

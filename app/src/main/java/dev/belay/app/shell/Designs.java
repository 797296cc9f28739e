package dev.belay.app.shell;

import dev.belay.app.editor.EditorModel;
import dev.belay.app.project.DesignFile;
import dev.belay.app.project.DesignFileException;
import dev.belay.app.project.Desk;
import dev.belay.app.project.Fingerprint;
import dev.belay.app.project.Opening;
import dev.belay.app.ui.Notices;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.bundle.BundleReader;
import dev.belay.model.check.Problem;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.status.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The design that is open in this window, and its file. Nothing that touches a disk runs on the FX
/// thread; nothing that is not saved goes without being asked for.
final class Designs {
    private static final int PROBLEMS_SAID = 3;
    private static final Duration KEPT_AFTER = Duration.seconds(2);
    private static final String ENDING = ".belay";

    private final Texts texts;
    private final FileWords fileWords;
    private final Notices notices;
    private final Overlay overlay;
    private final Ports ports;
    private final Executor fx;
    private final EditorModel editor = new EditorModel();
    private final DesignFile files = new DesignFile();
    private final PauseTransition keeping = new PauseTransition(KEPT_AFTER);
    private Consumer<Path> opened = file -> {};
    private Consumer<Path> bundles = file -> {};
    private Desk.@Nullable Sheet sheet;
    private boolean isAsking;

    /// What the world around does for it.
    ///
    /// @param open asks which file to open; empty when the user leaves it
    /// @param save asks where to save, with a name to begin with; empty when the user leaves it
    /// @param desk folder in which windows keep what is not saved; empty to keep nothing
    /// @param disk where everything that blocks is run, one after another
    record Ports(
            Supplier<Optional<Path>> open,
            Function<String, Optional<Path>> save,
            Optional<Path> desk,
            Executor disk) {

        /// For windows that only show: nothing is asked and nothing is kept.
        static Ports none() {
            return new Ports(
                    Optional::empty,
                    name -> Optional.empty(),
                    Optional.empty(),
                    step -> Thread.ofVirtual().name("design").start(step));
        }
    }

    Designs(Ui ui, Notices notices, Overlay overlay, Ports ports, Executor fx) {
        this.texts = ui.texts(Designs.class);
        this.fileWords = new FileWords(ui);
        this.notices = notices;
        this.overlay = overlay;
        this.ports = ports;
        this.fx = fx;
        keeping.setOnFinished(event -> keep());
        editor.designProperty().subscribe(design -> kept());
        editor.unsavedProperty().subscribe(unsaved -> kept());
    }

    /// Null while none is open.
    ReadOnlyObjectProperty<@Nullable Design> designProperty() {
        return editor.designProperty();
    }

    EditorModel editor() {
        return editor;
    }

    /// @param told is told of each file that was opened or saved
    void follow(Consumer<Path> told) {
        opened = told;
    }

    /// @param open is given each file that turns out to be a bundle
    void bundlesTo(Consumer<Path> open) {
        bundles = open;
    }

    /// Shows one that is read already.
    void show(Design read) {
        editor.begun(read);
    }

    /// An empty one.
    ///
    /// @param shown called when it is there
    void begin(Runnable shown) {
        guarded(() -> {
            editor.begun(
                    Design.empty(
                            ClusterSettings.of(
                                    "cluster", texts.get("design.new"), TimingProfile.STANDARD)));
            shows(Optional.empty());
            shown.run();
        });
    }

    /// One that no file has yet, such as the one in force.
    ///
    /// @param shown called when it is there
    void take(Design design, Runnable shown) {
        guarded(() -> {
            editor.begun(design);
            shows(Optional.empty());
            shown.run();
        });
    }

    /// Asks for a file, reads it and shows it.
    void choose(Runnable shown) {
        ports.open().get().ifPresent(file -> open(file, shown));
    }

    /// Reads a file and shows it; does not block. A bundle takes the place of no design, so nothing
    /// is asked before one is looked at.
    ///
    /// @param shown called when the design is there
    void open(Path file, Runnable shown) {
        ports.disk()
                .execute(() -> {
                    boolean isBundle = isBundle(file);
                    fx.execute(() -> {
                        if (isBundle) {
                            bundles.accept(file);
                        } else {
                            guarded(() ->
                                    ports.disk()
                                            .execute(() ->
                                                    read(
                                                            file,
                                                            opening ->
                                                                    show(file, opening, shown))));
                        }
                    });
                });
    }

    private static boolean isBundle(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return BundleReader.isBundle(in.readNBytes(2));
        } catch (IOException e) {
            // Whoever reads all of it says what is wrong.
            return false;
        }
    }

    /// Reads a design that others begin with; it is shown as a new one, without a file.
    void template(Path file, Runnable shown) {
        guarded(() ->
                ports.disk()
                        .execute(() ->
                                read(
                                        file,
                                        opening -> {
                                            if (opening instanceof Opening.Opened read) {
                                                editor.begun(read.design());
                                                shows(Optional.empty());
                                                shown.run();
                                            }
                                        })));
    }

    void close() {
        guarded(() -> {
            editor.closed();
            shows(Optional.empty());
        });
    }

    void save() {
        save(() -> {});
    }

    void saveAs() {
        saveAs(() -> {});
    }

    /// Does it, but asks first while something is not saved.
    void guarded(Runnable next) {
        if (!editor.unsavedProperty().get() || isUntouched()) {
            next.run();
            return;
        }
        if (isAsking) {
            return;
        }
        AskCard[] card = new AskCard[1];
        card[0] =
                new AskCard(
                        "unsaved-card",
                        texts.get("unsaved.title", name()),
                        texts.get("unsaved.sentence"),
                        List.of(
                                answer(
                                        card,
                                        "unsaved-save",
                                        "unsaved.save",
                                        "primary",
                                        () -> save(next)),
                                answer(card, "unsaved-drop", "unsaved.drop", "destructive", next),
                                answer(card, "unsaved-stay", "unsaved.stay", "", () -> {})));
        ask(card[0]);
    }

    /// A new design or a template to which nothing was done is nothing to be sorry for.
    private boolean isUntouched() {
        return editor.fileProperty().get().isEmpty() && editor.undoesProperty().get().isEmpty();
    }

    private void ask(AskCard card) {
        isAsking = true;
        overlay.dialog(card, () -> isAsking = false);
    }

    private AskCard.Answer answer(
            AskCard[] card, String id, String key, String style, Runnable run) {
        return new AskCard.Answer(
                id,
                texts.get(key),
                style,
                () -> {
                    isAsking = false;
                    overlay.close(card[0]);
                    run.run();
                });
    }

    private String name() {
        Design now = editor.designProperty().get();
        return editor.fileProperty()
                .get()
                .map(Path::getFileName)
                .map(Path::toString)
                .orElse(now == null ? "" : now.cluster().name());
    }

    private void save(Runnable then) {
        Design now = editor.designProperty().get();
        Optional<Path> file = editor.fileProperty().get();
        if (now == null) {
            return;
        }
        if (file.isEmpty()) {
            saveAs(then);
        } else {
            Fingerprint base = editor.content();
            ports.disk().execute(() -> write(file.get(), now, Optional.of(base), then));
        }
    }

    private void saveAs(Runnable then) {
        Design now = editor.designProperty().get();
        if (now == null) {
            return;
        }
        String suggested =
                editor.fileProperty()
                        .get()
                        .map(file -> String.valueOf(file.getFileName()))
                        .orElse(now.cluster().id() + ENDING);
        ports.save()
                .apply(suggested)
                .map(Designs::withEnding)
                .ifPresent(file ->
                        ports.disk().execute(() -> write(file, now, Optional.empty(), then)));
    }

    private static Path withEnding(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.contains(".") ? file : file.resolveSibling(name + ENDING);
    }

    /// @param base what the file has to hold still; empty where the user has agreed to any
    private void write(Path file, Design design, Optional<Fingerprint> base, Runnable then) {
        try {
            Fingerprint held =
                    base.isPresent()
                            ? files.save(file, design, base.get())
                            : files.overwrite(file, design);
            fx.execute(() -> {
                editor.saved(design, file, held);
                shows(Optional.of(file));
                opened.accept(file);
                notices.say(Severity.INFO, texts.get("design.saved", file));
                then.run();
            });
        } catch (DesignFileException e) {
            fx.execute(() -> {
                if (e.reason() == DesignFileException.Reason.CHANGED_MEANWHILE) {
                    askAnyway(file, design, then);
                } else {
                    refuse(e);
                }
            });
        }
    }

    private void askAnyway(Path file, Design design, Runnable then) {
        AskCard[] card = new AskCard[1];
        card[0] =
                new AskCard(
                        "changed-card",
                        texts.get("changed.title", file.getFileName()),
                        texts.get("changed.sentence"),
                        List.of(
                                answer(
                                        card,
                                        "changed-other",
                                        "changed.other",
                                        "primary",
                                        () -> saveAs(then)),
                                answer(
                                        card,
                                        "changed-over",
                                        "changed.over",
                                        "destructive",
                                        () ->
                                                ports.disk()
                                                        .execute(() ->
                                                                write(
                                                                        file,
                                                                        design,
                                                                        Optional.empty(),
                                                                        then))),
                                answer(card, "changed-stay", "unsaved.stay", "", () -> {})));
        ask(card[0]);
    }

    private void read(Path file, Consumer<Opening> then) {
        try {
            Opening opening = files.open(file);
            fx.execute(() -> {
                if (opening instanceof Opening.Refused refused) {
                    say(file, refused.problems());
                }
                then.accept(opening);
            });
        } catch (DesignFileException e) {
            fx.execute(() -> refuse(e));
        }
    }

    private void show(Path file, Opening opening, Runnable shown) {
        if (opening instanceof Opening.Opened read) {
            editor.opened(read.design(), file, read.content());
            shows(Optional.of(file));
            opened.accept(file);
            shown.run();
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
        notices.say(Severity.ERROR, fileWords.of(e));
    }

    /// Offers what windows that ended without being asked had not saved.
    ///
    /// @param shown called when one of them is there
    void recover(Runnable shown) {
        if (ports.desk().isEmpty()) {
            return;
        }
        ports.disk()
                .execute(() -> {
                    try {
                        List<Desk.Left> left = Desk.in(ports.desk().get()).left();
                        if (!left.isEmpty()) {
                            fx.execute(() -> offer(left.getFirst(), left.size() - 1, shown));
                        }
                    } catch (IOException e) {
                        fx.execute(
                                () -> notices.say(Severity.WARNING, texts.get("desk.broken", e)));
                    }
                });
    }

    private void offer(Desk.Left left, int more, Runnable shown) {
        String called =
                left.file()
                        .map(file -> String.valueOf(file.getFileName()))
                        .orElse(left.design().cluster().name());
        String at = texts.figures().dateTime(left.at());
        AskCard[] card = new AskCard[1];
        card[0] =
                new AskCard(
                        "left-card",
                        texts.get("left.title", called),
                        texts.get("left.sentence", at, more),
                        List.of(
                                answer(
                                        card,
                                        "left-take",
                                        "left.take",
                                        "primary",
                                        () -> take(left, shown)),
                                answer(
                                        card,
                                        "left-drop",
                                        "left.drop",
                                        "destructive",
                                        () -> clear(left)),
                                answer(card, "left-later", "left.later", "", () -> {})));
        ask(card[0]);
    }

    /// As it was left: with its file, but not saved.
    private void take(Desk.Left left, Runnable shown) {
        guarded(() ->
                ports.disk()
                        .execute(() -> {
                            Optional<Opening.Opened> read = left.file().flatMap(this::readQuietly);
                            fx.execute(() -> {
                                if (read.isPresent()) {
                                    editor.opened(
                                            read.get().design(),
                                            left.file().orElseThrow(),
                                            read.get().content());
                                    editor.edit(EditName.of("recover"), before -> left.design());
                                } else {
                                    editor.begun(left.design());
                                }
                                shows(left.file());
                                shown.run();
                                clear(left);
                            });
                        }));
    }

    private Optional<Opening.Opened> readQuietly(Path file) {
        try {
            return files.open(file) instanceof Opening.Opened read
                    ? Optional.of(read)
                    : Optional.empty();
        } catch (DesignFileException e) {
            // The file has gone meanwhile: what was left is shown as one that no file has yet.
            return Optional.empty();
        }
    }

    private void clear(Desk.Left left) {
        ports.disk().execute(() -> told(() -> Desk.in(ports.desk().orElseThrow()).clear(left)));
    }

    /// Says which file this window shows, and warns when another one shows it, too.
    private void shows(Optional<Path> file) {
        onDesk(own -> {
            if (own.shows(file)) {
                fx.execute(() ->
                        notices.say(
                                Severity.WARNING,
                                texts.get(
                                        "desk.twice",
                                        file.map(one -> String.valueOf(one.getFileName()))
                                                .orElse(""))));
            }
        });
    }

    private void kept() {
        if (editor.unsavedProperty().get() && !isUntouched()) {
            // Not begun anew with each edit: whoever types without a pause has it kept, too.
            if (keeping.getStatus() != Animation.Status.RUNNING) {
                keeping.playFromStart();
            }
        } else {
            keeping.stop();
            forget();
        }
    }

    /// Nothing is to be kept; a window that has kept nothing yet has no place on the desk either.
    private void forget() {
        ports.disk()
                .execute(() -> {
                    Desk.Sheet own = sheet;
                    if (own != null) {
                        told(own::forget);
                    }
                });
    }

    private void keep() {
        Design now = editor.designProperty().get();
        if (now != null && editor.unsavedProperty().get()) {
            onDesk(own -> {
                try {
                    own.keep(now);
                } catch (DesignFileException e) {
                    throw new IOException(e.detail(), e);
                }
            });
        }
    }

    private interface DeskStep {
        void run() throws IOException;
    }

    private interface SheetStep {
        void run(Desk.Sheet own) throws IOException;
    }

    private void onDesk(SheetStep step) {
        ports.desk()
                .ifPresent(
                        folder -> ports.disk().execute(() -> told(() -> step.run(sheet(folder)))));
    }

    private Desk.Sheet sheet(Path folder) throws IOException {
        Desk.Sheet own = sheet;
        if (own == null) {
            own = Desk.in(folder).sheet();
            sheet = own;
        }
        return own;
    }

    /// Does it, and says so where it did not work.
    private void told(DeskStep step) {
        try {
            step.run();
        } catch (IOException e) {
            fx.execute(() -> notices.say(Severity.WARNING, texts.get("desk.broken", e)));
        }
    }

    /// The window ends in order: blocks until nothing of it is left on the desk.
    void end() {
        Desk.Sheet own = sheet;
        if (own != null) {
            try {
                own.close();
            } catch (IOException e) {
                System.getLogger(Designs.class.getName())
                        .log(System.Logger.Level.WARNING, e.toString());
            }
        }
    }
}

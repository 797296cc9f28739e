package dev.belay.app.shell;

import dev.belay.app.answers.AnswerPlaces;
import dev.belay.app.connect.ConnectionsModel;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.health.ChooserSaveFile;
import dev.belay.app.lab.LabModel;
import dev.belay.app.lab.LauncherLab;
import dev.belay.app.picture.DrawingExport;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Notices;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.model.design.Design;
import dev.belay.model.status.Severity;
import dev.belay.reach.UserFolder;
import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The program around the window: preferences in, window out, everything stopped at the end.
public final class StudioApplication extends Application {
    private static final String TITLE = "Belay Studio";
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST_WIDTH = 960;
    private static final double LEAST_HEIGHT = 600;
    private static final javafx.util.Duration SYMBOL_AFTER = javafx.util.Duration.millis(200);
    private static final Duration LAB_DOWN = Duration.ofSeconds(30);

    private static @Nullable StudioOptions options;

    private @Nullable PreferencesFile file;
    private @Nullable LabModel lab;
    private @Nullable Connector connector;
    private @Nullable Designs drawn;
    private final ExecutorService disk =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("design").factory());

    /// Opens the window, and returns when it is closed.
    public static void open(StudioOptions asked) {
        options = asked;
        Ui.begin();
        launch(StudioApplication.class);
    }

    @Override
    public void start(Stage stage) {
        StudioOptions asked = Objects.requireNonNull(options);
        PreferencesFile preferencesFile =
                new PreferencesFile(
                        PreferencesFile.usual(),
                        e ->
                                System.getLogger(StudioApplication.class.getName())
                                        .log(System.Logger.Level.WARNING, e.toString()));
        file = preferencesFile;
        PreferencesFile.Loaded loaded = preferencesFile.load();
        Ui ui = ui(asked, loaded.preferences());
        Memory memory = new Memory(preferencesFile, loaded.preferences(), ui, stage);
        Studio studio = studio(ui, stage, memory, preferencesFile.path());
        Scene scene = new Scene(studio.root(), WIDTH, HEIGHT);
        ui.dress(scene);
        studio.listen(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(scene);
        stage.setOnCloseRequest(event -> {
            event.consume();
            studio.quit();
        });
        memory.place();
        memory.follow(studio, Objects.requireNonNull(connector));
        stage.show();
        beat(ui);
        // JavaFX brings each picture of the symbol to its size in slow steps: the window comes
        // first.
        PauseTransition painted = new PauseTransition(SYMBOL_AFTER);
        painted.setOnFinished(event -> icons(stage));
        painted.play();
        tell(asked, loaded, studio, ui);
    }

    private Studio studio(Ui ui, Stage stage, Memory memory, Path preferences) {
        LabModel labModel = new LabModel(lab(ui), Platform::runLater);
        lab = labModel;
        Clusters clusters = new Clusters();
        Overlay overlay = new Overlay(ui);
        Notices notices = new Notices(ui);
        Connector connecting =
                new Connector(
                        ui,
                        clusters,
                        labModel,
                        overlay,
                        () -> ConnectionsModel.ofUser(Platform::runLater),
                        memory::opened);
        connector = connecting;
        Studio[] made = new Studio[1];
        Wiring.Ports ports =
                new Wiring.Ports(
                        new ChooserSaver(ui, stage, notices),
                        new ChooserSaveFile(),
                        System::currentTimeMillis,
                        Executors.newSingleThreadExecutor(
                                Thread.ofPlatform().daemon().name("layout").factory()),
                        LiveWork.of(
                                clusters, connecting::model, UserFolder.path(), UserFolder.cache()),
                        () -> chooseFolder(ui, stage, "folder.publish"),
                        new AnswerPlaces(
                                () -> chooseFolder(ui, stage, "folder.answers"),
                                () -> chooseAnswers(ui, stage)),
                        BundleChoosers.of(ui, stage),
                        to -> Objects.requireNonNull(made[0]).go(to));
        Designs designs =
                new Designs(
                        ui,
                        notices,
                        overlay,
                        new Designs.Ports(
                                () -> chooseDesign(ui, stage),
                                name -> chooseTarget(ui, stage, name),
                                Optional.of(UserFolder.path().resolve("desk")),
                                disk),
                        Platform::runLater);
        drawn = designs;
        designs.follow(memory::opened);
        stage.titleProperty().bind(title(designs));
        Screens screens =
                Wiring.screens(
                        ui,
                        clusters,
                        labModel,
                        connecting,
                        designs,
                        overlay,
                        ports,
                        () -> Objects.requireNonNull(made[0]).connect());
        screens.bundles().model().follow(memory::openedBundle);
        made[0] =
                new Studio(
                        ui,
                        clusters,
                        labModel,
                        connecting,
                        designs,
                        screens,
                        overlay,
                        notices,
                        preferences,
                        stage::close,
                        new DrawingExport(
                                ui, new ChooserPictureSaver(ui, stage, notices), Instant::now));
        return made[0];
    }

    private static Optional<Path> chooseDesign(Ui ui, Stage stage) {
        FileChooser chooser = new FileChooser();
        chooser.getExtensionFilters()
                .add(
                        new FileChooser.ExtensionFilter(
                                ui.texts(StudioApplication.class).get("file.designs-and-bundles"),
                                "*.belay",
                                "*.zip"));
        return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
    }

    private static Optional<Path> chooseTarget(Ui ui, Stage stage, String name) {
        FileChooser chooser = new FileChooser();
        chooser.getExtensionFilters()
                .add(
                        new FileChooser.ExtensionFilter(
                                ui.texts(StudioApplication.class).get("file.designs"), "*.belay"));
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
    }

    /// The design first: that is what windows are told apart by.
    private static ObservableValue<String> title(Designs designs) {
        EditorModel editor = designs.editor();
        return Bindings.createStringBinding(
                () -> {
                    Design design = editor.designProperty().get();
                    if (design == null) {
                        return TITLE;
                    }
                    String name =
                            editor.fileProperty()
                                    .get()
                                    .map(file -> String.valueOf(file.getFileName()))
                                    .orElse(design.cluster().name());
                    return (editor.unsavedProperty().get() ? "• " : "") + name + " – " + TITLE;
                },
                editor.designProperty(),
                editor.fileProperty(),
                editor.unsavedProperty());
    }

    private static List<Path> chooseAnswers(Ui ui, Stage stage) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(ui.texts(StudioApplication.class).get("files.answers"));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("JSON", "*.json", "*"));
        List<File> chosen = chooser.showOpenMultipleDialog(stage);
        return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
    }

    private static Optional<Path> chooseFolder(Ui ui, Stage stage, String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(ui.texts(StudioApplication.class).get(title));
        return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    }

    private static void icons(Stage stage) {
        for (int size : List.of(16, 32, 64, 256)) {
            String name = "icon-" + size + ".png";
            URL url = Objects.requireNonNull(StudioApplication.class.getResource(name), name);
            stage.getIcons().add(new Image(url.toExternalForm()));
        }
    }

    @Override
    public void stop() throws InterruptedException {
        if (connector != null) {
            connector.close();
        }
        disk.close();
        if (drawn != null) {
            drawn.end();
        }
        if (lab != null) {
            lab.close(LAB_DOWN);
        }
        if (file != null) {
            file.close();
        }
    }

    private static void tell(
            StudioOptions asked, PreferencesFile.Loaded loaded, Studio studio, Ui ui) {
        var texts = ui.texts(StudioApplication.class);
        String complaint = loaded.complaint();
        if (complaint != null) {
            studio.say(Severity.WARNING, texts.get("preferences.unreadable", complaint));
        }
        Path design = asked.file();
        if (design != null) {
            studio.open(design);
        }
        studio.recover();
        if (asked.lab()) {
            studio.startLab();
        }
        if (asked.measureStart()) {
            StartMeasure.print(studio::quit);
        }
    }

    private static void beat(Ui ui) {
        Timeline second =
                new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), event -> ui.beat()));
        second.setCycleCount(Animation.INDEFINITE);
        second.play();
    }

    private static Ui ui(StudioOptions asked, Preferences remembered) {
        Language language =
                Objects.requireNonNullElseGet(
                        asked.language(),
                        () ->
                                Objects.requireNonNullElseGet(
                                        remembered.language(), Language::ofSystem));
        Ui ui =
                new Ui(
                        language,
                        Objects.requireNonNullElse(asked.look(), remembered.look()),
                        remembered.percent());
        Boolean reduceMotion = remembered.reduceMotion();
        if (reduceMotion != null) {
            ui.reduceMotionProperty().set(reduceMotion);
        }
        return ui;
    }

    private static LauncherLab lab(Ui ui) {
        return new LauncherLab(
                List.of(System.getProperty("belay.launcher", "belay")),
                LauncherLab.standardFolder(System.getenv()),
                () -> ui.language() == Language.JAPANESE ? "ja_JP.UTF-8" : "C.UTF-8");
    }

    /// Whether a window's place is on a screen that is there now.
    static boolean isVisible(Preferences.WindowPlace place) {
        return !Screen.getScreensForRectangle(
                        place.x() + place.width() / 4,
                        place.y(),
                        place.width() / 2,
                        place.height() / 2)
                .isEmpty();
    }
}

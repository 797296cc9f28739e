package dev.belay.app.shell;

import dev.belay.app.ui.Action;
import dev.belay.app.ui.AppearanceRows;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/// Every action of the window itself, by name.
///
/// @param palette searches all actions
/// @param help shows keys and words
/// @param settings language, look, size
/// @param plan shows what applying the drawing would do
/// @param all those four and every other one, in the order of the palette
record ShellActions(Action palette, Action help, Action settings, Action plan, List<Action> all) {

    /// What the window can do; {@link Studio} does it.
    interface Doer {
        void showPalette();

        void showHelp();

        void showSettings();

        void showAbout();

        void go(Destination destination);

        void goHome();

        void showPlan();

        void startLab();

        void stopLab();

        void connect();

        void newDesign();

        void openFile();

        void saveDesign();

        void saveDesignAs();

        void closeDesign();

        void exportDrawing();

        void openBundle();

        void exportBundle();

        void closeCluster();

        void quit();
    }

    static ShellActions of(
            Ui ui,
            Texts texts,
            Doer doer,
            Predicate<Destination> available,
            ObservableValue<Boolean> clusterOpen,
            ObservableValue<Boolean> designOpen,
            ObservableValue<Boolean> labIdle,
            ObservableValue<Boolean> labRunning) {
        Action palette =
                Action.of(
                        "palette",
                        "fth-search",
                        texts.text("action.palette"),
                        ctrl(KeyCode.K),
                        doer::showPalette);
        Action help =
                Action.of(
                        "help",
                        "fth-help-circle",
                        texts.text("action.help"),
                        new KeyCodeCombination(KeyCode.F1),
                        doer::showHelp);
        Action settings =
                Action.of(
                        "settings",
                        "fth-sliders",
                        texts.text("action.settings"),
                        ctrl(KeyCode.COMMA),
                        doer::showSettings);
        Action plan =
                Action.of(
                        "plan",
                        "fth-git-branch",
                        texts.text("action.plan"),
                        ctrl(KeyCode.P),
                        doer::showPlan);
        List<Action> all = new ArrayList<>();
        for (Destination destination : Destination.values()) {
            all.add(go(texts, doer, destination, available.test(destination)));
        }
        all.add(
                Action.of(
                        "home",
                        "fth-home",
                        texts.text("action.home"),
                        ctrl(KeyCode.DIGIT0),
                        doer::goHome));
        all.add(plan);
        all.add(
                new Action(
                        "lab.start",
                        "fth-play",
                        texts.text("action.lab.start"),
                        ctrl(KeyCode.L),
                        labIdle,
                        texts.text("action.lab.start.why-not"),
                        doer::startLab));
        all.add(
                new Action(
                        "lab.stop",
                        "fth-square",
                        texts.text("action.lab.stop"),
                        null,
                        labRunning,
                        texts.text("action.lab.stop.why-not"),
                        doer::stopLab));
        all.add(
                Action.of(
                        "connect",
                        "fth-link",
                        texts.text("action.connect"),
                        ctrl(KeyCode.O),
                        doer::connect));
        all.add(
                Action.of(
                        "new-design",
                        "fth-edit-2",
                        texts.text("action.new-design"),
                        ctrl(KeyCode.N),
                        doer::newDesign));
        all.add(
                Action.of(
                        "open-file",
                        "fth-file",
                        texts.text("action.open-file"),
                        new KeyCodeCombination(
                                KeyCode.O, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        doer::openFile));
        all.add(
                new Action(
                        "save-design",
                        "fth-save",
                        texts.text("action.save-design"),
                        ctrl(KeyCode.S),
                        designOpen,
                        texts.text("action.close-design.why-not"),
                        doer::saveDesign));
        all.add(
                new Action(
                        "save-design-as",
                        "fth-save",
                        texts.text("action.save-design-as"),
                        new KeyCodeCombination(
                                KeyCode.S, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        designOpen,
                        texts.text("action.close-design.why-not"),
                        doer::saveDesignAs));
        all.add(
                new Action(
                        "close-design",
                        "fth-x",
                        texts.text("action.close-design"),
                        null,
                        designOpen,
                        texts.text("action.close-design.why-not"),
                        doer::closeDesign));
        all.add(
                new Action(
                        "export-drawing",
                        "fth-download",
                        texts.text("action.export-drawing"),
                        new KeyCodeCombination(
                                KeyCode.E, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        Bindings.createBooleanBinding(
                                () -> clusterOpen.getValue() || designOpen.getValue(),
                                clusterOpen,
                                designOpen),
                        texts.text("action.export-drawing.why-not"),
                        doer::exportDrawing));
        all.add(
                Action.of(
                        "open-bundle",
                        "fth-package",
                        texts.text("action.open-bundle"),
                        ctrl(KeyCode.B),
                        doer::openBundle));
        all.add(
                new Action(
                        "export-bundle",
                        "fth-package",
                        texts.text("action.export-bundle"),
                        new KeyCodeCombination(
                                KeyCode.B, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        designOpen,
                        texts.text("action.close-design.why-not"),
                        doer::exportBundle));
        all.add(
                new Action(
                        "close-cluster",
                        "fth-x",
                        texts.text("action.close-cluster"),
                        ctrl(KeyCode.W),
                        clusterOpen,
                        texts.text("action.close-cluster.why-not"),
                        doer::closeCluster));
        all.add(settings);
        for (Language language : Language.values()) {
            all.add(
                    Action.of(
                            "language." + language.code(),
                            "fth-type",
                            texts.text("action.language", language.bothNames()),
                            null,
                            () -> ui.languageProperty().set(language)));
        }
        for (Look look : Look.values()) {
            all.add(
                    Action.of(
                            "look." + look.code(),
                            "fth-sun",
                            texts.text("action.look." + look.code()),
                            null,
                            () -> ui.lookProperty().set(look)));
        }
        for (int percent : AppearanceRows.SIZES) {
            all.add(
                    Action.of(
                            "size." + percent,
                            "fth-maximize-2",
                            texts.text("action.size", percent),
                            null,
                            () -> ui.percentProperty().set(percent)));
        }
        all.add(
                Action.of(
                        "motion",
                        "fth-wind",
                        texts.text("action.motion"),
                        null,
                        () -> ui.reduceMotionProperty().set(!ui.reduceMotionProperty().get())));
        all.add(help);
        all.add(Action.of("about", "fth-info", texts.text("action.about"), null, doer::showAbout));
        all.add(
                Action.of(
                        "quit",
                        "fth-log-out",
                        texts.text("action.quit"),
                        ctrl(KeyCode.Q),
                        doer::quit));
        return new ShellActions(palette, help, settings, plan, List.copyOf(all));
    }

    private static Action go(Texts texts, Doer doer, Destination destination, boolean available) {
        ObservableValue<String> place = texts.text("rail." + destination.code());
        return new Action(
                "go." + destination.code(),
                destination.icon(),
                texts.text("action.go", place),
                digit(Rail.number(destination)),
                new SimpleBooleanProperty(available),
                texts.text("rail.not-in-this-version", place),
                () -> doer.go(destination));
    }

    private static KeyCombination digit(int number) {
        return ctrl(KeyCode.valueOf("DIGIT" + number));
    }

    private static KeyCombination ctrl(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
    }

    /// `Ctrl+1`, as people read it.
    static String keysOf(@Nullable KeyCombination keys) {
        return keys == null ? "" : keys.getDisplayText().replaceAll("\\+(?=.)", " ");
    }
}

package dev.belay.app.shell;

import dev.belay.app.lab.LabModel;
import dev.belay.app.picture.DrawingExport;
import dev.belay.app.picture.Subject;
import dev.belay.app.topology.TopologyScreen;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.Notices;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Question;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.welcome.RecentPlace;
import dev.belay.app.welcome.WelcomeDoer;
import dev.belay.app.welcome.WelcomeView;
import dev.belay.model.status.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// One window of the studio, wired by hand: the only place that knows every part.
final class Studio implements ShellActions.Doer {
    private final Ui ui;
    private final Texts texts;
    private final Clusters clusters;
    private final LabModel lab;
    private final Connector connector;
    private final Designs designs;
    private final Overlay overlay;
    private final Question<CloseCard> closing;
    private final Notices notices;
    private final Screens screens;
    private final ObjectProperty<@Nullable Destination> destination =
            new SimpleObjectProperty<>(this, "destination");
    private final ObservableList<RecentPlace> recent = FXCollections.observableArrayList();
    private final ShellActions actions;
    private final Frame frame;
    private final Path preferencesFile;
    private final Runnable quit;
    private final DrawingExport pictures;
    private @Nullable Screen welcome;
    private @Nullable Screen shown;

    /// What a studio is made of.
    ///
    /// @param clusters that are open, and whoever opens them puts them there
    /// @param connector that opens and closes clusters
    /// @param designs the one that is open
    /// @param screens the places of the rail that this version has
    /// @param overlay where dialogs and popovers go
    /// @param notices where sentences above the content go
    /// @param preferencesFile shown in the settings
    /// @param quit closes the window in order
    /// @param pictures writes what the topology shows
    Studio(
            Ui ui,
            Clusters clusters,
            LabModel lab,
            Connector connector,
            Designs designs,
            Screens screens,
            Overlay overlay,
            Notices notices,
            Path preferencesFile,
            Runnable quit,
            DrawingExport pictures) {
        this.ui = ui;
        this.texts = ui.texts(Studio.class);
        this.clusters = clusters;
        this.lab = lab;
        this.preferencesFile = preferencesFile;
        this.quit = quit;
        this.pictures = pictures;
        this.connector = connector;
        this.designs = designs;
        this.screens = screens;
        this.overlay = overlay;
        this.closing = new Question<>(overlay);
        this.notices = notices;
        ObservableValue<Boolean> labStartable = lab.stateProperty().map(state -> lab.isStartable());
        ObservableValue<Boolean> labOurs =
                lab.stateProperty()
                        .map(state ->
                                state instanceof LabModel.LabState.Running running
                                        && running.ours());
        this.actions =
                ShellActions.of(
                        ui,
                        texts,
                        this,
                        screens::has,
                        clusters.liveProperty().map(live -> true).orElse(false),
                        designs.designProperty().map(design -> true).orElse(false),
                        labStartable,
                        labOurs);
        Rail rail = new Rail(texts, screens::has, destination, this::go);
        TopBar top =
                new TopBar(
                        ui,
                        texts,
                        clusters,
                        actions,
                        screens.planned(),
                        this::showClusters,
                        () -> go(Destination.TOPOLOGY));
        BottomBar bottom = new BottomBar(ui, texts, clusters.liveProperty(), running());
        this.frame = new Frame(top, rail, bottom, notices, overlay, clusters.isProtectedProperty());
        frame.getStylesheets().add(sheet());
        screens.opensPlan(this::showPlan);
        designs.bundlesTo(this::openBundle);
        destination.subscribe(this::show);
        clusters.liveProperty()
                .subscribe((before, now) -> {
                    if (before == null && now != null && destination.get() == null) {
                        go(Destination.TOPOLOGY);
                    }
                });
    }

    Region root() {
        return frame;
    }

    ObservableList<RecentPlace> recent() {
        return recent;
    }

    ObjectProperty<@Nullable Destination> destinationProperty() {
        return destination;
    }

    /// Whether the screen in view has drawn everything.
    boolean isSettled() {
        return shown == null || shown.settled();
    }

    /// Puts the keys of all actions on the scene; those of the screen in view come first.
    void listen(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// Says something above the content.
    void say(Severity severity, String sentence) {
        notices.say(severity, sentence);
    }

    /// Every action that can be named now: of the screen in view, then of the window.
    List<Action> allActions() {
        List<Action> all = new ArrayList<>();
        if (shown != null) {
            all.addAll(shown.actions());
        }
        all.addAll(actions.all());
        return all;
    }

    @Override
    public void showPalette() {
        List<Action> listed = new ArrayList<>(allActions());
        PaletteCard[] card = new PaletteCard[1];
        card[0] = new PaletteCard(texts, listed, () -> overlay.close(card[0]));
        overlay.popover(card[0], Pos.TOP_CENTER, new Insets(ui.px(56), 0, 0, 0));
    }

    @Override
    public void showHelp() {
        HelpCard[] card = new HelpCard[1];
        card[0] = new HelpCard(texts, allActions(), () -> overlay.close(card[0]));
        overlay.dialog(card[0], () -> {});
    }

    @Override
    public void showSettings() {
        overlay.popover(
                new SettingsCard(ui, texts, preferencesFile),
                Pos.TOP_RIGHT,
                new Insets(ui.px(50), ui.px(10), 0, 0));
    }

    @Override
    public void showAbout() {
        AboutCard[] card = new AboutCard[1];
        card[0] = new AboutCard(texts, () -> overlay.close(card[0]));
        overlay.dialog(card[0], () -> {});
    }

    private void showClusters() {
        ClustersCard[] card = new ClustersCard[1];
        card[0] = new ClustersCard(texts, clusters, this::connect, () -> overlay.close(card[0]));
        overlay.popover(card[0], Pos.TOP_LEFT, new Insets(ui.px(46), 0, 0, ui.px(88)));
    }

    @Override
    public void go(Destination to) {
        if (!screens.has(to)) {
            return;
        }
        if (destination.get() == to) {
            // The plan may stand in its place.
            show(to);
        } else {
            destination.set(to);
        }
    }

    @Override
    public void goHome() {
        destination.set(null);
    }

    @Override
    public void startLab() {
        goHome();
        lab.start();
    }

    @Override
    public void stopLab() {
        lab.stop();
    }

    @Override
    public void connect() {
        go(Destination.CONNECTIONS);
    }

    @Override
    public void newDesign() {
        designs.begin(this::draw);
    }

    @Override
    public void openFile() {
        designs.choose(this::draw);
    }

    @Override
    public void saveDesign() {
        designs.save();
    }

    @Override
    public void saveDesignAs() {
        designs.saveAs();
    }

    /// Shows the design; one that no file has yet is there to be edited, also beside a cluster.
    private void draw() {
        go(Destination.TOPOLOGY);
        boolean isNew = designs.editor().fileProperty().get().isEmpty();
        if (isNew && screens.get(Destination.TOPOLOGY) instanceof TopologyScreen topology) {
            topology.draw();
        }
    }

    /// Offers what windows that ended without being asked had not saved.
    void recover() {
        designs.recover(this::draw);
    }

    /// Opens a design and shows it.
    void open(Path file) {
        designs.open(file, this::draw);
    }

    private void openExample(String name) {
        Path folder = Path.of(System.getProperty("belay.home", ""), "examples");
        designs.template(folder.resolve(name), this::draw);
    }

    /// Shows what the picture is of, too.
    @Override
    public void exportDrawing() {
        go(Destination.TOPOLOGY);
        Optional<Subject> now = subject();
        if (now.isEmpty()) {
            notices.say(Severity.WARNING, texts.get("export.nothing"));
        } else {
            pictures.export(() -> subject().orElse(now.get()));
        }
    }

    private Optional<Subject> subject() {
        return screens.get(Destination.TOPOLOGY) instanceof TopologyScreen topology
                ? topology.subject()
                : Optional.empty();
    }

    @Override
    public void openBundle() {
        showBundles();
        screens.bundles().model().choose();
    }

    private void openBundle(Path file) {
        showBundles();
        screens.bundles().model().open(file);
    }

    private void showBundles() {
        destination.set(Destination.TOPOLOGY);
        show(screens.bundles().screen());
    }

    @Override
    public void exportBundle() {
        screens.bundles().export();
    }

    @Override
    public void closeDesign() {
        designs.close();
    }

    @Override
    public void closeCluster() {
        Clusters.OpenCluster now = clusters.currentProperty().get();
        if (now != null) {
            connector.disconnect(now.place());
        }
    }

    /// Closes the window; asks first while something is half done.
    @Override
    public void quit() {
        String middle = screens.middle();
        if (middle.isEmpty()) {
            designs.guarded(quit);
        } else if (!closing.isOpen()) {
            closing.ask(new CloseCard(texts, middle, this::closeAnyway, closing::close));
        }
    }

    private void closeAnyway() {
        closing.close();
        designs.guarded(quit);
    }

    @Override
    public void showPlan() {
        destination.set(Destination.TOPOLOGY);
        show(screens.plan());
    }

    private void show(@Nullable Destination to) {
        show(to == null ? welcome() : screens.get(to));
    }

    private void show(Screen next) {
        if (shown != null && !shown.equals(next)) {
            shown.hidden();
        }
        shown = next;
        frame.show(next.root());
        next.shown();
    }

    private Screen welcome() {
        Screen there = welcome;
        if (there == null) {
            there =
                    new WelcomeView(
                            ui,
                            lab,
                            recent,
                            new WelcomeDoer() {
                                @Override
                                public void connect() {
                                    Studio.this.connect();
                                }

                                @Override
                                public void newDesign() {
                                    Studio.this.newDesign();
                                }

                                @Override
                                public void openFile() {
                                    Studio.this.openFile();
                                }

                                @Override
                                public void openExample(String name) {
                                    Studio.this.openExample(name);
                                }

                                @Override
                                public void showHelp() {
                                    Studio.this.showHelp();
                                }
                            });
            welcome = there;
        }
        return there;
    }

    private ObservableValue<String> running() {
        return Bindings.createStringBinding(
                () ->
                        switch (lab.stateProperty().get()) {
                            case LabModel.LabState.Starting starting ->
                                    starting.step().isEmpty()
                                            ? texts.get("bottom.lab-starting")
                                            : starting.step();
                            case LabModel.LabState.Stopping stopping ->
                                    texts.get("bottom.lab-stopping");
                            case LabModel.LabState.Idle idle -> runningOnScreens();
                            case LabModel.LabState.Running up -> runningOnScreens();
                            case LabModel.LabState.Failed no -> runningOnScreens();
                        },
                lab.stateProperty(),
                screens.running(),
                ui.languageProperty());
    }

    private String runningOnScreens() {
        String running = screens.running().getValue();
        return running.isEmpty() ? texts.get("bottom.no-operation") : running;
    }

    private void key(KeyEvent event) {
        if (overlay.isOpen()) {
            return;
        }
        boolean isTyping = event.getTarget() instanceof TextInputControl;
        for (Action action : allActions()) {
            if (isTyping && Action.isForTexts(action.keys())) {
                continue;
            }
            if (action.keys() != null && action.keys().match(event)) {
                event.consume();
                action.perform();
                return;
            }
        }
        if (actions.palette().keys() != null && actions.palette().keys().match(event)) {
            event.consume();
            actions.palette().perform();
        }
    }

    private static String sheet() {
        return Objects.requireNonNull(Studio.class.getResource("shell.css")).toExternalForm();
    }
}

package dev.belay.app.shell;

import dev.belay.app.answers.AnswerPlaces;
import dev.belay.app.connect.ConnectionsFixture;
import dev.belay.app.connections.ConnectionCards;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.lab.Lab;
import dev.belay.app.lab.LabModel;
import dev.belay.app.picture.DrawingExport;
import dev.belay.app.project.DesignFile;
import dev.belay.app.project.DesignFileException;
import dev.belay.app.project.Opening;
import dev.belay.app.topology.TopologyScreen;
import dev.belay.app.ui.Notices;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.welcome.RecentPlace;
import dev.belay.app.wizard.WizardsView;
import dev.belay.model.status.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A whole studio without a window, on recorded facts, in a scene of its own.
final class ShotStudio {
    private static final String PLACE = "recorded";

    private int closed;
    private Path chosen = Path.of("/home/kaito/edge-nginx");
    private final Ui ui;
    private final Clusters clusters = new Clusters();
    private final LabModel lab = new LabModel(new EndlessLab(), Runnable::run);
    private final Screens screens;
    private final Designs designs;
    private final Studio studio;
    private final Scene scene;
    private final @Nullable ShotFacts facts;
    private final Overlay overlay;
    private final RecordedWork work = new RecordedWork();
    private final RecordedBundles bundles = new RecordedBundles();

    ShotStudio(Ui ui, double width, double height, @Nullable Supplier<ShotFacts> maker) {
        this.ui = ui;
        ui.reduceMotionProperty().set(true);
        Texts texts = ui.texts(ShotStudio.class);
        overlay = new Overlay(ui);
        Notices notices = new Notices(ui);
        ConnectionsFixture connections = RecordedConnections.connections(ui.language());
        Connector connector =
                new Connector(ui, clusters, lab, overlay, connections::model, entry -> {});
        ShotFacts facts = maker == null ? null : maker.get();
        designs = new Designs(ui, notices, overlay, Designs.Ports.none(), Platform::runLater);
        screens =
                Wiring.screens(
                        ui,
                        clusters,
                        lab,
                        connector,
                        designs,
                        overlay,
                        new Wiring.Ports(
                                (name, content) -> {},
                                (owner, name, kind) -> Optional.empty(),
                                () -> facts == null ? 0 : facts.wallMillis(),
                                Runnable::run,
                                work.work(),
                                () -> Optional.of(chosen),
                                new AnswerPlaces(Optional::empty, List::of),
                                bundles.ports(),
                                to -> {}),
                        () -> {});
        studio =
                new Studio(
                        ui,
                        clusters,
                        lab,
                        connector,
                        designs,
                        screens,
                        overlay,
                        notices,
                        Path.of("~", ".config", "belay", "studio.json"),
                        () -> closed++,
                        new DrawingExport(ui, (name, begin) -> {}, Instant::now));
        recent(texts);
        scene = new Scene(studio.root(), width, height);
        ui.dress(scene);
        this.facts = facts;
        if (facts != null) {
            clusters.show(new Clusters.OpenCluster(PLACE, facts.cluster(), false));
        }
        goHome();
        ui.beat();
    }

    /// How often the window was closed.
    int closed() {
        return closed;
    }

    /// Lets come what comes after the screen is there.
    void feed() {
        if (facts != null) {
            facts.feed();
            ui.beat();
        }
    }

    void goHome() {
        studio.goHome();
    }

    Studio studio() {
        return studio;
    }

    LabModel lab() {
        return lab;
    }

    Scene scene() {
        return scene;
    }

    Ui ui() {
        return ui;
    }

    void go(Destination destination) {
        studio.destinationProperty().set(destination);
    }

    /// Opens one of the examples that come with the program.
    void design(String example) {
        Path file = Path.of(System.getProperty("belay.home", ""), "examples", example);
        try {
            if (new DesignFile().open(file) instanceof Opening.Opened opened) {
                designs.show(opened.design());
            }
        } catch (DesignFileException e) {
            throw new IllegalStateException("no example " + file, e);
        }
    }

    EditorModel editor() {
        return designs.editor();
    }

    /// Presses a key while something has the keyboard.
    void key(String selector, KeyCode code) {
        found(selector)
                .fireEvent(
                        new KeyEvent(
                                KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    /// Asks what would be if these things of an example failed.
    void whatIf(String example, String... things) {
        design(example);
        suppose(things);
    }

    /// The same of a design that is drawn already.
    void suppose(String... things) {
        go(Destination.TOPOLOGY);
        if (screens.get(Destination.TOPOLOGY) instanceof TopologyScreen topology) {
            topology.suppose(List.of(things));
        }
    }

    /// Edits the design.
    void draw() {
        if (screens.get(Destination.TOPOLOGY) instanceof TopologyScreen topology) {
            topology.draw();
        }
    }

    void selectNode(String id) {
        if (screens.get(Destination.TOPOLOGY) instanceof TopologyScreen topology) {
            topology.jumpTo(id);
        }
    }

    void protect() {
        Clusters.OpenCluster now = clusters.currentProperty().get();
        if (now != null) {
            clusters.show(new Clusters.OpenCluster(PLACE, now.cluster(), true));
        }
    }

    /// What wizards, config and audit log work on.
    RecordedWork work() {
        return work;
    }

    /// The next folder that somebody asks for.
    void chooseFolder(Path folder) {
        chosen = folder;
    }

    /// Bundles, and where they lie.
    RecordedBundles bundles() {
        return bundles;
    }

    /// Looks at a bundle.
    BundlePlace look(Path bundle) {
        bundles.choose(bundle);
        studio.openBundle();
        return screens.bundles();
    }

    WizardsView wizards() {
        go(Destination.WIZARDS);
        if (screens.get(Destination.WIZARDS) instanceof WizardsView wizards) {
            return wizards;
        }
        throw new IllegalStateException("no wizards");
    }

    void dialog(Region card) {
        card.getStylesheets().add(ConnectionCards.sheet());
        overlay.dialog(card, () -> {});
    }

    void press(String selector) {
        ((ButtonBase) found(selector)).fire();
    }

    /// Brings the end of the page into view that has it.
    void revealEnd(String selector) {
        for (Node one = found(selector); one != null; one = one.getParent()) {
            if (one instanceof ScrollPane scroll) {
                scroll.setVvalue(scroll.getVmax());
                return;
            }
        }
    }

    void complain() {
        Texts texts = ui.texts(ShotStudio.class);
        studio.say(Severity.WARNING, texts.get("bottom.more-nodes", 7));
        studio.say(Severity.INFO, texts.get("save.done", "edge-tokyo-events.csv"));
        studio.say(
                Severity.ERROR,
                texts.get("save.failed", "edge-tokyo-events.csv", "No space left on device"));
    }

    void type(String selector, String text) {
        ((TextInputControl) found(selector)).setText(text);
    }

    void increment(String selector, int steps) {
        ((Spinner<?>) found(selector)).increment(steps);
    }

    /// Scrolls the page down to where something begins.
    void scroll(String selector) {
        Node wanted = found(selector);
        Node above = wanted.getParent();
        while (above != null && !(above instanceof ScrollPane)) {
            above = above.getParent();
        }
        if (above instanceof ScrollPane pane) {
            Bounds at =
                    pane.getContent().sceneToLocal(wanted.localToScene(wanted.getLayoutBounds()));
            double hidden =
                    pane.getContent().getLayoutBounds().getHeight()
                            - pane.getViewportBounds().getHeight();
            pane.setVvalue(Math.min(1, at.getMinY() / hidden));
        }
    }

    void select(String selector, int row) {
        ListView<?> list = (ListView<?>) found(selector);
        list.getSelectionModel().select(list.getItems().size() - row);
    }

    boolean settled() {
        Destination now = studio.destinationProperty().get();
        return now == null || studio.isSettled();
    }

    WritableImage picture() {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return scene.snapshot(null);
    }

    /// The toolkit keeps a scene for ever that menus were taken into, unless they are taken out.
    void end() {
        scene.setRoot(new Group());
    }

    private Node found(String selector) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        Node node = scene.getRoot().lookup(selector);
        if (node == null) {
            throw new IllegalStateException("nothing is called " + selector);
        }
        return node;
    }

    private void recent(Texts texts) {
        Instant now = Instant.now();
        studio.recent()
                .addAll(
                        new RecentPlace(
                                "fth-share-2",
                                false,
                                "edge-tokyo",
                                texts.get("recent.nodes", 3),
                                now,
                                () -> {}),
                        new RecentPlace(
                                "fth-share-2",
                                true,
                                "pay-osaka",
                                texts.get("recent.protected", 3),
                                now.minus(Duration.ofDays(3)),
                                () -> {}),
                        new RecentPlace(
                                "fth-package",
                                false,
                                "edge-gateway.zip",
                                texts.get("recent.bundle", "/home/kaito"),
                                now.minus(Duration.ofDays(5)),
                                () -> {}),
                        new RecentPlace(
                                "fth-share-2",
                                false,
                                "mirrors-eu",
                                texts.get("recent.nodes", 4),
                                now.minus(Duration.ofDays(40)),
                                () -> {}));
    }

    /// A lab that never comes up, and says so.
    private static final class EndlessLab implements Lab {
        @Override
        public Running up(Consumer<String> progress) throws InterruptedException {
            progress.accept("");
            new CountDownLatch(1).await();
            throw new IllegalStateException("the latch is never released");
        }

        @Override
        public void down() {}
    }
}

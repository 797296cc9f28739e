package dev.belay.app.shell;

import dev.belay.app.answers.AnswerPlaces;
import dev.belay.app.bundles.BundlePorts;
import dev.belay.app.connect.ConnectionsModel;
import dev.belay.app.connect.TestConnections;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.lab.Lab;
import dev.belay.app.lab.LabModel;
import dev.belay.app.picture.DrawingExport;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Notices;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.model.design.Design;
import dev.belay.reach.bundle.SignersFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The whole studio as the program makes it, on agents that it connects to, for a user who has an
/// empty folder and an empty SSH config. Only what the system would ask in a window of its own is
/// answered here: which folder to publish.
final class LiveStudio implements AutoCloseable {
    private final Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100);
    private final Clusters clusters = new Clusters();
    private final Connector connector;
    private final Designs designs;
    private final Scene scene;
    private final Timeline second;
    private @Nullable Path chosen;

    /// A studio in a window; on the FX thread.
    ///
    /// @param folder where its user's folder comes
    static LiveStudio shown(Stage stage, Path folder) throws IOException {
        LiveStudio studio = new LiveStudio(Files.createDirectories(folder.resolve("user")));
        stage.setScene(studio.scene());
        stage.show();
        return studio;
    }

    /// A studio; on the FX thread.
    ///
    /// @param user its user's folder
    private LiveStudio(Path user) {
        ui.reduceMotionProperty().set(true);
        LabModel lab = new LabModel(new NoLab(), Platform::runLater);
        Overlay overlay = new Overlay(ui);
        Notices notices = new Notices(ui);
        connector =
                new Connector(ui, clusters, lab, overlay, () -> connections(user), connected -> {});
        designs = new Designs(ui, notices, overlay, Designs.Ports.none(), Platform::runLater);
        Studio[] made = new Studio[1];
        Screens screens =
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
                                System::currentTimeMillis,
                                Runnable::run,
                                LiveWork.of(
                                        clusters, connector::model, user, user.resolve("cache")),
                                () -> Optional.ofNullable(chosen),
                                new AnswerPlaces(() -> Optional.ofNullable(chosen), List::of),
                                new BundlePorts(
                                        () -> Optional.ofNullable(chosen),
                                        name -> Optional.empty(),
                                        Optional::empty,
                                        new SignersFile(user.resolve("allowed_signers")),
                                        user.resolve("id_ed25519"),
                                        Optional.empty(),
                                        Instant::now,
                                        ZoneOffset.UTC,
                                        step -> Thread.ofVirtual().start(step),
                                        Platform::runLater),
                                to -> made[0].go(to)),
                        () -> made[0].connect());
        Studio studio =
                new Studio(
                        ui,
                        clusters,
                        lab,
                        connector,
                        designs,
                        screens,
                        overlay,
                        notices,
                        user.resolve("studio.json"),
                        () -> {},
                        new DrawingExport(ui, (name, begin) -> {}, Instant::now));
        made[0] = studio;
        scene = new Scene(studio.root(), 1440, 900);
        ui.dress(scene);
        studio.listen(scene);
        studio.goHome();
        second = new Timeline(new KeyFrame(Duration.seconds(1), event -> ui.beat()));
        second.setCycleCount(Animation.INDEFINITE);
        second.play();
    }

    private static ConnectionsModel connections(Path user) {
        return TestConnections.of(user, user.resolve("known_hosts"), Platform::runLater);
    }

    Scene scene() {
        return scene;
    }

    /// The folder that is chosen whenever one is asked for.
    void choose(Path folder) {
        chosen = folder;
    }

    Ui ui() {
        return ui;
    }

    /// The design that is open.
    Optional<Design> design() {
        return Optional.ofNullable(designs.designProperty().get());
    }

    /// Draws that.
    void draw(Design design) {
        designs.show(design);
    }

    EditorModel editor() {
        return designs.editor();
    }

    /// Whether a cluster is looked at.
    boolean looksAtCluster() {
        return clusters.liveProperty().get() != null;
    }

    /// Ends all tunnels; on the FX thread.
    @Override
    public void close() {
        second.stop();
        connector.close();
    }

    /// This computer starts no lab.
    private static final class NoLab implements Lab {
        @Override
        public Running up(Consumer<String> progress) {
            throw new IllegalStateException("nobody asked for a lab");
        }

        @Override
        public void down() {}
    }
}

package dev.belay.app.topology;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Ui;
import dev.belay.model.design.Design;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/// The topology as a destination of the window.
public final class TopologyScreen implements Screen {

    private static final KeyCombination SEARCH =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    private final Ui ui;
    private final TopologyModel model;
    private final TopologyView view;

    /// @param cluster the one that is looked at; null when none is
    /// @param design the one that is drawn around the live members; null for none
    /// @param background where layouts are computed; one that runs at once is fine for pictures
    /// @param openConnections goes to where tunnels are made
    public TopologyScreen(
            ObservableValue<? extends @Nullable LiveCluster> cluster,
            ObservableValue<? extends @Nullable Design> design,
            Ui ui,
            Executor background,
            Runnable openConnections) {
        this.ui = ui;
        model = new TopologyModel(cluster, design, background, TopologyScreen::onUiThread);
        view = new TopologyView(model, ui, openConnections);
    }

    private static void onUiThread(Runnable step) {
        if (Platform.isFxApplicationThread()) {
            step.run();
        } else {
            Platform.runLater(step);
        }
    }

    @Override
    public Parent root() {
        return view;
    }

    @Override
    public void shown() {
        view.focusCanvas();
    }

    /// Selects a member by its id, and brings it on screen.
    public void jumpTo(String node) {
        model.jumpTo(node);
    }

    @Override
    public List<Action> actions() {
        return List.of(
                action("topology.search", "fth-search", SEARCH, view::openSearch),
                action("topology.fit", "fth-maximize", null, model::fit),
                action("topology.actual", "fth-square", null, model::zoomToActualSize),
                action("topology.links", "fth-link-2", null, model::toggleLinks),
                action("topology.problems", "fth-alert-triangle", null, model::toggleProblems));
    }

    private Action action(String id, String icon, @Nullable KeyCombination keys, Runnable run) {
        var name = ui.texts(TopologyScreen.class).text("action." + id);
        return Action.of(id, icon, name, keys, run);
    }
}

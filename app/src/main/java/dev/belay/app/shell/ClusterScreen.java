package dev.belay.app.shell;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.lab.LabModel;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Texts;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A screen that shows a cluster: made when there is one, and until then a word on how to get one.
final class ClusterScreen implements Screen {
    private final StackPane root = new StackPane();
    private final Supplier<Screen> maker;
    private final EmptyState none;
    private final ObservableValue<@Nullable LiveCluster> live;
    private final ReadOnlyStringWrapper running = new ReadOnlyStringWrapper("");
    private @Nullable Screen made;
    private boolean inView;

    ClusterScreen(
            Texts texts,
            Destination destination,
            ObservableValue<@Nullable LiveCluster> live,
            LabModel lab,
            Supplier<Screen> maker) {
        this.live = live;
        this.maker = maker;
        this.none =
                EmptyState.empty(
                                destination.icon(),
                                texts.text("none." + destination.code()),
                                texts.text("none." + destination.code() + ".why"))
                        .withAction(
                                "none-start-lab",
                                texts.text("action.lab.start"),
                                () -> {
                                    if (lab.isStartable()) {
                                        lab.start();
                                    }
                                });
        live.subscribe(now -> show());
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void shown() {
        inView = true;
        boolean before = made != null;
        show();
        if (before && made != null) {
            made.shown();
        }
    }

    @Override
    public void hidden() {
        inView = false;
        if (made != null) {
            made.hidden();
        }
    }

    @Override
    public boolean settled() {
        return made == null || made.settled();
    }

    @Override
    public String middle() {
        return made == null ? "" : made.middle();
    }

    @Override
    public ObservableValue<String> running() {
        return running.getReadOnlyProperty();
    }

    @Override
    public List<Action> actions() {
        return made == null || live.getValue() == null ? List.of() : made.actions();
    }

    private void show() {
        if (live.getValue() == null) {
            root.getChildren().setAll(none);
            return;
        }
        if (made == null && inView) {
            made = maker.get();
            running.bind(made.running());
            made.shown();
        }
        if (made != null) {
            root.getChildren().setAll(made.root());
        }
    }
}

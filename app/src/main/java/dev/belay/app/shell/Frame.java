package dev.belay.app.shell;

import dev.belay.app.ui.Notices;
import dev.belay.app.ui.Overlay;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The parts of the window in their places: bars around, the screen in the middle, what lies over
/// it.
final class Frame extends StackPane {
    private final StackPane middle = new StackPane();

    Frame(
            Node topBar,
            Node rail,
            Node bottomBar,
            Notices notices,
            Overlay overlay,
            ObservableValue<Boolean> isProtected) {
        getStyleClass().add("frame");
        middle.setId("screen");
        middle.getStyleClass().add("screen");
        middle.setMinSize(0, 0);
        VBox.setVgrow(middle, Priority.ALWAYS);
        BorderPane bars = new BorderPane(new VBox(notices, middle));
        bars.setTop(topBar);
        bars.setLeft(rail);
        bars.setBottom(bottomBar);
        Region border = new Region();
        border.getStyleClass().add("protected-frame");
        border.setMouseTransparent(true);
        border.visibleProperty().bind(isProtected);
        getChildren().addAll(bars, border, overlay);
    }

    void show(Parent screen) {
        middle.getChildren().setAll(screen);
    }
}

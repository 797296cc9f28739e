package dev.belay.app.topology;

import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/// The line at the left of the inspector; dragging it or its arrow keys change the width.
final class InspectorEdge extends Region {

    private static final double WIDTH = 320;
    private static final double LEAST = 280;
    private static final double MOST = 560;
    private static final double STEP = 16;

    private final Region inspector;
    private final Ui ui;
    private double width = WIDTH;
    private double pressedAt;
    private double pressedWidth;

    InspectorEdge(Region inspector, Ui ui, Texts texts) {
        this.inspector = inspector;
        this.ui = ui;
        setId("topology-inspector-edge");
        getStyleClass().add("inspector-edge");
        setCursor(Cursor.H_RESIZE);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        accessibleTextProperty().bind(texts.text("inspector.resize"));
        setOnMousePressed(event -> {
            pressedAt = event.getSceneX();
            pressedWidth = width;
        });
        setOnMouseDragged(event -> {
            double factor = ui.percentProperty().get() / 100.0;
            setInspectorWidth(pressedWidth + (pressedAt - event.getSceneX()) / factor);
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        ui.percentProperty().subscribe(percent -> setInspectorWidth(width));
    }

    private void keyPressed(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> setInspectorWidth(width + STEP);
            case RIGHT -> setInspectorWidth(width - STEP);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void setInspectorWidth(double wanted) {
        width = Math.clamp(wanted, LEAST, MOST);
        double pixels = ui.px(width);
        // At 125 % and more the inspector grows less than the letters: the drawing needs the room.
        double shown = width == WIDTH ? Math.min(pixels, WIDTH + (pixels - WIDTH) / 2) : pixels;
        inspector.setMinWidth(shown);
        inspector.setPrefWidth(shown);
        inspector.setMaxWidth(shown);
    }
}

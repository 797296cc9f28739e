package dev.belay.app.route;

import dev.belay.model.preflight.Hop.State;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// The line of a hop: solid where it is proven, a zigzag where it is broken, dashed where nobody
/// knows.
final class HopLine extends Region {
    private static final double STEP = 5;
    private static final double HEIGHT = 7;

    private final Path path = new Path();
    private final State state;

    HopLine(State state) {
        this.state = state;
        path.getStyleClass()
                .addAll(
                        "hop-line",
                        switch (state) {
                            case PROVEN -> "proven";
                            case BROKEN -> "broken";
                            case UNKNOWN -> "unknown";
                        });
        path.setManaged(false);
        getChildren().add(path);
        setMouseTransparent(true);
    }

    @Override
    protected void layoutChildren() {
        double middle = getHeight() / 2;
        path.getElements().setAll(new MoveTo(0, middle));
        if (state == State.BROKEN) {
            double at = STEP;
            int side = 1;
            while (at < getWidth() - STEP) {
                path.getElements().add(new LineTo(at, middle + side * HEIGHT));
                at += STEP;
                side = -side;
            }
        }
        path.getElements().add(new LineTo(getWidth(), middle));
    }
}

package dev.belay.app.enroll;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Ui;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;
import javafx.scene.shape.StrokeLineCap;

/// How much of a time is left: a ring that empties, and minutes and seconds in it.
final class ExpiryRing extends StackPane {
    private static final int RADIUS = 25;

    private final Arc arc = new Arc(0, 0, RADIUS, RADIUS, 90, -360);
    private final Label time = Labels.label("", "mono");

    ExpiryRing(Ui ui) {
        getStyleClass().add("expiry");
        setAccessibleRole(AccessibleRole.TEXT);
        Circle track = new Circle(RADIUS);
        double radius = ui.px(RADIUS);
        track.setRadius(radius);
        arc.setRadiusX(radius);
        arc.setRadiusY(radius);
        track.getStyleClass().add("track");
        arc.setType(ArcType.OPEN);
        arc.setStrokeLineCap(StrokeLineCap.ROUND);
        arc.getStyleClass().add("left");
        getChildren().addAll(new Group(track, arc), time);
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    }

    void show(long seconds, long all, String spoken) {
        long left = Math.max(0, seconds);
        arc.setLength(all <= 0 ? 0 : -360.0 * (double) Math.min(left, all) / (double) all);
        time.setText("%d:%02d".formatted(left / 60, left % 60));
        setAccessibleText(spoken);
    }
}

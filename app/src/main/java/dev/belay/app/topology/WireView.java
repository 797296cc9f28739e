package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.Wire;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.transform.Scale;

/// A line of a design between two things, with what is written on it.
final class WireView {

    private final Path line = new Path();

    /// Wide and unseen: what a pointer can hit.
    private final Path grip = new Path();

    private final Label pill = new Label();
    private List<Spot> placedRoute = List.of();
    private double placedZoom;
    private final Scale pillScale = new Scale(1, 1, 0, 0);

    WireView(Wire wire) {
        line.setId(wire.id());
        line.setManaged(false);
        line.setMouseTransparent(true);
        grip.setManaged(false);
        grip.setUserData(wire.id());
        grip.getStyleClass().add("wire-grip");
        line.getStyleClass().addAll("wire-line", wire.reference() ? "reference" : "network");
        pill.getStyleClass().add("link-pill");
        pill.setManaged(false);
        pill.setText(wire.label());
        pill.getTransforms().add(pillScale);
    }

    void show(Wire wire) {
        if (!wire.label().equals(pill.getText())) {
            pill.setText(wire.label());
            placedRoute = List.of();
        }
    }

    void setSelected(boolean selected) {
        line.pseudoClassStateChanged(Pseudo.SELECTED, selected);
    }

    Path grip() {
        return grip;
    }

    Path line() {
        return line;
    }

    Region pill() {
        return pill;
    }

    /// @param route at 100 %
    void place(List<Spot> route, double zoom) {
        if (zoom == placedZoom && route.equals(placedRoute)) {
            return;
        }
        placedZoom = zoom;
        placedRoute = route;
        var spots = new ArrayList<Spot>();
        for (var spot : route) {
            spots.add(new Spot(spot.x() * zoom, spot.y() * zoom));
        }
        Strokes.draw(line, spots);
        Strokes.draw(grip, spots);
        if (pill.getText().isEmpty()) {
            pill.setVisible(false);
        } else {
            Strokes.placePill(pill, pillScale, spots, zoom);
        }
    }
}

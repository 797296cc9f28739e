package dev.belay.app.health;

import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.StrokeLineCap;

/// A short piece of a node's line, in its colour and its dash.
final class LineSample extends Pane {

    /// Shows a piece.
    ///
    /// @param line number of the line
    /// @param pixels its length
    /// @param width of the stroke
    LineSample(int line, double pixels, double width) {
        getStyleClass().add("line-sample");
        Line stroke = new Line(0, 2, pixels, 2);
        stroke.setStrokeWidth(width);
        stroke.setStrokeLineCap(StrokeLineCap.BUTT);
        stroke.getStrokeDashArray().setAll(LineStyle.dashList(line));
        stroke.getStyleClass().add("series-" + (line % LineStyle.DISTINCT + 1));
        getChildren().add(stroke);
        setMinSize(pixels, 4);
        setPrefSize(pixels, 4);
        setMaxSize(pixels, 4);
        setMouseTransparent(true);
    }
}

package dev.belay.app.health;

import dev.belay.app.ui.Tokens;
import dev.belay.model.status.Severity;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// How an event looks on the time axis and in the row below.
final class MarkLook {

    private MarkLook() {}

    static Color colour(Tokens tokens, Severity severity) {
        return tokens.colour(
                switch (severity) {
                    case INFO -> "-color-fg-muted";
                    case WARNING -> "-color-warning-emphasis";
                    case ERROR -> "-belay-failed";
                });
    }

    static String styleClass(Severity severity) {
        return switch (severity) {
            case INFO -> "mark-info";
            case WARNING -> "mark-warning";
            case ERROR -> "mark-error";
        };
    }

    static void diamond(GraphicsContext gc, double x, double y, double radius) {
        gc.fillPolygon(
                new double[] {x, x + radius, x, x - radius},
                new double[] {y - radius, y, y + radius, y},
                4);
    }
}

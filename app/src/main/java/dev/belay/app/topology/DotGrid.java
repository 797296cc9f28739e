package dev.belay.app.topology;

import dev.belay.app.ui.Ui;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/// The dots behind the drawing, one each 16 units. It is painted once for a zoom and size, one
/// period larger than the screen, and only shifted while one pans.
final class DotGrid extends Region {

    private static final double PERIOD = 16;
    private static final double LEAST_PERIOD = 10;

    private final Ui ui;
    private final Canvas canvas = new Canvas();
    private double period = PERIOD;

    DotGrid(Ui ui) {
        this.ui = ui;
        setManaged(false);
        setMouseTransparent(true);
        getChildren().add(canvas);
        canvas.setManaged(false);
    }

    void show(Viewport view) {
        double wanted = PERIOD * view.zoom();
        while (wanted < LEAST_PERIOD) {
            wanted *= 2;
        }
        if (wanted != period) {
            period = wanted;
            paint();
        }
        canvas.setTranslateX(Math.rint(floorMod(view.panX()) - period));
        canvas.setTranslateY(Math.rint(floorMod(view.panY()) - period));
    }

    private double floorMod(double pan) {
        return pan - Math.floor(pan / period) * period;
    }

    void paint() {
        double width = getWidth() + 2 * period;
        double height = getHeight() + 2 * period;
        canvas.setWidth(width);
        canvas.setHeight(height);
        var pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, width, height);
        pen.setFill(ui.tokens().colour("-belay-grid"));
        for (double y = 0; y < height; y += period) {
            for (double x = 0; x < width; x += period) {
                pen.fillRect(Math.rint(x), Math.rint(y), 1.5, 1.5);
            }
        }
    }

    @Override
    protected void layoutChildren() {
        paint();
    }
}

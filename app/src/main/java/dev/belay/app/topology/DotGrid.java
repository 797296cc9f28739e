package dev.belay.app.topology;

import dev.belay.app.ui.Ui;
import javafx.scene.layout.Region;

/// The dots behind the drawing, one each 16 units. It is painted once for a zoom and size, one
/// period larger than the screen, and only shifted while one pans.
final class DotGrid extends Region {

    private static final double PERIOD = 16;
    private static final double LEAST_PERIOD = 10;
    private static final double DOT = 1.5;

    private final Raster raster;
    private double period = PERIOD;

    DotGrid(Ui ui) {
        this.raster =
                new Raster(
                        ui,
                        pixels -> {
                            pixels.clear(0);
                            paint(pixels, ui, period, 0, 0);
                        });
        setManaged(false);
        setMouseTransparent(true);
        getChildren().add(raster);
    }

    void show(Viewport view) {
        double wanted = period(view);
        if (wanted != period) {
            period = wanted;
            paint();
        }
        raster.setTranslateX(Math.rint(phase(view.panX(), period) - period));
        raster.setTranslateY(Math.rint(phase(view.panY(), period) - period));
    }

    private static double period(Viewport view) {
        double wanted = PERIOD * view.zoom();
        while (wanted < LEAST_PERIOD) {
            wanted *= 2;
        }
        return wanted;
    }

    private static double phase(double pan, double period) {
        return pan - Math.floor(pan / period) * period;
    }

    void paint() {
        raster.resize(getWidth() + 2 * period, getHeight() + 2 * period);
        raster.requestLayout();
    }

    /// Paints the dots of a view into something as large as the screen.
    static void paint(Pixels pixels, Ui ui, Viewport view) {
        double period = period(view);
        paint(
                pixels,
                ui,
                period,
                Math.rint(phase(view.panX(), period) - period),
                Math.rint(phase(view.panY(), period) - period));
    }

    private static void paint(Pixels pixels, Ui ui, double period, double left, double top) {
        int colour = Pixels.of(ui.tokens().colour("-belay-grid"));
        double density = pixels.density();
        for (double y = 0; (top + y) * density < pixels.height(); y += period) {
            for (double x = 0; (left + x) * density < pixels.width(); x += period) {
                dot(pixels, left + Math.rint(x), top + Math.rint(y), colour);
            }
        }
    }

    /// Its right and lower edges cover parts of pixels.
    private static void dot(Pixels pixels, double x, double y, int colour) {
        int left = (int) Math.rint(x * pixels.density());
        int top = (int) Math.rint(y * pixels.density());
        double size = DOT * pixels.density();
        for (int down = 0; down < size; down++) {
            for (int across = 0; across < size; across++) {
                double cover = Math.min(1, size - across) * Math.min(1, size - down);
                pixels.cover(left + across, top + down, colour, cover);
            }
        }
    }

    @Override
    protected void layoutChildren() {
        paint();
    }
}

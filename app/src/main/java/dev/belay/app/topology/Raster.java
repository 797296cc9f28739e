package dev.belay.app.topology;

import dev.belay.app.ui.Ui;
import java.nio.IntBuffer;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// A part of the canvas that is painted pixel by pixel, at most once for each frame.
final class Raster extends Region {

    private final Ui ui;
    private final Consumer<Pixels> painter;
    private final ImageView shown = new ImageView();

    /// The one is painted while the other one may still be on its way to the screen.
    private final @Nullable Sheet[] sheets = new Sheet[2];

    private int turn;

    /// @param painter paints all of it; called by the layout, and again after each request for one
    Raster(Ui ui, Consumer<Pixels> painter) {
        this.ui = ui;
        this.painter = painter;
        setManaged(false);
        setMouseTransparent(true);
        shown.setManaged(false);
        shown.setSmooth(false);
        getChildren().add(shown);
        sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::renderScaleXProperty)
                .subscribe(scale -> requestLayout());
    }

    /// Shows it and has it painted, or hides it and gives its memory back.
    void show(boolean wanted) {
        if (wanted) {
            setVisible(true);
            requestLayout();
        } else if (isVisible()) {
            setVisible(false);
            shown.setImage(null);
            sheets[0] = null;
            sheets[1] = null;
        }
    }

    /// Pixels for each unit.
    double density() {
        double screen =
                getScene() == null || getScene().getWindow() == null
                        ? 1
                        : getScene().getWindow().getRenderScaleX();
        return ui.percentProperty().get() / 100.0 * screen;
    }

    @Override
    protected void layoutChildren() {
        double density = density();
        int width = (int) Math.ceil(getWidth() * density);
        int height = (int) Math.ceil(getHeight() * density);
        if (!isVisible() || width <= 0 || height <= 0) {
            return;
        }
        turn = 1 - turn;
        Sheet sheet = sheets[turn];
        if (sheet == null || !sheet.fits(width, height, density)) {
            sheet = Sheet.of(width, height, density);
            sheets[turn] = sheet;
        }
        painter.accept(sheet.pixels());
        sheet.buffer().updateBuffer(all -> null);
        shown.setFitWidth(width / density);
        shown.setFitHeight(height / density);
        shown.setImage(sheet.image());
    }

    private record Sheet(Pixels pixels, PixelBuffer<IntBuffer> buffer, WritableImage image) {

        static Sheet of(int width, int height, double density) {
            IntBuffer ints = IntBuffer.allocate(width * height);
            PixelBuffer<IntBuffer> buffer =
                    new PixelBuffer<>(width, height, ints, PixelFormat.getIntArgbPreInstance());
            return new Sheet(
                    new Pixels(width, height, density, ints.array()),
                    buffer,
                    new WritableImage(buffer));
        }

        boolean fits(int width, int height, double density) {
            return pixels.width() == width
                    && pixels.height() == height
                    && pixels.density() == density;
        }
    }
}

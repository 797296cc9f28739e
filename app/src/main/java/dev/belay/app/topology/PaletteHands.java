package dev.belay.app.topology;

import dev.belay.app.editor.Palette;
import dev.belay.model.edit.PaletteEntry;

/// Brings what is taken from the palette to the canvas.
final class PaletteHands implements Palette.Taker {

    private final TopologyModel model;
    private final CanvasPane canvas;
    private final Runnable toForm;

    /// @param toForm gives the keyboard to the form of what is selected
    PaletteHands(TopologyModel model, CanvasPane canvas, Runnable toForm) {
        this.model = model;
        this.canvas = canvas;
        this.toForm = toForm;
    }

    @Override
    public void take(PaletteEntry entry) {
        model.edit().take(entry);
        canvas.requestFocus();
    }

    @Override
    public void drag(PaletteEntry entry, double sceneX, double sceneY) {
        if (!(model.edit().gestureProperty().get() instanceof Gesture.Placing)) {
            model.edit().take(entry);
        }
        model.edit().hover(canvas.worldAt(sceneX, sceneY), canvas.holds(sceneX, sceneY));
    }

    @Override
    public void drop(PaletteEntry entry, double sceneX, double sceneY) {
        model.edit().cancel();
        if (canvas.holds(sceneX, sceneY)) {
            model.edit().put(entry, canvas.worldAt(sceneX, sceneY));
            canvas.requestFocus();
        }
    }

    @Override
    public void put(PaletteEntry entry) {
        model.edit().put(entry);
        canvas.requestFocus();
    }

    @Override
    public void addConfigSet() {
        model.edit().cancel();
        model.editor().addConfigSet();
        toForm.run();
    }
}

package dev.belay.app.topology;

import dev.belay.app.ui.Ui;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.util.Duration;

/// What is painted in the place of the world: cards from afar, where there are too many of them to
/// be shown, and a picture of all while the view moves.
final class Front {

    private static final Duration REST = Duration.millis(160);

    /// Who moves the view for longer sees news in between.
    private static final Duration NEWS = Duration.seconds(1);

    private final Ui ui;
    private final FarPainter painter;
    private final Still still;
    private final DotGrid dots;
    private final Supplier<Sight> sight;
    private final Raster raster;
    private final PauseTransition rest = new PauseTransition(REST);
    private final PauseTransition news = new PauseTransition(NEWS);

    /// What is to be seen.
    ///
    /// @param painted whether cards are painted also when the view rests
    /// @param ringed ids of what is selected
    /// @param sign the looked-up colour of a card with something to say; empty for none
    record Sight(
            Drawing drawing,
            Layout layout,
            Viewport view,
            boolean painted,
            Set<String> ringed,
            UnaryOperator<String> sign) {}

    /// @param world what is hidden while the view moves
    /// @param dots what is painted with the rest while the view moves
    /// @param rested called when the world is to be drawn again
    Front(Ui ui, Node world, DotGrid dots, Supplier<Sight> sight, Runnable rested) {
        this.ui = ui;
        this.painter = new FarPainter(ui);
        this.still = new Still(ui, world);
        this.dots = dots;
        this.sight = sight;
        this.raster = new Raster(ui, this::paint);
        raster.show(false);
        rest.setOnFinished(event -> rested.run());
        news.setOnFinished(event -> rested.run());
    }

    Raster shown() {
        return raster;
    }

    boolean isMoving() {
        return still.isOn();
    }

    /// The view has moved on.
    void move(Viewport view, Still.Drawer drawer) {
        still.follow(view, raster.getWidth(), raster.getHeight(), raster.density(), drawer);
        dots.setVisible(false);
        raster.show(true);
        rest.playFromStart();
    }

    /// The world is shown again.
    void rest() {
        rest.stop();
        news.stop();
        if (still.isOn()) {
            still.end();
            dots.setVisible(true);
        }
    }

    /// Puts off what is new until the view rests, but not for long.
    void putOff() {
        if (news.getStatus() != Animation.Status.RUNNING) {
            news.playFromStart();
        }
    }

    void refresh(boolean painted) {
        raster.show(painted || still.isOn());
    }

    private void paint(Pixels pixels) {
        Sight seen = sight.get();
        pixels.clear(0);
        if (still.isOn()) {
            DotGrid.paint(pixels, ui, seen.view());
            if (!still.covers(pixels, seen.view())) {
                painter.paintContainers(
                        pixels, seen.drawing().containers(), seen.layout(), seen.view());
                paintCards(pixels, seen);
            }
            still.paint(pixels, seen.view());
        }
        if (seen.painted()) {
            painter.paintWires(pixels, seen.drawing().wires(), seen.layout(), seen.view());
            paintCards(pixels, seen);
        }
    }

    private void paintCards(Pixels pixels, Sight seen) {
        painter.paintCards(
                pixels,
                seen.drawing().cards(),
                seen.layout(),
                seen.view(),
                seen.ringed(),
                seen.sign());
    }
}

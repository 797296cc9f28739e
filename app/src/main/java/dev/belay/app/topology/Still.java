package dev.belay.app.topology;

import dev.belay.app.ui.Ui;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;
import org.jspecify.annotations.Nullable;

/// A picture of what is drawn, which moves in its place: without a graphics card, hundreds of cards
/// can't be drawn sixty times a second and one picture can. Where the view goes further the picture
/// grows by stripes; while the view is zoomed it is coarser.
final class Still {

    /// How far beyond the screen it grows at a time, in units of the screen.
    private static final double AHEAD = 128;

    /// How many cards and edges can be made for a frame and not be noticed.
    private static final int FEW = 4;

    /// How far beyond the screen it is kept, in parts of the screen.
    private static final double KEPT = 0.4;

    private final Ui ui;
    private final Node world;
    private @Nullable Taken taken;

    /// Has the world drawn for a view: what is in a box and not drawn yet.
    interface Drawer {
        /// Draws it, or only some of it.
        ///
        /// @param most how many things may be added; the others are left for later
        void draw(Viewport view, Box box, int most);
    }

    /// @param edges where the picture lies in the world as the zoom has it, in pixels
    private record Taken(double zoom, Edges edges, Pixels pixels) {}

    private record Edges(int left, int top, int right, int bottom) {

        int width() {
            return right - left;
        }

        int height() {
            return bottom - top;
        }

        /// All of both, as far as it is inside of a third.
        Edges with(Edges other, Edges most) {
            return new Edges(
                    Math.min(left, Math.max(most.left, other.left)),
                    Math.min(top, Math.max(most.top, other.top)),
                    Math.max(right, Math.min(most.right, other.right)),
                    Math.max(bottom, Math.min(most.bottom, other.bottom)));
        }

        /// @param scale pixels for each unit of the world
        Box inWorld(double scale) {
            return new Box(left / scale, top / scale, width() / scale, height() / scale);
        }

        boolean holds(Edges other) {
            return left <= other.left
                    && top <= other.top
                    && right >= other.right
                    && bottom >= other.bottom;
        }
    }

    Still(Ui ui, Node world) {
        this.ui = ui;
        this.world = world;
    }

    boolean isOn() {
        return taken != null;
    }

    void end() {
        taken = null;
        world.setMouseTransparent(false);
        world.setOpacity(1);
    }

    /// Takes what has to be in the picture for a view, and hides the world.
    ///
    /// @param width of the screen
    /// @param height of the screen
    void follow(Viewport view, double width, double height, double density, Drawer drawer) {
        Taken before = taken;
        if (before != null && before.pixels().density() != density) {
            before = null;
        }
        boolean isZoomed = before != null && before.zoom() != view.zoom();
        // What is hidden lies where it was before the zoom, and nobody must hit it there.
        world.setMouseTransparent(isZoomed);
        if (isZoomed) {
            return;
        }
        if (before != null && before.edges().holds(edges(view, width, height, 0, density))) {
            drawer.draw(view, view.visible(width, height, 2 * AHEAD), FEW);
            return;
        }
        Edges wanted = edges(view, width, height, AHEAD, density);
        if (before != null) {
            double kept = Math.rint(KEPT * Math.max(width, height));
            wanted = wanted.with(before.edges(), edges(view, width, height, kept, density));
        }
        world.setOpacity(1);
        drawer.draw(view, wanted.inWorld(view.zoom() * density), Integer.MAX_VALUE);
        Pixels pixels = new Pixels(wanted.width(), wanted.height(), density);
        if (before == null) {
            take(wanted, wanted, pixels, view);
        } else {
            pixels.take(
                    before.pixels(),
                    before.edges().left() - wanted.left(),
                    before.edges().top() - wanted.top());
            takeRest(before.edges(), wanted, pixels, view);
        }
        world.setOpacity(0);
        taken = new Taken(view.zoom(), wanted, pixels);
    }

    private static Edges edges(
            Viewport view, double width, double height, double around, double density) {
        double left = -Math.rint(view.panX()) - around;
        double top = -Math.rint(view.panY()) - around;
        return new Edges(
                (int) Math.floor(left * density),
                (int) Math.floor(top * density),
                (int) Math.ceil((left + width + 2 * around) * density),
                (int) Math.ceil((top + height + 2 * around) * density));
    }

    /// Where the world's origin is: the world is put on whole units, a picture on whole pixels.
    private static double pixels(double pan, double density) {
        return Math.rint(Math.rint(pan) * density);
    }

    /// The stripes that are new.
    private void takeRest(Edges had, Edges wanted, Pixels into, Viewport view) {
        int left = Math.clamp(had.left(), wanted.left(), wanted.right());
        int right = Math.clamp(had.right(), wanted.left(), wanted.right());
        int top = Math.clamp(had.top(), wanted.top(), wanted.bottom());
        int bottom = Math.clamp(had.bottom(), wanted.top(), wanted.bottom());
        take(new Edges(wanted.left(), wanted.top(), left, wanted.bottom()), wanted, into, view);
        take(new Edges(right, wanted.top(), wanted.right(), wanted.bottom()), wanted, into, view);
        take(new Edges(left, wanted.top(), right, top), wanted, into, view);
        take(new Edges(left, bottom, right, wanted.bottom()), wanted, into, view);
    }

    private void take(Edges part, Edges all, Pixels into, Viewport view) {
        if (part.width() <= 0 || part.height() <= 0) {
            return;
        }
        double density = into.density();
        Color ground = ui.tokens().colour("-belay-canvas");
        SnapshotParameters how = new SnapshotParameters();
        how.setFill(ground);
        how.setTransform(Transform.scale(density, density));
        how.setViewport(
                new Rectangle2D(
                        part.left() + pixels(view.panX(), density),
                        part.top() + pixels(view.panY(), density),
                        part.width(),
                        part.height()));
        WritableImage image = world.snapshot(how, null);
        Pixels stripe = new Pixels(part.width(), part.height(), density);
        image.getPixelReader()
                .getPixels(
                        0,
                        0,
                        part.width(),
                        part.height(),
                        PixelFormat.getIntArgbPreInstance(),
                        stripe.argb(),
                        0,
                        part.width());
        open(stripe.argb(), Pixels.of(ground));
        into.take(stripe, part.left() - all.left(), part.top() - all.top());
    }

    /// Whether a view shows nothing that is not in the picture.
    boolean covers(Pixels screen, Viewport view) {
        Taken picture = taken;
        if (picture == null) {
            return false;
        }
        double scale = view.zoom() / picture.zoom();
        double left = pixels(view.panX(), screen.density()) + picture.edges().left() * scale;
        double top = pixels(view.panY(), screen.density()) + picture.edges().top() * scale;
        return left <= 0
                && top <= 0
                && left + picture.pixels().width() * scale >= screen.width()
                && top + picture.pixels().height() * scale >= screen.height();
    }

    /// What is behind the world, where nothing of it is: dots are seen there. A ground that can be
    /// seen through at once would have letters drawn in another way.
    private static void open(int[] argb, int ground) {
        for (int at = 0; at < argb.length; at++) {
            if (argb[at] == ground) {
                argb[at] = 0;
            }
        }
    }

    /// Lays the picture where a view has it.
    void paint(Pixels screen, Viewport view) {
        Taken picture = taken;
        if (picture == null) {
            return;
        }
        double density = screen.density();
        double scale = view.zoom() / picture.zoom();
        screen.lay(
                picture.pixels(),
                pixels(view.panX(), density) + picture.edges().left() * scale,
                pixels(view.panY(), density) + picture.edges().top() * scale,
                scale);
    }
}

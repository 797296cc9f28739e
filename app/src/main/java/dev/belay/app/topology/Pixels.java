package dev.belay.app.topology;

import java.util.Arrays;
import javafx.scene.paint.Color;

/// Pixels that are painted by hand. Without a graphics card the toolkit needs longer for a thousand
/// rectangles than this for all of a screen.
///
/// Places and sizes are those of the canvas at 100 %; how many pixels such a unit has is the
/// density. What lies outside is left out. Colours are premultiplied, `0xAARRGGBB`.
final class Pixels {

    private static final int OPAQUE = 0xff;
    private static final int FIXED = 16;

    /// Two of the four parts of a colour at a time, so that they can't run into each other.
    private static final int EVEN = 0x00ff00ff;

    private static final int ODD = 0xff00ff00;
    private static final int HALF = 0x00800080;

    private final int width;
    private final int height;
    private final double density;
    private final int[] argb;

    /// @param width in pixels
    /// @param height in pixels
    /// @param density pixels for each unit
    Pixels(int width, int height, double density) {
        this(width, height, density, new int[width * height]);
    }

    Pixels(int width, int height, double density, int[] argb) {
        this.width = width;
        this.height = height;
        this.density = density;
        this.argb = argb;
    }

    static int of(Color colour) {
        double opacity = colour.getOpacity();
        return byteOf(opacity) << 24
                | byteOf(colour.getRed() * opacity) << 16
                | byteOf(colour.getGreen() * opacity) << 8
                | byteOf(colour.getBlue() * opacity);
    }

    private static int byteOf(double part) {
        return (int) Math.rint(part * OPAQUE);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    double density() {
        return density;
    }

    int[] argb() {
        return argb;
    }

    void clear(int colour) {
        Arrays.fill(argb, colour);
    }

    /// A rectangle, its edges on whole pixels.
    void fill(double x, double y, double w, double h, int colour) {
        fillPixels(
                (int) Math.rint(x * density),
                (int) Math.rint(y * density),
                (int) Math.rint((x + w) * density),
                (int) Math.rint((y + h) * density),
                colour);
    }

    private void fillPixels(int left, int top, int right, int bottom, int colour) {
        int from = Math.max(0, left);
        int to = Math.min(width, right);
        if (from >= to) {
            return;
        }
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            Arrays.fill(argb, y * width + from, y * width + to, colour);
        }
    }

    /// The outline of a rectangle, inside it.
    void frame(double x, double y, double w, double h, double thick, int colour) {
        fill(x, y, w, thick, colour);
        fill(x, y + h - thick, w, thick, colour);
        fill(x, y, thick, h, colour);
        fill(x + w - thick, y, thick, h, colour);
    }

    /// A thin line, one unit wide.
    void line(Spot from, Spot to, int colour) {
        double left = Math.min(from.x(), to.x());
        double top = Math.min(from.y(), to.y());
        double across = Math.abs(from.x() - to.x());
        double down = Math.abs(from.y() - to.y());
        if (across < 1 || down < 1) {
            fill(Math.rint(left), Math.rint(top), across + 1, down + 1, colour);
            return;
        }
        double length = Math.max(across, down) * density;
        double dot = 1 / density;
        for (int step = 0; step <= length; step++) {
            double part = step / length;
            fill(
                    from.x() + (to.x() - from.x()) * part,
                    from.y() + (to.y() - from.y()) * part,
                    dot,
                    dot,
                    colour);
        }
    }

    /// Lays a colour over one pixel.
    ///
    /// @param cover how much of the pixel it covers, 0 to 1
    void cover(int x, int y, int colour, double cover) {
        if (x >= 0 && y >= 0 && x < width && y < height) {
            int at = y * width + x;
            argb[at] = over(faded(colour, (int) Math.rint(cover * OPAQUE)), argb[at]);
        }
    }

    private static int faded(int colour, int cover) {
        int even = (((colour & EVEN) * cover) >>> 8) & EVEN;
        int odd = (((colour >>> 8) & EVEN) * cover) & ODD;
        return cover == OPAQUE ? colour : even | odd;
    }

    private static int over(int above, int below) {
        int through = OPAQUE - (above >>> 24);
        int even = (((below & EVEN) * through + HALF) >>> 8) & EVEN;
        int odd = (((below >>> 8) & EVEN) * through + HALF) & ODD;
        return above + (even | odd);
    }

    /// Takes over what another one of the same density has where both lie.
    ///
    /// @param x where the left edge of the other one is, in pixels of this one
    /// @param y where its upper edge is
    void take(Pixels other, int x, int y) {
        int from = Math.max(0, x);
        int to = Math.min(width, x + other.width);
        for (int row = Math.max(0, y);
                from < to && row < Math.min(height, y + other.height);
                row++) {
            System.arraycopy(
                    other.argb,
                    (row - y) * other.width + from - x,
                    argb,
                    row * width + from,
                    to - from);
        }
    }

    /// Lays another one over this one, larger or smaller, each pixel as its nearest is.
    ///
    /// @param x where the left edge of the other one is, in pixels of this one
    /// @param y where its upper edge is
    /// @param scale pixels of this one for each of the other one's
    void lay(Pixels other, double x, double y, double scale) {
        int left = (int) Math.rint(x);
        int top = (int) Math.rint(y);
        int from = Math.max(0, left);
        int to = Math.min(width, left + (int) Math.floor(other.width * scale));
        int last = Math.min(height, top + (int) Math.floor(other.height * scale));
        int step = (int) ((1 << FIXED) / scale);
        for (int row = Math.max(0, top); row < last; row++) {
            int source =
                    Math.min(other.height - 1, (int) ((row - top + 0.5) / scale)) * other.width;
            long at = (long) (from - left) * step + step / 2;
            int target = row * width;
            for (int column = from; column < to; column++) {
                int above = other.argb[source + (int) (at >> FIXED)];
                int opacity = above >>> 24;
                if (opacity == OPAQUE) {
                    argb[target + column] = above;
                } else if (opacity != 0) {
                    argb[target + column] = over(above, argb[target + column]);
                }
                at += step;
            }
        }
    }
}

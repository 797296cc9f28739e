package dev.belay.app.topology;

/// What part of the drawing is on screen: `screen = world · zoom + pan`.
///
/// @param zoom 1 is 100 %
/// @param panX where the drawing's origin is on screen
/// @param panY where the drawing's origin is on screen
record Viewport(double zoom, double panX, double panY) {

    static final double MIN_ZOOM = 0.05;
    static final double MAX_ZOOM = 2.0;
    private static final double FIT_MARGIN = 20;

    static final Viewport START = new Viewport(1, FIT_MARGIN, FIT_MARGIN);

    /// All of it on screen, never larger than 100 %, in the middle.
    static Viewport fit(Box bounds, double width, double height) {
        if (bounds.width() <= 0 || bounds.height() <= 0 || width <= 0 || height <= 0) {
            return START;
        }
        double zoom =
                Math.min(
                        (width - 2 * FIT_MARGIN) / bounds.width(),
                        (height - 2 * FIT_MARGIN) / bounds.height());
        return new Viewport(clamp(Math.min(1, zoom)), 0, 0).centered(bounds, width, height);
    }

    /// The middle of a box in the middle of the screen, at the same zoom.
    Viewport centered(Box box, double width, double height) {
        var middle = box.center();
        return new Viewport(
                zoom,
                Math.rint(width / 2 - middle.x() * zoom),
                Math.rint(height / 2 - middle.y() * zoom));
    }

    /// Another zoom, with the place under the pointer staying there.
    Viewport zoomedAt(double newZoom, double screenX, double screenY) {
        double next = clamp(newZoom);
        double factor = next / zoom;
        return new Viewport(
                next, screenX - (screenX - panX) * factor, screenY - (screenY - panY) * factor);
    }

    Viewport moved(double dx, double dy) {
        return new Viewport(zoom, panX + dx, panY + dy);
    }

    /// Moved by as little as it takes for the box to be on screen.
    Viewport revealing(Box box, double width, double height) {
        double margin = FIT_MARGIN;
        double left = box.x() * zoom + panX;
        double top = box.y() * zoom + panY;
        double dx = shift(left, left + box.width() * zoom, width, margin);
        double dy = shift(top, top + box.height() * zoom, height, margin);
        return dx == 0 && dy == 0 ? this : moved(dx, dy);
    }

    /// What of the drawing can be seen, with so many screen pixels around it.
    Box visible(double width, double height, double margin) {
        return new Box(
                (-panX - margin) / zoom,
                (-panY - margin) / zoom,
                (width + 2 * margin) / zoom,
                (height + 2 * margin) / zoom);
    }

    /// Somewhere on the way to another one: 0 is here, 1 is there.
    Viewport towards(Viewport goal, double part) {
        return new Viewport(
                zoom + (goal.zoom - zoom) * part,
                panX + (goal.panX - panX) * part,
                panY + (goal.panY - panY) * part);
    }

    Spot onScreen(Spot world) {
        return new Spot(world.x() * zoom + panX, world.y() * zoom + panY);
    }

    Spot inWorld(double screenX, double screenY) {
        return new Spot((screenX - panX) / zoom, (screenY - panY) / zoom);
    }

    private static double shift(double low, double high, double size, double margin) {
        if (low < margin || high - low > size - 2 * margin) {
            return margin - low;
        }
        return high > size - margin ? size - margin - high : 0;
    }

    static double clamp(double zoom) {
        return Math.clamp(zoom, MIN_ZOOM, MAX_ZOOM);
    }
}

package dev.belay.app.topology;

/// A place in the drawing, in units that are pixels at 100 %.
record Spot(double x, double y) {

    double distance(Spot other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}

package dev.belay.app.topology;

/// How much of a node card is drawn; zoom alone decides.
enum DetailLevel {
    /// Bar and glyph.
    FAR,
    /// Bar, glyph and name.
    MID,
    /// Everything.
    NEAR;

    static final double MID_FROM = 0.45;
    static final double NEAR_FROM = 0.75;

    static DetailLevel of(double zoom) {
        if (zoom < MID_FROM) {
            return FAR;
        }
        return zoom < NEAR_FROM ? MID : NEAR;
    }
}

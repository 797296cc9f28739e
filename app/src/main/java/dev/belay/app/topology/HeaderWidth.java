package dev.belay.app.topology;

/// How much room a text needs, estimated from its letters, so that a layout depends neither on a
/// screen nor on a font that is still loading.
final class HeaderWidth {

    private static final double LATIN = 7.4;
    private static final double WIDE = 13;
    private static final double CONTAINER_EXTRA = 132;
    private static final double GRID = 8;

    private HeaderWidth() {}

    /// Of the header of a container with this title, its icon and one chip.
    static double of(String title) {
        return snapped(CONTAINER_EXTRA + Math.min(textWidth(title), 240));
    }

    /// Of one line in the size of body text.
    static double textWidth(String text) {
        return text.codePoints().mapToDouble(c -> c >= 0x1100 ? WIDE : LATIN).sum();
    }

    /// Up to the next place on the grid.
    static double snapped(double width) {
        return Math.ceil(width / GRID) * GRID;
    }
}

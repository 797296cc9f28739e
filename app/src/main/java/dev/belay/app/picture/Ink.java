package dev.belay.app.picture;

import java.util.Locale;

/// A colour.
///
/// @param red 0–1
/// @param green 0–1
/// @param blue 0–1
/// @param alpha 0 is not there, 1 hides what is below
record Ink(double red, double green, double blue, double alpha) {

    boolean isVisible() {
        return alpha > 0;
    }

    /// As sheets write it, without its alpha.
    String hex() {
        return String.format(
                Locale.ROOT, "#%02x%02x%02x", byteOf(red), byteOf(green), byteOf(blue));
    }

    private static int byteOf(double part) {
        return (int) Math.round(part * 255);
    }
}

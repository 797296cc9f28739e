package dev.belay.app.services;

import org.jspecify.annotations.Nullable;

/// Draws something anew only when what it shows is another: what did not change keeps the keyboard,
/// its scroll position and its tooltips.
final class Redrawn {
    private @Nullable Object seen;

    void show(Object shown, Runnable draw) {
        if (!shown.equals(seen)) {
            seen = shown;
            draw.run();
        }
    }
}

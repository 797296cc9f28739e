package dev.belay.app.ui;

import java.util.Optional;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A question of a screen over the window, one at a time: closed by whoever asked it, and forgotten
/// when the user leaves it.
///
/// @param <C> the card that asks it
public final class Question<C extends Region> {
    private final Overlay overlay;
    private @Nullable C open;

    public Question(Overlay overlay) {
        this.overlay = overlay;
    }

    /// The card that is open.
    public Optional<C> card() {
        return Optional.ofNullable(open);
    }

    public boolean isOpen() {
        return open != null;
    }

    public void ask(C card) {
        ask(card, () -> {});
    }

    /// Asks it.
    ///
    /// @param left called when the user leaves it without an answer
    public void ask(C card, Runnable left) {
        open = card;
        overlay.dialog(
                card,
                () -> {
                    open = null;
                    left.run();
                });
    }

    /// Nothing happens when none is open.
    public void close() {
        C card = open;
        if (card != null) {
            open = null;
            overlay.close(card);
        }
    }
}

package dev.belay.app.enroll;

import java.time.Duration;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;

/// A secret on the clipboard for half a minute, unless something else was copied since. FX thread
/// only.
final class SecretClipboard {
    static final Duration KEPT = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private final ReadOnlyLongWrapper seconds = new ReadOnlyLongWrapper(this, "seconds");
    private @Nullable String secret;
    private long until;

    SecretClipboard(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// How long it stays; 0 when it is not there.
    ReadOnlyLongProperty secondsProperty() {
        return seconds.getReadOnlyProperty();
    }

    void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        secret = text;
        until = nanos.getAsLong() + KEPT.toNanos();
        seconds.set(KEPT.toSeconds());
    }

    /// Time has passed.
    void beat() {
        if (secret == null) {
            return;
        }
        long left = until - nanos.getAsLong();
        if (left <= 0) {
            clear();
        } else {
            seconds.set((left + 999_999_999) / 1_000_000_000);
        }
    }

    /// Takes it away at once.
    void clear() {
        String mine = secret;
        secret = null;
        seconds.set(0);
        if (mine != null && mine.equals(Clipboard.getSystemClipboard().getString())) {
            Clipboard.getSystemClipboard().clear();
            ClipboardContent nothing = new ClipboardContent();
            nothing.putString("");
            Clipboard.getSystemClipboard().setContent(nothing);
        }
    }
}

package dev.belay.app.ui;

import java.util.Locale;

/// An enum's name as a style class.
final class StyleWords {
    private StyleWords() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.belay.app.ui;

import java.util.Locale;

/// An enum's name as a style class, or as a part of an id.
public final class StyleWords {
    private StyleWords() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

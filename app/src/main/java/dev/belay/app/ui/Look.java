package dev.belay.app.ui;

import java.util.Locale;
import java.util.Optional;

/// Light or dark, or what the system says.
public enum Look {
    LIGHT,
    DARK,
    SYSTEM;

    /// The word on the command line and in the preferences.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Look> byCode(String code) {
        for (Look look : values()) {
            if (look.code().equals(code)) {
                return Optional.of(look);
            }
        }
        return Optional.empty();
    }
}
